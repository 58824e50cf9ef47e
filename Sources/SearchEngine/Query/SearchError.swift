/// Why a search was not answered.
public enum SearchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The schema has no such field.
  case unknownField(String)
  /// The field is of another kind than its use asks for.
  case wrongFieldKind(field: String, expected: String)
  /// The index could not be read.
  case storage(StorageError)

  /// The error as a sentence.
  public var description: String {
    switch self {
    case .unknownField(let name):
      "The index has no field \"\(name)\". `zhisou schema` lists the fields."
    case .wrongFieldKind(let field, let expected):
      "The field \"\(field)\" cannot be used here: \(expected) is needed."
    case .storage(let error): error.description
    }
  }
}
