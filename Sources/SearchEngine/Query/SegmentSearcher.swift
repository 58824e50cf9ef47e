/// Runs one compiled search over one segment, window by window: match, count, score.
struct SegmentSearcher {
  private let segment: SegmentReader
  private let segmentIndex: Int
  private let options: SearchOptions
  private let scorers: [TermScorer]
  /// What decides matching; `nil` where being in any scorer's list does.
  private let matcher: (any DocumentMatcher)?
  /// The live documents that pass the filters.
  private let eligible: DocumentSet
  private let columns: SegmentFilters

  init(
    snapshot: IndexSnapshot,
    segmentIndex: Int,
    plan: QueryCompiler.Plan,
    groups: [TermGroup],
    options: SearchOptions,
    scale: ScoreScale
  ) throws(SearchError) {
    let entry = snapshot.segments[segmentIndex]
    segment = entry.reader
    self.segmentIndex = segmentIndex
    self.options = options
    columns = SegmentFilters(segment: segment, schema: snapshot.schema)
    var eligible = DocumentSet(capacity: segment.documentCount, full: true)
    if let deleted = entry.deleted { eligible.subtract(deleted) }
    for filter in options.filters {
      eligible.formIntersection(try columns.documents(passing: filter))
    }
    self.eligible = eligible
    var scorers: [TermScorer] = []
    for group in groups where group.highestScore > 0 {
      do throws(StorageError) {
        if let scorer = try TermScorer(
          group,
          segmentIndex: segmentIndex,
          segment: segment,
          scale: scale
        ) {
          scorers.append(scorer)
        }
      } catch { throw .storage(error) }
    }
    self.scorers = scorers
    let countsMatches = options.countsTotal || !options.facets.isEmpty || options.sort != nil
    if case .groups(let indices) = plan, !countsMatches,
      groups.indices.allSatisfy(indices.contains),
      groups.allSatisfy({ $0.highestScore > 0 })
    {
      matcher = nil
    } else {
      matcher = try MatcherBuilder(segment: segment, segmentIndex: segmentIndex, groups: groups)
        .matcher(for: plan)
    }
  }

  /// Offers the segment's matches to `sorted` or else to `top`, counts them into `facets`.
  ///
  /// - Returns: how many documents match, where that was asked for.
  mutating func run(
    base: UInt32,
    into top: inout TopDocuments,
    sorted: inout SortedDocuments?,
    facets: inout FacetCounters
  ) throws(SearchError) -> Int {
    var counters = facets.makeSegmentCounters(segment)
    let sortColumn = sorted.flatMap { segment.columns.integer(named: $0.order.field) }
    let bits = WindowBits()
    var total = 0
    var allMatches = DocumentSet(
      capacity: options.evaluation == .exhaustive ? segment.documentCount : 0
    )
    var maxScore = MaxScore(scorers: scorers, scratch: WindowScratch())
    for window in Window.windows(documentCount: segment.documentCount) {
      if let matcher {
        bits.clear()
        matcher.fill(window, into: bits.words)
      } else {
        bits.words.update(repeating: .max, count: Window.wordCount)
      }
      bits.formIntersection(eligible, window: window)
      if matcher != nil {
        let count = bits.count
        guard count > 0 else { continue }
        total += count
        counters.count(bits, window: window)
      }
      if sorted != nil {
        sorted?.insert(bits, window: window, column: sortColumn, base: base)
      } else if options.evaluation == .exhaustive {
        allMatches.insert(bits, window: window)
      } else {
        maxScore.collect(
          window,
          allowed: bits.words,
          requiresMatch: matcher == nil,
          base: base,
          into: &top
        )
      }
    }
    if options.evaluation == .exhaustive, sorted == nil {
      ExhaustiveScoring(scorers: scorers).collect(
        allowed: allMatches,
        requiresMatch: matcher == nil,
        base: base,
        into: &top
      )
    }
    facets.merge(counters)
    if matcher?.isDamaged == true || scorers.contains(where: { $0.isDamaged }) {
      throw .storage(segment.damagedPostings)
    }
    return total
  }
}

extension DocumentSet {
  /// Puts in the documents of a window's bitmap.
  mutating func insert(_ bits: WindowBits, window: Window) {
    for word in 0..<Window.wordCount {
      var rest = bits.words[word]
      while rest != 0 {
        insert(window.start + UInt32(word * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
  }
}
