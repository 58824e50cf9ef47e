/// Whether two runs differ by more than chance, judged on the same queries.
///
/// If the runs were equally good, each query's two values could as well be swapped. The test swaps
/// them at random many times and counts how often the difference of the means gets at least as far
/// from zero as the one observed: the two-sided p-value.
///
/// Source: Smucker, Allan and Carterette, *A comparison of statistical significance tests for
/// information retrieval evaluation*, CIKM 2007; the observed arrangement counts among the random
/// ones, so that p is never 0.
public struct PairedRandomizationTest: Sendable, Equatable {
  /// The mean of the first run's values less that of the second.
  public let meanDifference: Double
  /// The probability of so large a difference, either way, between equally good runs.
  public let pValue: Double

  /// Compares two runs.
  ///
  /// - Parameters:
  ///   - first: One run's values by query.
  ///   - second: The other's, in the same order and of the same number; what has no partner is left
  ///     out.
  ///   - rounds: How many random arrangements to draw. The p-value's standard error is at most
  ///     0.5 / √rounds.
  ///   - seed: The same seed gives the same p-value.
  /// - Complexity: O(rounds × queries that differ).
  public init(_ first: [Double], _ second: [Double], rounds: Int = 10_000, seed: UInt64 = 1) {
    let differences = zip(first, second).map(-)
    let sum = differences.reduce(0, +)
    meanDifference = differences.isEmpty ? 0 : sum / Double(differences.count)
    let moving = differences.filter { $0 != 0 }
    // Sums of the same numbers in another arrangement may differ in their last bits.
    let threshold = abs(sum) - 1e-12 * moving.reduce(0) { $0 + abs($1) }
    var generator = SplitMix64(seed: seed)
    var extreme = 0
    for _ in 0..<max(rounds, 0) {
      var total = 0.0
      var bits: UInt64 = 0
      for (index, difference) in moving.enumerated() {
        if index & 63 == 0 { bits = generator.next() }
        total += bits & 1 == 0 ? difference : -difference
        bits >>= 1
      }
      if abs(total) >= threshold { extreme += 1 }
    }
    pValue = Double(extreme + 1) / Double(max(rounds, 0) + 1)
  }
}

/// A generator whose numbers depend on the seed alone, on every platform.
///
/// Source: Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
