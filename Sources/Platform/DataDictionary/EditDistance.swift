/// The restricted Damerau–Levenshtein distance, for hints only.
///
/// Boytsov, "Indexing Methods for Approximate Dictionary Searching" (2011), calls it optimal string
/// alignment: insertions, deletions, substitutions and swaps of neighbours cost one each.
enum EditDistance {
  /// The distance in Unicode scalars. O(a × b).
  static func between(_ a: String, _ b: String) -> Int {
    let a = Array(a.unicodeScalars)
    let b = Array(b.unicodeScalars)
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var current = [Int](repeating: i, count: b.count + 1)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          current[j] = min(current[j], beforePrevious[j - 2] + 1)
        }
      }
      beforePrevious = previous
      previous = current
    }
    return previous[b.count]
  }

  /// The candidate nearest to `word` within a third of its length, ties by order.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    // A key of thousands of characters is nobody's typing mistake, and the table is quadratic.
    guard word.utf8.count <= 64 else { return nil }
    let limit = max(1, word.unicodeScalars.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let distance = between(word, candidate)
      if distance <= limit, distance < best?.distance ?? Int.max {
        best = (distance, candidate)
      }
    }
    return best?.candidate
  }
}
