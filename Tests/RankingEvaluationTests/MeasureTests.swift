import Foundation
import RankingEvaluation
import Testing

/// Every expected value is worked out by hand, in the comment beside it.
@Suite struct MeasureTests {
  private let grades = ["a": 3, "b": 2, "c": 1, "d": 0, "e": -1]

  @Test func nDCGDividesTheDiscountedGainByTheBestPossibleOne() {
    // Gains 2 0 3: 2/1 + 3/2 = 3.5. Ideal 3 2 1: 3 + 2/log2(3) + 1/2.
    let ideal = 3 + 2 / log2(3) + 0.5
    let value = Measure.nDCG(3).value(of: ["b", "d", "a"], grades: grades)
    #expect(abs(value - 3.5 / ideal) < 1e-12)
    #expect(abs(value - 0.735_006_985_1) < 1e-9)
  }

  @Test func aPerfectRankingGivesOneAndNothingFoundGivesZero() {
    for measure in [Measure.nDCG(10), .recall(10), .reciprocalRank, .averagePrecision] {
      #expect(measure.value(of: ["a", "b", "c"], grades: grades) == 1)
      #expect(measure.value(of: ["x", "d", "e"], grades: grades) == 0)
      #expect(measure.value(of: [], grades: grades) == 0)
    }
  }

  @Test func nDCGStopsAtItsDepthInTheIdealRankingToo() {
    // One place, the second best document in it: 2 of 3.
    #expect(Measure.nDCG(1).value(of: ["b", "a"], grades: grades) == 2.0 / 3)
  }

  @Test func recallCountsTheRelevantAmongTheFirst() {
    let ranking = ["d", "b", "x", "a"]
    #expect(Measure.recall(1).value(of: ranking, grades: grades) == 0)
    #expect(Measure.recall(2).value(of: ranking, grades: grades) == 1.0 / 3)
    #expect(Measure.recall(100).value(of: ranking, grades: grades) == 2.0 / 3)
  }

  @Test func reciprocalRankLooksAtTheFirstRelevantOnly() {
    #expect(Measure.reciprocalRank.value(of: ["x", "d", "c", "a"], grades: grades) == 1.0 / 3)
  }

  @Test func averagePrecisionCountsRelevantDocumentsNotFoundAsZero() {
    // Relevant at ranks 1 and 4 of three: (1/1 + 2/4) / 3 = 0.5.
    #expect(Measure.averagePrecision.value(of: ["a", "x", "y", "c"], grades: grades) == 0.5)
  }

  @Test func aRepeatedDocumentCountsOnce() {
    let ranking = ["c", "c", "c", "a"]
    #expect(Measure.recall(4).value(of: ranking, grades: grades) == 2.0 / 3)
    // Ranks 1 and 4: (1 + 2/4) / 3.
    #expect(Measure.averagePrecision.value(of: ranking, grades: grades) == 0.5)
    // 1/1 + 3/log2(5) over the ideal.
    let ideal = 3 + 2 / log2(3) + 0.5
    let value = Measure.nDCG(4).value(of: ranking, grades: grades)
    #expect(abs(value - (1 + 3 / log2(5)) / ideal) < 1e-12)
  }

  @Test func aQueryWithoutRelevantDocumentsGivesZero() {
    for measure in [Measure.nDCG(10), .recall(10), .reciprocalRank, .averagePrecision] {
      #expect(measure.value(of: ["d"], grades: ["d": 0]) == 0)
    }
  }

  @Test func namesReadBackAsTheMeasure() {
    for measure in [Measure.nDCG(10), .recall(100), .reciprocalRank, .averagePrecision] {
      #expect(Measure(measure.description) == measure)
    }
    #expect(Measure("NDCG@20") == .nDCG(20))
    for name in ["ndcg", "ndcg@0", "ndcg@-1", "ndcg@ten", "recall@", "mrr@10", "", "p@5"] {
      #expect(Measure(name) == nil, "\(name)")
    }
  }
}
