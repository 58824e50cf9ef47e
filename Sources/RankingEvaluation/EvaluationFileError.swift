/// What is wrong with a file of judgments, queries or rankings: the file, the line and the reason.
public struct EvaluationFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file as the caller named it.
  public let file: String
  /// The line, from 1; `nil` where the file as a whole is meant.
  public let line: Int?
  /// What is wrong.
  public let reason: String
  /// What to do about it.
  public let remedy: String

  init(_ file: String, line: Int? = nil, _ reason: String, remedy: String) {
    self.file = file
    self.line = line
    self.reason = reason
    self.remedy = remedy
  }

  /// All of it in one line.
  public var description: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(reason); \(remedy)"
  }
}
