/// Why an index was not opened or written.
public enum IndexError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Files could not be read or written.
  case storage(StorageError)
  /// The index was made by other analysers than this program has, so its terms may never be met.
  case analyserMismatch(path: String, found: String, expected: String)
  /// The index was made with another schema.
  case schemaMismatch(path: String)
  /// The document was refused; nothing of it is in the index.
  case document(DocumentError)

  /// The error as a sentence.
  public var description: String {
    switch self {
    case .storage(let error): error.description
    case .analyserMismatch(let path, let found, let expected):
      """
      The index \(path) was made by the analysers "\(found)", but this zhisou has "\(expected)", \
      whose tokens may differ. Build the index anew with `zhisou index`.
      """
    case .schemaMismatch(let path):
      """
      The index \(path) has another schema than the one asked for. Use another folder, or remove \
      the index and build it anew with `zhisou index`.
      """
    case .document(let error): error.description
    }
  }
}
