/// What a search engine answered to each query, best first.
///
/// The TREC form has six columns between white space; `Q0` is historical and the tag names the run:
/// ```
/// line := query "Q0" document rank score tag
/// s17 Q0 a94827 1 23.1875 zhisou
/// ```
/// The score orders, the rank only decides between equal scores: what `trec_eval` does, except
/// that it orders equal scores by document.
public struct Run: Sendable, Equatable {
  /// One document of an answer.
  public struct Answer: Sendable, Equatable {
    /// The document's id.
    public var document: String
    /// Its score; higher is better.
    public var score: Double

    /// Makes an answer.
    public init(document: String, score: Double) {
      self.document = document
      self.score = score
    }
  }

  /// The run's name, the last column of the file.
  public var tag: String
  /// The queries, in the order in which they were answered.
  public private(set) var queries: [String] = []
  private var answers: [String: [Answer]] = [:]

  /// Makes an empty run.
  public init(tag: String) { self.tag = tag }

  /// Reads a run from TREC text.
  ///
  /// - Throws: ``EvaluationFileError`` with the line of the first mistake: a wrong number of
  ///   columns, a rank or score that is no number, a document twice for one query; or no line at
  ///   all.
  public init(trec text: String, name: String) throws(EvaluationFileError) {
    try self.init(EvaluationFile(name: name, text: text))
  }

  /// Reads a run from a TREC file.
  ///
  /// - Throws: ``EvaluationFileError`` where the file cannot be read, and as ``init(trec:name:)``.
  public init(contentsOf path: String) throws(EvaluationFileError) {
    try self.init(EvaluationFile(contentsOf: path))
  }

  private init(_ file: EvaluationFile) throws(EvaluationFileError) {
    var tag: String?
    var ranked: [String: [(rank: Int, answer: Answer)]] = [:]
    var lines: [String: [String: Int]] = [:]
    var queries: [String] = []
    try file.forEachLine { (line, number) throws(EvaluationFileError) in
      let columns = EvaluationFile.columns(line)
      guard columns.count == 6 else {
        throw file.error(
          number,
          "\(columns.count) columns, not 6",
          remedy: "write `query Q0 document rank score tag`"
        )
      }
      guard let rank = Int(columns[3]), let score = Double(columns[4]), !score.isNaN else {
        throw file.error(
          number,
          "\"\(columns[3].prefix(40)) \(columns[4].prefix(40))\" is no rank and score",
          remedy: "write an integer and a number"
        )
      }
      let (query, document) = (String(columns[0]), String(columns[2]))
      if let earlier = lines[query, default: [:]].updateValue(number, forKey: document) {
        throw file.error(
          number,
          "query \(query) ranks document \(document) a second time, after line \(earlier)",
          remedy: "keep the better one"
        )
      }
      if tag == nil { tag = String(columns[5]) }
      if ranked[query] == nil { queries.append(query) }
      ranked[query, default: []].append((rank, Answer(document: document, score: score)))
    }
    guard let tag else {
      throw EvaluationFileError(file.name, "the file holds no answer", remedy: "check the path")
    }
    self.tag = tag
    self.queries = queries
    answers = ranked.mapValues { answers in
      // Reading order decides what score and rank leave open.
      answers.enumerated()
        .sorted {
          ($1.element.answer.score, $0.element.rank, $0.offset)
            < ($0.element.answer.score, $1.element.rank, $1.offset)
        }
        .map(\.element.answer)
    }
  }

  /// Sets the answer to a query, best first.
  public mutating func setAnswers(_ answers: [Answer], for query: String) {
    if self.answers[query] == nil { queries.append(query) }
    self.answers[query] = answers
  }

  /// The answer to a query, best first; empty where the run has none. O(1).
  public func answers(to query: String) -> [Answer] { answers[query] ?? [] }

  /// The run as a TREC file, ranks from 1.
  public var trec: String {
    var text = ""
    for query in queries {
      for (index, answer) in (answers[query] ?? []).enumerated() {
        text += "\(query) Q0 \(answer.document) \(index + 1) \(answer.score) \(tag)\n"
      }
    }
    return text
  }
}
