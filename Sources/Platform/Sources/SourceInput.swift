/// Where records are read from.
public enum SourceInput: Sendable {
  /// A file or a named pipe.
  case file(path: String)
  /// Standard input.
  case standardInput
  /// Bytes in memory, such as the body of a request, under the name that refusals give them.
  case bytes([UInt8], name: String)

  /// The name that refusals and errors use.
  public var name: String {
    switch self {
    case .file(let path): path
    case .standardInput: "standard input"
    case .bytes(_, let name): name
    }
  }
}

/// How a source separates its records and fields.
public enum SourceFormat: String, Sendable, CaseIterable {
  /// One JSON object a line.
  case ndjson
  /// Comma-separated values (RFC 4180).
  case csv
  /// Tab-separated values (IANA `text/tab-separated-values`): no quoting, one record a line.
  case tsv

  /// The format that a file's ending tells: `.ndjson`, `.jsonl`, `.csv` or `.tsv`.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    switch path[path.index(after: dot)...].lowercased() {
    case "ndjson", "jsonl": self = .ndjson
    case "csv": self = .csv
    case "tsv": self = .tsv
    default: return nil
    }
  }
}

/// Why a source could not be read at all, or not to its end.
public enum SourceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file could not be opened.
  case cannotOpen(name: String, reason: String)
  /// The system failed to give more bytes.
  case cannotRead(name: String, reason: String)
  /// The header names a column twice.
  case repeatedColumn(name: String, column: String)
  /// The header has no column that the mapping reads.
  case missingColumn(name: String, column: String, mapping: String, columns: [String])
  /// The header of a table without mapping names a column that the dictionary lacks.
  case unknownColumn(name: String, column: String, nearest: String?)
  /// The header breaks the format.
  case badHeader(name: String, reason: String)

  /// The place, the reason and the remedy.
  public var description: String {
    switch self {
    case .cannotOpen(let name, let reason):
      "\(name) cannot be opened: \(reason); check the path and its permissions"
    case .cannotRead(let name, let reason):
      "\(name) cannot be read to its end: \(reason); records read before are unaffected"
    case .repeatedColumn(let name, let column):
      "\(name):1: the header names the column \(RecordIssue.quoted(column)) twice; rename one"
    case .missingColumn(let name, let column, let mapping, let columns):
      "\(name):1: the header has no column \(RecordIssue.quoted(column)), which \(mapping) reads; "
        + "it has \(columns.prefix(20).map(RecordIssue.quoted).joined(separator: ", "))"
    case .unknownColumn(let name, let column, let nearest):
      "\(name):1: the column \(RecordIssue.quoted(column)) is not in the data dictionary; "
        + (nearest.map { "did you mean \"\($0)\"?" } ?? "rename it, or write a mapping")
    case .badHeader(let name, let reason):
      "\(name):1: the header cannot be read: \(reason); save the file as UTF-8 with one header row"
    }
  }
}
