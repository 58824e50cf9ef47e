/// One reason for which one record was refused: where, which field, why, and what to do about it.
public struct RecordIssue: Error, Sendable, Equatable, CustomStringConvertible {
  /// The source's name: a path, or `standard input`.
  public var source: String
  /// The line on which the record starts, from 1; `nil` when the source as a whole is meant.
  public var line: Int?
  /// The record's id, as far as it could be read.
  public var recordID: String?
  /// The field's key, `nil` when the record as a whole is meant.
  public var field: String?
  /// Why the record was refused.
  public var reason: Reason

  /// Makes an issue.
  public init(
    source: String,
    line: Int? = nil,
    recordID: String? = nil,
    field: String? = nil,
    reason: Reason
  ) {
    self.source = source
    self.line = line
    self.recordID = recordID
    self.field = field
    self.reason = reason
  }

  /// What to do about it.
  public var remedy: String { reason.remedy }

  /// The place, the reason and the remedy in one line.
  public var description: String {
    var text = source
    if let line { text += ":\(line)" }
    if let recordID { text += ": record \(Self.quoted(recordID))" }
    if let field { text += ": field \(Self.quoted(field))" }
    return "\(text): \(reason.description); \(remedy)"
  }

  /// A value between quotes, shortened and without control characters: it may be anything, and
  /// it ends up on terminals and in logs.
  static func quoted(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(60) {
      if scalar.properties.generalCategory == .control {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.count > 60 ? "\"\(shown)…\"" : "\"\(shown)\""
  }
}

/// Everything that is wrong with one record.
public struct RecordRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reasons, at least one.
  public let issues: [RecordIssue]

  /// After how many wrong fields a record is read no further: a line of a million unknown keys
  /// should cost no more than it says.
  public static let maximumIssues = 20

  /// Makes a refusal of its reasons.
  public init(_ first: RecordIssue, _ others: [RecordIssue] = []) {
    self.issues = [first] + others
  }

  /// The reasons, one a line.
  public var description: String {
    issues.map(\.description).joined(separator: "\n")
  }
}
