import ArgumentParser
import Foundation
import RankingEvaluation
import SearchEngine

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure the ranking against judgments.",
    discussion: """
      Queries are lines of id, tab, text. Judgments are TREC qrels: query, 0, document, grade. \
      Every query with a relevant document counts; measures are ndcg@K, recall@K, mrr and map. A \
      run file of TREC can be written, and compared with by a paired randomisation test.

        zhisou evaluate --index law.index --id-prefix law: \\
          --queries queries.tsv --judgments qrels.txt --filter level=national

      Exit code 1 says that --verify-pruning found a difference.
      """
  )

  @OptionGroup var index: IndexOption

  @Option(help: ArgumentHelp("The queries.", valueName: "file"))
  var queries: String

  @Option(help: ArgumentHelp("The judgments.", valueName: "file"))
  var judgments: String

  @Option(
    help: ArgumentHelp("Search only what has the value.", valueName: "field=value")
  )
  var filter: [FilterArgument] = []

  @Option(help: "The measures, separated by commas.")
  var measures = MeasureList(measures: [
    .nDCG(10), .recall(100), .reciprocalRank, .averagePrecision,
  ])

  @Option(help: ArgumentHelp("Weights of words, bigrams and characters.", valueName: "w,b,c"))
  var streamWeights: StreamWeightsArgument?

  @Option(help: "How many results a query gets.")
  var depth = 100

  @Option(help: "What the index's ids have before those of the judgments.")
  var idPrefix = ""

  @Option(help: ArgumentHelp("Write the results as a TREC run.", valueName: "file"))
  var writeRun: String?

  @Option(help: ArgumentHelp("A TREC run to compare with.", valueName: "file"))
  var baseline: String?

  @Flag(help: "Check that pruned search gives the hits and scores of the exhaustive one.")
  var verifyPruning = false

  @Flag(help: "Print one JSON object.")
  var json = false

  private struct Report: Encodable {
    var queries: Int
    var measures: [String: Double]
    var baselineMeasures: [String: Double]?
    var pValues: [String: Double]?
    var prunedEqualsExhaustive: Bool?
  }

  func validate() throws {
    let deepest = measures.measures.compactMap(\.depth).max() ?? 1
    guard depth >= deepest else {
      throw ValidationError("--depth must be at least \(deepest) for these measures.")
    }
    guard depth <= 100_000 else { throw ValidationError("--depth must be at most 100000.") }
  }

  func run() throws {
    let queries = try QuerySet(contentsOf: queries)
    let judgments = try Judgments(contentsOf: judgments)
    let baseline = try baseline.map { path in try Run(contentsOf: path) }
    let snapshot = try index.open()
    let runner = try makeRunner(snapshot)
    let run = try runner.run(queries, tag: "zhisou").droppingPrefix(idPrefix)
    let known = Set(queries.entries.map(\.id))
    let judged = judgments.answerableQueries.filter(known.contains)
    guard !judged.isEmpty else {
      throw CommandFailure(
        .nothingDone,
        "No query of \(self.queries) has a relevant document in \(self.judgments); "
          + "check that the two belong together."
      )
    }
    func evaluation(of run: Run) -> Evaluation {
      Evaluation(of: run, judgments: judgments, measures: measures.measures, queries: judged)
    }
    let result = evaluation(of: run)
    let compared = baseline.map(evaluation)
    let differing = verifyPruning ? try runner.queriesWherePruningDiffers(queries) : []
    if let writeRun { try write(run, to: writeRun) }
    try report(result, compared, differing)
    if !differing.isEmpty {
      throw CommandFailure(
        .badNews,
        "Pruned search differs for \(Numbers.count(differing.count, "query")): "
          + differing.prefix(20).joined(separator: ", ")
      )
    }
  }

  private func makeRunner(_ snapshot: IndexSnapshot) throws -> IndexRunner {
    let filters = try FilterArgument.filters(filter, in: snapshot.schema)
    let weights = streamWeights?.weights ?? .standard
    let limit = depth
    return IndexRunner(snapshot: snapshot) { text in
      SearchOptions(
        query: .text(text, match: .any),
        filters: filters,
        limit: limit,
        countsTotal: false,
        streamWeights: weights
      )
    }
  }

  private func write(_ run: Run, to path: String) throws {
    do {
      try Data(run.trec.utf8).write(to: URL(fileURLWithPath: path))
    } catch {
      throw CommandFailure(.nothingDone, "\(path) cannot be written; check the path.")
    }
  }

  private func report(_ result: Evaluation, _ baseline: Evaluation?, _ differing: [String]) throws {
    func values(_ evaluation: Evaluation) -> [String: Double] {
      Dictionary(
        evaluation.measures.map { ($0.description, evaluation.mean($0)) },
        uniquingKeysWith: { first, _ in first }
      )
    }
    func pValue(_ measure: Measure, _ baseline: Evaluation) -> Double {
      PairedRandomizationTest(result.values(measure), baseline.values(measure)).pValue
    }
    guard !json else {
      let pValues = baseline.map { baseline in
        Dictionary(
          result.measures.map { ($0.description, pValue($0, baseline)) },
          uniquingKeysWith: { first, _ in first }
        )
      }
      try JSONOutput.write(
        Report(
          queries: result.queries.count,
          measures: values(result),
          baselineMeasures: baseline.map(values),
          pValues: pValues,
          prunedEqualsExhaustive: verifyPruning ? differing.isEmpty : nil
        )
      )
      return
    }
    var table = TextTable([.left, .left, .left, .left])
    if baseline != nil { table.add("measure", "value", "baseline", "p") }
    for measure in result.measures {
      let value = Numbers.decimal(result.mean(measure), digits: 4)
      if let baseline {
        let other = Numbers.decimal(baseline.mean(measure), digits: 4)
        let p = Numbers.decimal(pValue(measure, baseline), digits: 4)
        table.add(measure.description, value, other, p)
      } else {
        table.add(measure.description, value)
      }
    }
    table.add("queries", "\(result.queries.count)")
    if verifyPruning { table.add("pruned_equals_exhaustive", "\(differing.isEmpty)") }
    try StandardOutput.shared.write(table.text)
  }
}

/// Measures as they are typed: `ndcg@10,recall@100`.
struct MeasureList: ExpressibleByArgument {
  var measures: [Measure]

  init(measures: [Measure]) { self.measures = measures }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    measures = parts.compactMap { Measure(String($0)) }
    guard measures.count == parts.count else { return nil }
  }

  var defaultValueDescription: String { measures.map(\.description).joined(separator: ",") }
}

/// Weights as they are typed: `0.4,0.4,0.2`.
struct StreamWeightsArgument: ExpressibleByArgument {
  var weights: StreamWeights

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Float($0) }.filter { $0 >= 0 && $0.isFinite }
    guard numbers.count == 3, parts.count == 3, numbers.contains(where: { $0 > 0 }) else {
      return nil
    }
    weights = StreamWeights(words: numbers[0], bigrams: numbers[1], characters: numbers[2])
  }
}

extension Run {
  /// The run with a prefix taken from every id that has it.
  fileprivate func droppingPrefix(_ prefix: String) -> Run {
    guard !prefix.isEmpty else { return self }
    var result = Run(tag: tag)
    for query in queries {
      let answers = answers(to: query).map { answer in
        let id = answer.document
        return id.hasPrefix(prefix)
          ? Answer(document: String(id.dropFirst(prefix.count)), score: answer.score) : answer
      }
      result.setAnswers(answers, for: query)
    }
    return result
  }
}
