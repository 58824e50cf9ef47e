#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A figure that says how good one ranking is, between 0 and 1.
///
/// A document is relevant where its grade is above zero. In all of them a document that a ranking
/// names twice counts at its first place only, and a query without relevant documents gives 0.
public enum Measure: Sendable, Hashable {
  /// Normalised discounted cumulative gain of the first k: the sum of grade / log2(rank + 1) over
  /// the sum that the best possible ranking reaches.
  ///
  /// Source: Järvelin and Kekäläinen, *Cumulated gain-based evaluation of IR techniques*, TOIS 20
  /// (2002), with the discount at every rank, as `trec_eval` computes `ndcg_cut`.
  case nDCG(Int)
  /// The share of the relevant documents that are among the first k.
  case recall(Int)
  /// One over the rank of the first relevant document; its mean is MRR.
  ///
  /// Source: Voorhees, *The TREC-8 question answering track report* (1999).
  case reciprocalRank
  /// The mean, over the relevant documents, of the precision at each one's rank, 0 for those not
  /// found; its mean is MAP.
  ///
  /// Source: Buckley and Voorhees, *Evaluating evaluation measure stability*, SIGIR 2000.
  case averagePrecision

  /// The measure of one ranking.
  ///
  /// - Parameters:
  ///   - ranking: Document ids, best first.
  ///   - grades: The judgments by document id.
  /// - Complexity: O(ranking + judged documents × log).
  public func value(of ranking: [String], grades: [String: Int]) -> Double {
    let relevantCount = grades.values.count { $0 > 0 }
    guard relevantCount > 0 else { return 0 }
    var seen: Set<String> = []
    // The grades along the ranking; a repeated document keeps its place and loses its grade.
    let gains = ranking.map { seen.insert($0).inserted ? max(grades[$0] ?? 0, 0) : 0 }
    switch self {
    case .nDCG(let depth):
      let ideal = grades.values.filter { $0 > 0 }.sorted(by: >)
      return Self.discountedGain(gains.prefix(depth)) / Self.discountedGain(ideal.prefix(depth))
    case .recall(let depth):
      return Double(gains.prefix(depth).count { $0 > 0 }) / Double(relevantCount)
    case .reciprocalRank:
      return gains.firstIndex { $0 > 0 }.map { 1 / Double($0 + 1) } ?? 0
    case .averagePrecision:
      var found = 0
      var sum = 0.0
      for (index, gain) in gains.enumerated() where gain > 0 {
        found += 1
        sum += Double(found) / Double(index + 1)
      }
      return sum / Double(relevantCount)
    }
  }

  /// How many documents of a ranking the measure looks at, `nil` for all.
  public var depth: Int? {
    switch self {
    case .nDCG(let depth), .recall(let depth): depth
    case .reciprocalRank, .averagePrecision: nil
    }
  }

  private static func discountedGain(_ gains: ArraySlice<Int>) -> Double {
    var sum = 0.0
    for (index, gain) in gains.enumerated() where gain > 0 {
      sum += Double(gain) / log2(Double(index + 2))
    }
    return sum
  }
}

extension Measure: LosslessStringConvertible {
  /// Reads `ndcg@10`, `recall@100`, `mrr` or `map`; `nil` for anything else and for depths below 1.
  public init?(_ description: String) {
    let parts = description.lowercased().split(separator: "@", omittingEmptySubsequences: false)
    switch (parts.first, parts.count) {
    case ("mrr", 1): self = .reciprocalRank
    case ("map", 1): self = .averagePrecision
    case ("ndcg", 2), ("recall", 2):
      guard let depth = Int(parts[1]), depth > 0 else { return nil }
      self = parts[0] == "ndcg" ? .nDCG(depth) : .recall(depth)
    default: return nil
    }
  }

  /// The measure's usual short name.
  public var description: String {
    switch self {
    case .nDCG(let depth): "ndcg@\(depth)"
    case .recall(let depth): "recall@\(depth)"
    case .reciprocalRank: "mrr"
    case .averagePrecision: "map"
    }
  }
}
