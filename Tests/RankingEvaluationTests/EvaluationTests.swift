import RankingEvaluation
import Testing

@Suite struct EvaluationTests {
  private func judgments() throws -> Judgments {
    try Judgments(trec: "q1 0 a 1\nq2 0 b 1\nq2 0 c 1\nq3 0 d 0", name: "qrels")
  }

  @Test func unansweredQueriesCountAsZeroAndUnanswerableOnesNotAtAll() throws {
    var run = Run(tag: "test")
    run.setAnswers([Run.Answer(document: "a", score: 2)], for: "q1")
    let evaluation = Evaluation(
      of: run,
      judgments: try judgments(),
      measures: [.reciprocalRank, .recall(10)]
    )
    #expect(evaluation.queries == ["q1", "q2"])
    #expect(evaluation.values(.reciprocalRank) == [1, 0])
    #expect(evaluation.mean(.reciprocalRank) == 0.5)
    #expect(evaluation.values(.averagePrecision).isEmpty)
    #expect(evaluation.mean(.averagePrecision) == 0)
  }

  @Test func meansAreOverTheQueriesAskedFor() throws {
    var run = Run(tag: "test")
    run.setAnswers([Run.Answer(document: "c", score: 2)], for: "q2")
    let evaluation = Evaluation(
      of: run,
      judgments: try judgments(),
      measures: [.recall(10)],
      queries: ["q2"]
    )
    #expect(evaluation.mean(.recall(10)) == 0.5)
  }
}

@Suite struct PairedRandomizationTestTests {
  @Test func equalRunsAreNotDifferent() {
    let test = PairedRandomizationTest([0.5, 0.25, 1], [0.5, 0.25, 1])
    #expect(test.meanDifference == 0)
    #expect(test.pValue == 1)
  }

  @Test func noQueriesSayNothing() {
    #expect(PairedRandomizationTest([], []).pValue == 1)
  }

  @Test func thePValueComesNearTheExactOne() {
    // Ten queries, all better by the same: of the 1,024 arrangements two are as extreme, p = 1/512.
    let test = PairedRandomizationTest(
      Array(repeating: 0.75, count: 10),
      Array(repeating: 0.5, count: 10),
      rounds: 100_000
    )
    #expect(test.meanDifference == 0.25)
    #expect(abs(test.pValue - 1.0 / 512) < 0.001)
  }

  @Test func oneQueryCannotBeSignificant() {
    #expect(PairedRandomizationTest([1], [0]).pValue == 1)
  }

  @Test func mixedDifferencesGiveTheirExactShare() {
    // Differences 0.3, 0.2, -0.1: sums of ±.3±.2±.1 with |sum| >= .4: ±.6 and ±.4, 4 of 8.
    let test = PairedRandomizationTest([0.3, 0.2, 0], [0, 0, 0.1], rounds: 100_000, seed: 7)
    #expect(abs(test.pValue - 0.5) < 0.01)
  }

  @Test func theSameSeedGivesTheSamePValue() {
    let first = (0..<70).map { Double($0 % 7) / 7 }
    let second = (0..<70).map { Double($0 % 5) / 5 }
    let tests = (0..<2).map { _ in PairedRandomizationTest(first, second, rounds: 999, seed: 42) }
    #expect(tests[0] == tests[1])
    #expect(PairedRandomizationTest(second, first, rounds: 999, seed: 42).pValue == tests[0].pValue)
  }
}
