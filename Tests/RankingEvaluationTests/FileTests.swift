import Foundation
import RankingEvaluation
import Testing

@Suite struct FileTests {
  @Test func judgmentsReadSpacesTabsBlankLinesAndWindowsLineEnds() throws {
    let text = "\u{FEFF}q1 0 a 2\r\n\nq2\t0\tb\t0\r\nq1  0  b  -1"
    let judgments = try Judgments(trec: text, name: "qrels")
    #expect(judgments.queries == ["q1", "q2"])
    #expect(judgments.grades(for: "q1") == ["a": 2, "b": -1])
    #expect(judgments.grades(for: "nobody") == [:])
    #expect(judgments.answerableQueries == ["q1"])
  }

  @Test(arguments: [
    ("q1 0 a 1\nq1 0 b", "qrels:2: 3 columns, not 4; write `query 0 document grade`"),
    (
      "q1 0 a yes",
      "qrels:1: the grade \"yes\" is no integer; write 0 for not relevant, 1 or more for relevant"
    ),
    (
      "q1 0 a 1\nq2 0 a 1\n\nq1 0 a 0",
      "qrels:4: query q1 judges document a a second time, after line 1; keep one of the two"
    ),
    ("\n \n", "qrels: the file holds no judgment; check the path"),
  ])
  func brokenJudgmentsNameTheLine(text: String, message: String) {
    let error = #expect(throws: EvaluationFileError.self) {
      try Judgments(trec: text, name: "qrels")
    }
    #expect(error?.description == message)
  }

  @Test func runsOrderByScoreThenByRank() throws {
    let text = """
      q1 Q0 low 1 0.5 mine
      q1 Q0 second 3 2.5 mine
      q1 Q0 first 2 2.5 mine
      q2 Q0 a 1 1e1 mine
      """
    let run = try Run(trec: text, name: "run")
    #expect(run.tag == "mine")
    #expect(run.queries == ["q1", "q2"])
    #expect(run.answers(to: "q1").map(\.document) == ["first", "second", "low"])
    #expect(run.answers(to: "q2") == [Run.Answer(document: "a", score: 10)])
    #expect(run.answers(to: "q3").isEmpty)
  }

  @Test(arguments: [
    ("q1 Q0 a 1 2", "run:1: 5 columns, not 6; write `query Q0 document rank score tag`"),
    (
      "q1 Q0 a 1 2 t\nq1 Q0 b first 2 t",
      "run:2: \"first 2\" is no rank and score; write an integer and a number"
    ),
    ("q1 Q0 a 1 nan t", "run:1: \"1 nan\" is no rank and score; write an integer and a number"),
    (
      "q1 Q0 a 1 2 t\nq1 Q0 a 2 1 t",
      "run:2: query q1 ranks document a a second time, after line 1; keep the better one"
    ),
    ("", "run: the file holds no answer; check the path"),
  ])
  func brokenRunsNameTheLine(text: String, message: String) {
    let error = #expect(throws: EvaluationFileError.self) { try Run(trec: text, name: "run") }
    #expect(error?.description == message)
  }

  @Test func aRunWrittenReadsBackTheSame() throws {
    var run = Run(tag: "zhisou")
    run.setAnswers(
      [Run.Answer(document: "a", score: 0.1 + 0.2), Run.Answer(document: "b", score: 0.25)],
      for: "q1"
    )
    run.setAnswers([Run.Answer(document: "c", score: 7)], for: "q0")
    #expect(try Run(trec: run.trec, name: "run") == run)
  }

  @Test func queriesAreIdTabText() throws {
    let queries = try QuerySet(tsv: "s0\t谁可以成为个体工商户？\r\ns1\ta b\tc\n", name: "queries")
    #expect(
      queries.entries == [
        QuerySet.Entry(id: "s0", text: "谁可以成为个体工商户？"),
        QuerySet.Entry(id: "s1", text: "a b\tc"),
      ]
    )
  }

  @Test(arguments: [
    ("s0 text", "queries:1: the line has no tab; write `id TAB text`"),
    ("s0\ta\ns1\t", "queries:2: the query has no text; write `id TAB text`"),
    ("\ttext", "queries:1: the query has no id; write `id TAB text`"),
    (
      "s0\ta\ns0\tb",
      "queries:2: the query id s0 appears a second time, after line 1; "
        + "give every query an id of its own"
    ),
    ("", "queries: the file holds no query; check the path"),
  ])
  func brokenQueriesNameTheLine(text: String, message: String) {
    let error = #expect(throws: EvaluationFileError.self) {
      try QuerySet(tsv: text, name: "queries")
    }
    #expect(error?.description == message)
  }

  @Test func aFileThatIsMissingOrNoUTF8IsNamed() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("zhisou-evaluation-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = folder.appendingPathComponent("missing").path
    #expect(throws: EvaluationFileError.self) { try Judgments(contentsOf: missing) }
    let broken = folder.appendingPathComponent("broken")
    try Data("s0\tgood\ns1\t".utf8 + [0xFF, 0x0A]).write(to: broken)
    let error = #expect(throws: EvaluationFileError.self) {
      try QuerySet(contentsOf: broken.path)
    }
    #expect(error?.line == 2)
    #expect(error?.reason == "the file is not UTF-8")
  }
}
