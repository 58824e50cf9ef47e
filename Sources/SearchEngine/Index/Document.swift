/// A document to be indexed.
public struct Document: Sendable, Equatable {
  /// The unique key: adding a document replaces the one with the same id. 1 to 255 bytes.
  public var id: String
  /// The values, several of one field allowed for text and for keyword fields that hold several.
  public var values: [FieldValue]
  /// Bytes that come back with a hit, whatever they mean to the caller.
  public var stored: [UInt8]

  /// Makes a document.
  public init(id: String, values: [FieldValue], stored: [UInt8] = []) {
    self.id = id
    self.values = values
    self.stored = stored
  }
}

/// One value of one field.
public struct FieldValue: Sendable, Equatable {
  /// A typed value.
  public enum Value: Sendable, Equatable {
    /// Text for a text field.
    case text(String)
    /// A whole value for a keyword field.
    case keyword(String)
    /// A number for an integer field.
    case integer(Int64)
  }

  /// The field's name in the schema.
  public var field: String
  /// The value.
  public var value: Value

  /// Makes a field value.
  public init(field: String, value: Value) {
    self.field = field
    self.value = value
  }
}

/// Why a document was not indexed. Nothing of it is; the others are not touched.
public enum DocumentError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The id has no or too many bytes.
  case invalidID(String)
  /// The schema has no such field.
  case unknownField(id: String, field: String)
  /// The value's type is not the field's.
  case wrongType(id: String, field: String, expected: String)
  /// A field for one value got several.
  case tooManyValues(id: String, field: String)

  /// The error as a sentence.
  public var description: String {
    switch self {
    case .invalidID(let id):
      "The document id \"\(id.prefix(60))\" has \(id.utf8.count) bytes; an id has 1 to 255."
    case .unknownField(let id, let field):
      "Document \"\(id)\" has a value for \"\(field)\", a field that the index's schema lacks."
    case .wrongType(let id, let field, let expected):
      "Document \"\(id)\": the value of \"\(field)\" should be \(expected)."
    case .tooManyValues(let id, let field):
      "Document \"\(id)\" has several values for \"\(field)\", which holds one."
    }
  }
}
