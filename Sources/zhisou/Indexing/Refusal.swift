import Platform
import SearchEngine

/// A record that was not taken: the kind of reason, for counting, and what a person is told.
struct Refusal: Sendable {
  /// The kind of the first reason.
  var category: String
  /// One line a reason: `file:line: …; remedy`.
  var lines: [String]
  /// Whether there was a record at all: a source without any is refused as well.
  var isRecord = true

  /// What the data dictionary says.
  init(_ refusal: RecordRefusal) {
    category = refusal.issues.first?.reason.category ?? "other"
    lines = refusal.issues.map(\.description)
    isRecord = refusal.issues.first?.reason != .emptySource
  }

  /// An id that an earlier record of the same run has: one of the two is wrong, and nobody but the
  /// source's owner knows which.
  init(repeatedID id: String, source: String, line: Int, firstPlace: String) {
    category = "duplicate id"
    lines = [
      "\(source):\(line): record \"\(id)\": field \"id\": is the id of the record at \(firstPlace) "
        + "already; keep one of the two"
    ]
  }

  /// What the engine says.
  init(_ error: DocumentError, source: String, line: Int) {
    category = "not indexable"
    lines = ["\(source):\(line): \(error.description)"]
  }
}

extension RecordIssue.Reason {
  /// The kind of reason, for counting.
  fileprivate var category: String {
    switch self {
    case .malformedJSON: "malformed JSON"
    case .notAnObject: "not an object"
    case .invalidUTF8: "invalid UTF-8"
    case .tooLong: "too long"
    case .emptySource: "empty source"
    case .malformedCSV: "malformed CSV"
    case .wrongCellCount: "wrong number of cells"
    case .missing: "missing field"
    case .unknownField: "unknown field"
    case .foreignField: "field of another collection"
    case .repeatedField: "repeated field"
    case .wrongType: "wrong type"
    case .unknownCode: "unknown code"
    case .badDate: "bad date"
    case .outOfRange: "out of range"
    case .badIdentifier: "bad id"
    case .badKeyword: "bad keyword"
    case .badAddress: "bad address"
    case .badDigits: "bad digits"
    case .unreadable: "unreadable value"
    }
  }
}
