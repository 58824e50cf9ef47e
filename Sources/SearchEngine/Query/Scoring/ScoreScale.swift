#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Turns score contributions into integers for one search.
///
/// A sum of floating-point numbers depends on their order, and pruning adds a document's terms in
/// another order than exhaustive scoring does. So each term's contribution is rounded once to a
/// multiple of a power of two, and from there on only integers are added: every order gives the
/// same score to the last bit. The unit is the finest with which the highest sum the query could
/// reach stays below 2^30.
struct ScoreScale: Equatable {
  /// Integer units per unit of score, a power of two.
  let factor: Float

  /// - Parameter highest: no document's score can be above it.
  init(highest: Float) {
    let bits = highest > 0 && highest.isFinite ? Int(log2(highest).rounded(.up)) : 0
    factor = Float(sign: .plus, exponent: min(max(29 - bits, -30), 24), significand: 1)
  }

  /// The score that integer units stand for.
  func score(_ units: Int32) -> Double { Double(units) / Double(factor) }
}
