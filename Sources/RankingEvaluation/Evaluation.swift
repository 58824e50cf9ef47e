/// What the measures say of a run, query by query.
///
/// All queries with a relevant document count, also those the run did not answer: they give 0.
public struct Evaluation: Sendable, Equatable {
  /// The queries, in the order of the judgments.
  public let queries: [String]
  /// The measures.
  public let measures: [Measure]
  private let table: [Measure: [Double]]

  /// Measures a run.
  ///
  /// - Parameters:
  ///   - run: The rankings.
  ///   - judgments: What is relevant.
  ///   - measures: What to compute.
  ///   - queries: The queries to average over; by default all that the judgments can answer.
  public init(
    of run: Run,
    judgments: Judgments,
    measures: [Measure],
    queries: [String]? = nil
  ) {
    let queries = queries ?? judgments.answerableQueries
    self.queries = queries
    self.measures = measures
    var table: [Measure: [Double]] = [:]
    for query in queries {
      let ranking = run.answers(to: query).map(\.document)
      let grades = judgments.grades(for: query)
      for measure in Set(measures) {
        table[measure, default: []].append(measure.value(of: ranking, grades: grades))
      }
    }
    self.table = table
  }

  /// A measure's values, in the order of ``queries``; empty where it was not computed.
  public func values(_ measure: Measure) -> [Double] { table[measure] ?? [] }

  /// A measure's mean over the queries; 0 where there are none.
  public func mean(_ measure: Measure) -> Double {
    let values = values(measure)
    return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
