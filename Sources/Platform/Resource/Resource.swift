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
  /// The values by field, `id` and `collection` included.
  public let values: [FieldName: Value]

  init(id: String, collection: String, values: [FieldName: Value]) {
    self.id = id
    self.collection = collection
    self.values = values
  }

  /// The value of a field, `nil` when the record lacks it. O(1).
  public subscript(name: FieldName) -> Value? { values[name] }

  /// The text of a field, `nil` when the record lacks it or it is no text. O(1).
  public func text(_ name: FieldName) -> String? {
    if case .text(let text) = values[name] { text } else { nil }
  }

  /// The integer of a field, `nil` when the record lacks it or it is no integer. O(1).
  public func integer(_ name: FieldName) -> Int64? {
    if case .integer(let integer) = values[name] { integer } else { nil }
  }

  /// The texts of a field: none, one, or a list's. O(1).
  public func texts(_ name: FieldName) -> [String] {
    switch values[name] {
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
