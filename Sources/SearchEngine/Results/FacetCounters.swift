/// Counts facets over the matches, segment by segment.
struct FacetCounters {
  private let requests: [FacetRequest]
  private var totals: [[String: Int]]

  /// - Throws: ``SearchError`` where a facet's field is missing or not a keyword field.
  init(_ requests: [FacetRequest], schema: Schema) throws(SearchError) {
    for request in requests {
      guard let field = schema.field(named: request.field) else {
        throw .unknownField(request.field)
      }
      guard case .keyword = field.kind else {
        throw .wrongFieldKind(field: request.field, expected: "a keyword field for a facet")
      }
    }
    self.requests = requests
    totals = Array(repeating: [:], count: requests.count)
  }

  /// The counters of one segment, by ordinal.
  struct SegmentCounters {
    fileprivate var columns: [KeywordColumn?]
    fileprivate var counts: [[UInt32]]

    /// Counts the documents of a window's bitmap.
    mutating func count(_ bits: WindowBits, window: Window) {
      for (place, column) in columns.enumerated() {
        guard let column else { continue }
        counts[place].withUnsafeMutableBufferPointer { counts in
          for word in 0..<Window.wordCount {
            var rest = bits.words[word]
            while rest != 0 {
              let document = Int(window.start) + word * 64 + rest.trailingZeroBitCount
              rest &= rest &- 1
              column.forEachOrdinal(document) { counts[$0] &+= 1 }
            }
          }
        }
      }
    }
  }

  func makeSegmentCounters(_ segment: SegmentReader) -> SegmentCounters {
    let columns = requests.map { segment.columns.keyword(named: $0.field) }
    return SegmentCounters(
      columns: columns,
      counts: columns.map { Array(repeating: 0, count: ($0?.ordinalCount ?? 0) + 1) }
    )
  }

  mutating func merge(_ counters: SegmentCounters) {
    for (place, column) in counters.columns.enumerated() {
      guard let column else { continue }
      for (ordinal, count) in counters.counts[place].enumerated() where ordinal > 0 && count > 0 {
        totals[place][column.value(ofOrdinal: ordinal), default: 0] += Int(count)
      }
    }
  }

  /// The most frequent values of each facet.
  var results: [FacetCounts] {
    zip(requests, totals).map { request, totals in
      let sorted = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return FacetCounts(
        field: request.field,
        counts: sorted.prefix(max(request.limit, 0)).map {
          FacetCounts.Count(value: $0.key, count: $0.value)
        }
      )
    }
  }
}
