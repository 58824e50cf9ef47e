/// One resource of the platform: a record that passed the data dictionary's checks.
///
/// Resources come from ``Resource/init(_:at:)`` only, so whoever holds one need not check it again.
public struct Resource: Sendable, Equatable {
  /// A value of a field.
  public enum Value: Sendable, Equatable {
    /// A text, a keyword, a code, an address.
    case text(String)
    /// An integer.
    case integer(Int64)
    /// A day.
    case date(CalendarDate)
    /// A truth value.
    case boolean(Bool)
    /// A list of texts, never empty.
    case list([String])
  }

  /// The most UTF-8 bytes an id may have: what the engine takes as a key.
  public static let longestIdentifier = 255

  /// The unique key; a record with the same id replaces the earlier one.
  public let id: String
  /// The code of the collection.
  public let collection: String
  /// The values, `id` and `collection` included, in the order of canonical JSON.
  ///
  /// A record has a dozen fields: going through them is faster than hashing for one.
  public let values: [NamedValue]

  /// A field of a record and its value.
  public struct NamedValue: Sendable, Equatable {
    /// The field.
    public let name: FieldName
    /// Its value.
    public let value: Value
  }

  /// Takes values that passed the checks, each field once, in any order.
  init(id: String, collection: String, values: [NamedValue]) {
    self.id = id
    self.collection = collection
    self.values = values.sorted {
      DataDictionary.canonicalRank[$0.name.ordinal] < DataDictionary.canonicalRank[$1.name.ordinal]
    }
  }

  /// The value of a field, `nil` when the record lacks it. O(fields of the record).
  public subscript(name: FieldName) -> Value? {
    values.first { $0.name == name }?.value
  }

  /// The text of a field, `nil` when the record lacks it or it is no text. O(fields of the record).
  public func text(_ name: FieldName) -> String? {
    if case .text(let text) = self[name] { text } else { nil }
  }

  /// The integer of a field, `nil` when the record lacks it or it is no integer. O(fields of the
  /// record).
  public func integer(_ name: FieldName) -> Int64? {
    if case .integer(let integer) = self[name] { integer } else { nil }
  }

  /// The texts of a field: none, one, or a list's. O(fields of the record).
  public func texts(_ name: FieldName) -> [String] {
    switch self[name] {
    case .text(let text): [text]
    case .list(let texts): texts
    default: []
    }
  }

  /// The title.
  public var title: String { text(.title) ?? "" }

  /// The declaration of the collection and its centre.
  public var entry: CollectionEntry? { CollectionCatalogue.collection(code: collection) }
}

/// Where a record was read.
public struct RecordPlace: Sendable, Equatable {
  /// The source's name: a path, or `standard input`.
  public var source: String
  /// The line on which the record starts, from 1.
  public var line: Int?

  /// Makes a place.
  public init(source: String, line: Int? = nil) {
    self.source = source
    self.line = line
  }
}
