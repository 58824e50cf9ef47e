/// Which documents answer which queries, and how well: the assessors' view of a collection.
///
/// The TREC form has four columns between white space, one judgment a line; the second column is
/// historical and ignored:
/// ```
/// judgment := query iteration document grade
/// s17 0 a94827 1
/// ```
/// A grade above zero says that the document is relevant, a higher one that it is more so; zero and
/// below say that it was looked at and is not. What was not judged counts as not relevant.
public struct Judgments: Sendable, Equatable {
  /// The queries with at least one judgment, in the order in which the file first names them.
  public private(set) var queries: [String] = []
  private var grades: [String: [String: Int]] = [:]

  /// Makes an empty set.
  public init() {}

  /// Reads judgments from TREC text.
  ///
  /// - Parameters:
  ///   - text: The lines.
  ///   - name: The file's name in errors.
  /// - Throws: ``EvaluationFileError`` with the line of the first mistake: a wrong number of
  ///   columns, a grade that is no integer, a document judged twice for one query; or no line at
  ///   all.
  public init(trec text: String, name: String) throws(EvaluationFileError) {
    try self.init(EvaluationFile(name: name, text: text))
  }

  /// Reads judgments from a TREC file (`qrels`).
  ///
  /// - Throws: ``EvaluationFileError`` where the file cannot be read, and as ``init(trec:name:)``.
  public init(contentsOf path: String) throws(EvaluationFileError) {
    try self.init(EvaluationFile(contentsOf: path))
  }

  private init(_ file: EvaluationFile) throws(EvaluationFileError) {
    var lines: [String: [String: Int]] = [:]
    try file.forEachLine { (line, number) throws(EvaluationFileError) in
      let columns = EvaluationFile.columns(line)
      guard columns.count == 4 else {
        throw file.error(
          number,
          "\(columns.count) columns, not 4",
          remedy: "write `query 0 document grade`"
        )
      }
      guard let grade = Int(columns[3]) else {
        throw file.error(
          number,
          "the grade \"\(columns[3].prefix(40))\" is no integer",
          remedy: "write 0 for not relevant, 1 or more for relevant"
        )
      }
      let (query, document) = (String(columns[0]), String(columns[2]))
      if let earlier = lines[query, default: [:]].updateValue(number, forKey: document) {
        throw file.error(
          number,
          "query \(query) judges document \(document) a second time, after line \(earlier)",
          remedy: "keep one of the two"
        )
      }
      judge(document, for: query, grade: grade)
    }
    guard !queries.isEmpty else {
      throw EvaluationFileError(file.name, "the file holds no judgment", remedy: "check the path")
    }
  }

  /// Adds a judgment, or changes one.
  public mutating func judge(_ document: String, for query: String, grade: Int) {
    if grades[query] == nil { queries.append(query) }
    grades[query, default: [:]][document] = grade
  }

  /// The grades of a query's documents, empty where nothing was judged. O(1).
  public func grades(for query: String) -> [String: Int] { grades[query] ?? [:] }

  /// The queries with at least one relevant document: those that measures are averaged over.
  public var answerableQueries: [String] {
    queries.filter { grades[$0]?.contains { $0.value > 0 } == true }
  }
}
