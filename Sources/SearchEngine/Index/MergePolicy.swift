/// Which segments are merged: once several of about one size have gathered, they become one.
///
/// Segments are sorted into levels by the logarithm of their size; a level with `mergeFactor` of
/// them is merged. A document is so rewritten about log(documents) times in its life.
///
/// Source: logarithmic merging, Lester, Moffat and Zobel, *Fast on-line index construction by
/// geometric partitioning*, CIKM 2005.
struct MergePolicy: Sendable {
  /// How many segments of one level make a merge.
  var mergeFactor = 10
  /// Smaller segments count as this large.
  var smallestLevel = 1000

  /// The places of the segments to merge next, `nil` where there is nothing to do.
  ///
  /// - Parameter sizes: live documents by segment.
  func nextMerge(sizes: [Int]) -> [Int]? {
    var levels: [Int: [Int]] = [:]
    for (place, size) in sizes.enumerated() {
      var level = 0
      var bound = max(smallestLevel, 1)
      while size > bound {
        level += 1
        let (next, overflow) = bound.multipliedReportingOverflow(by: max(mergeFactor, 2))
        if overflow { break }
        bound = next
      }
      levels[level, default: []].append(place)
    }
    return levels.sorted { $0.key < $1.key }.first { $0.value.count >= max(mergeFactor, 2) }?.value
  }
}
