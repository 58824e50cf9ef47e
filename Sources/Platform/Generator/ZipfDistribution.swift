#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ranks drawn with a probability that falls as `1 / rank^exponent` (Zipf 1949), as words, majors
/// and schools are distributed in real catalogues.
struct ZipfDistribution: Sendable {
  private let cumulative: [Double]

  /// - Precondition: `count` is at least one.
  init(count: Int, exponent: Double) {
    var total = 0.0
    var sums: [Double] = []
    sums.reserveCapacity(count)
    for rank in 1...count {
      total += pow(Double(rank), -exponent)
      sums.append(total)
    }
    self.cumulative = sums.map { $0 / total }
  }

  /// A rank from 0. O(log count).
  func rank(_ random: inout SplitMix64) -> Int {
    let target = random.unit()
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] <= target { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
