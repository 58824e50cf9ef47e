/// A collection as the checks use it: its declaration, its centre and its fields as sets.
public struct CollectionEntry: Sendable {
  /// The declaration.
  public let declaration: any ResourceCollection.Type
  /// The centre that lists it.
  public let centre: any ResourceCentre.Type
  private let ownFields: Set<FieldName>
  private let requiredFields: Set<FieldName>

  init(_ declaration: any ResourceCollection.Type, of centre: any ResourceCentre.Type) {
    self.declaration = declaration
    self.centre = centre
    self.ownFields = Set(declaration.fields)
    self.requiredFields = Set(declaration.required)
  }

  /// The code that records carry.
  public var code: String { declaration.code }
  /// What people call it.
  public var label: Label { declaration.label }

  /// Whether a record of the collection may carry the field. O(1).
  public func admits(_ name: FieldName) -> Bool {
    switch DataDictionary.field(name)?.scope {
    case .required, .common: true
    case .own: ownFields.contains(name)
    case nil: false
    }
  }

  /// Whether a record of the collection is refused without the field. O(1).
  ///
  /// A collection whose body stands for its summary still requires one of the two.
  public func isRequired(_ name: FieldName) -> Bool {
    if case .required = DataDictionary.field(name)?.scope {
      return name != .summary || !declaration.bodyStandsForSummary
    }
    return requiredFields.contains(name)
  }

  /// The required fields in the dictionary's order.
  public var required: [FieldName] {
    DataDictionary.fields.map(\.name).filter(isRequired)
  }

  /// The required fields, kept: every record is asked for them.
  var requiredNames: [FieldName] { Self.requiredByCode[code] ?? [] }

  private static let requiredByCode: [String: [FieldName]] = Dictionary(
    CollectionCatalogue.all.map { ($0.code, $0.required) },
    uniquingKeysWith: { first, _ in first }
  )

  /// The fields a record may carry in the dictionary's order.
  public var admitted: [FieldName] {
    DataDictionary.fields.map(\.name).filter(admits)
  }
}

/// Every collection of every centre.
public enum CollectionCatalogue {
  /// All collections, by centre, in reading order.
  public static let all: [CollectionEntry] = Centres.all.flatMap { centre in
    centre.collections.map { CollectionEntry($0, of: centre) }
  }

  private static let byCode: [String: CollectionEntry] = Dictionary(
    all.map { ($0.code, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  /// The collection with a code, or `nil` when there is none. O(1).
  public static func collection(code: String) -> CollectionEntry? { byCode[code] }
}
