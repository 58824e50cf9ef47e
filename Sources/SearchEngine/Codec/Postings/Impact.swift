#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An upper bound on what a posting can contribute to BM25, in one byte.
///
/// What is bounded is `x = frequency / B(length)` with `B = 1 - b + b * length / averageLength`: the
/// part of BM25 that differs from posting to posting. The score `idf * x * (k1 + 1) / (x + k1)`
/// grows with `x`, so one number bounds a block for every k1 and every idf, and BM25F's weighted
/// sum over fields is bounded by the weighted sum of the fields' bounds. It is tighter than the
/// usual pair (highest frequency, shortest length), whose two halves rarely meet in one document.
///
/// A code `c` stands for `2^(c / 16 - 4)`, rounded up when encoding: a bound is at most 4.4 % above
/// the true maximum. Code 255 stands for "no bound".
///
/// Should the average length move after the segment was written, `x` can grow at most by the ratio
/// new / old (where that is above one), by which readers scale the bound.
///
/// Source: quantised impacts, Anh and Moffat, *Pruned query evaluation using pre-computed impacts*,
/// SIGIR 2006; bounds by block, Ding and Suel, SIGIR 2011.
enum Impact {
  /// The values of all 256 codes.
  static let values: [Float] = (0..<256).map { code in
    code == 255 ? .infinity : Float(exp2(Double(code) / 16 - 4))
  }

  /// The smallest code whose value is at least `x`.
  static func code(atLeast x: Float) -> UInt8 {
    guard x.isFinite else { return 255 }
    guard x > values[0] else { return 0 }
    let estimate = Int(((log2(Double(x)) + 4) * 16).rounded(.up))
    var code = min(max(estimate, 0), 255)
    while code < 255 && values[code] < x { code += 1 }
    while code > 0 && values[code - 1] >= x { code -= 1 }
    return UInt8(code)
  }
}
