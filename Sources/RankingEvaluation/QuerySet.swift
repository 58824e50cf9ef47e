/// The queries of an evaluation, in the order of their file.
///
/// One query a line, its id and its text between them a tab:
/// ```
/// query := id TAB text
/// s0	谁可以成为个体工商户？
/// ```
public struct QuerySet: Sendable, Equatable {
  /// One query.
  public struct Entry: Sendable, Equatable {
    /// The id that judgments name it by.
    public var id: String
    /// What the person typed.
    public var text: String

    /// Makes a query.
    public init(id: String, text: String) {
      self.id = id
      self.text = text
    }
  }

  /// The queries.
  public let entries: [Entry]

  /// Makes a set of queries.
  public init(_ entries: [Entry]) { self.entries = entries }

  /// Reads queries from text.
  ///
  /// - Throws: ``EvaluationFileError`` with the line of the first mistake: no tab, an empty id or
  ///   text, an id used twice; or no line at all.
  public init(tsv text: String, name: String) throws(EvaluationFileError) {
    try self.init(EvaluationFile(name: name, text: text))
  }

  /// Reads queries from a file.
  ///
  /// - Throws: ``EvaluationFileError`` where the file cannot be read, and as ``init(tsv:name:)``.
  public init(contentsOf path: String) throws(EvaluationFileError) {
    try self.init(EvaluationFile(contentsOf: path))
  }

  private init(_ file: EvaluationFile) throws(EvaluationFileError) {
    var entries: [Entry] = []
    var lines: [String: Int] = [:]
    try file.forEachLine { (line, number) throws(EvaluationFileError) in
      guard let tab = line.utf8.firstIndex(of: UInt8(ascii: "\t")) else {
        throw file.error(number, "the line has no tab", remedy: "write `id TAB text`")
      }
      let id = String(line[..<tab])
      let text = String(line[line.utf8.index(after: tab)...])
      guard !id.isEmpty, !text.isEmpty else {
        let missing = id.isEmpty ? "id" : "text"
        throw file.error(number, "the query has no \(missing)", remedy: "write `id TAB text`")
      }
      if let earlier = lines.updateValue(number, forKey: id) {
        throw file.error(
          number,
          "the query id \(id) appears a second time, after line \(earlier)",
          remedy: "give every query an id of its own"
        )
      }
      entries.append(Entry(id: id, text: text))
    }
    guard !entries.isEmpty else {
      throw EvaluationFileError(file.name, "the file holds no query", remedy: "check the path")
    }
    self.entries = entries
  }
}
