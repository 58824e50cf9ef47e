/// What is wrong with a mapping file: the file, the line, the key, the reason and the remedy.
public struct MappingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The mapping's file.
  public let file: String
  /// The line, from 1, when it is known.
  public let line: Int?
  /// The path of keys, `fields.learners.number`.
  public let key: String?
  /// What is wrong.
  public let reason: String
  /// What to do about it.
  public let remedy: String

  init(_ file: String, line: Int?, key: String?, _ reason: String, remedy: String) {
    self.file = file
    self.line = line
    self.key = key
    self.reason = reason
    self.remedy = remedy
  }

  /// All of it in one line.
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(key.map { "\($0): " } ?? "")\(reason); \(remedy)"
  }
}
