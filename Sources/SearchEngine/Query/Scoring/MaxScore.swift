/// Finds the best documents of one segment without scoring those that cannot be among them.
///
/// The segment is gone through in windows. In each, the scorers are ordered by what they can add at
/// most there (from the impacts of their blocks); those whose bounds together stay below the
/// threshold are *non-essential*: they alone cannot lift a document onto the page. The essential
/// ones are scored in bulk, list by list; only documents that could still get in with the others'
/// help are looked up in the others' lists. A window in which all bounds together stay below the
/// threshold is passed over unread.
///
/// Sources: MaxScore, Turtle and Flood, *Query evaluation: strategies and optimizations*, IP&M 31(6),
/// 1995; block-max bounds, Chakrabarti, Chaudhuri and Ganti, ICDE 2011; bulk scoring in windows as
/// in Lucene's `MaxScoreBulkScorer`. The oracle is ``ExhaustiveScoring``.
struct MaxScore {
  private let scorers: [TermScorer]
  private let scratch: WindowScratch
  private var order: [Int]
  private var bounds: [Int32]
  /// The summed bounds of the first `n` scorers in `order`.
  private var prefixBounds: [Int32]

  init(scorers: [TermScorer], scratch: WindowScratch) {
    self.scorers = scorers
    self.scratch = scratch
    order = Array(scorers.indices)
    bounds = Array(repeating: 0, count: scorers.count)
    prefixBounds = Array(repeating: 0, count: scorers.count + 1)
  }

  /// Offers the window's documents to `top`.
  ///
  /// - Parameters:
  ///   - allowed: a bit for each document of the window that may be a hit.
  ///   - requiresMatch: whether a document must be in some scorer's list (without one, the allowed
  ///     documents are hits even where they score nothing).
  ///   - base: what to add to the segment's document numbers.
  mutating func collect(
    _ window: Window,
    allowed: UnsafePointer<UInt64>,
    requiresMatch: Bool,
    base: UInt32,
    into top: inout TopDocuments
  ) {
    var total: Int32 = 0
    for index in scorers.indices {
      bounds[index] = scorers[index].bound(from: window.start, before: window.end)
      total &+= bounds[index]
    }
    guard total > top.threshold else { return }
    order.sort { (bounds[$0], $0) < (bounds[$1], $1) }
    var essential = 0
    var sum: Int32 = 0
    for place in order.indices {
      sum &+= bounds[order[place]]
      prefixBounds[place + 1] = sum
      if sum <= top.threshold { essential = place + 1 }
    }
    for place in essential..<order.count where bounds[order[place]] > 0 {
      scorers[order[place]].scoreWindow(window, scratch: scratch)
    }
    let helpless = essential == 0
    for word in 0..<Window.wordCount {
      let touched = scratch.touched[word]
      scratch.touched[word] = 0
      var bits = allowed[word]
      if requiresMatch || !helpless { bits &= touched }
      var clear = touched
      while bits != 0 {
        let slot = word &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        offer(slot, window: window, essential: essential, base: base, into: &top)
      }
      while clear != 0 {
        scratch.scores[word &* 64 &+ clear.trailingZeroBitCount] = 0
        clear &= clear &- 1
      }
    }
  }

  @inline(__always)
  private func offer(
    _ slot: Int,
    window: Window,
    essential: Int,
    base: UInt32,
    into top: inout TopDocuments
  ) {
    var score = scratch.scores[slot]
    let document = window.start &+ UInt32(truncatingIfNeeded: slot)
    var place = essential
    while place > 0 {
      guard score &+ prefixBounds[place] > top.threshold else { return }
      place &-= 1
      score &+= scorers[order[place]].score(document)
    }
    top.insert(score: score, document: base &+ document)
  }
}
