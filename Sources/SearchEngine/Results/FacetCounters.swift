/// Counts facets over the matches, segment by segment.
struct FacetCounters {
  private let requests: [FacetRequest]
  private var totals: [[String: Int]]

  /// - Throws: ``SearchError`` where a facet's field is missing or a text field.
  init(_ requests: [FacetRequest], schema: Schema) throws(SearchError) {
    for request in requests {
      guard let field = schema.field(named: request.field) else {
        throw .unknownField(request.field)
      }
      if case .text = field.kind {
        throw .wrongFieldKind(field: request.field, expected: "a keyword or integer field")
      }
    }
    self.requests = requests
    totals = Array(repeating: [:], count: requests.count)
  }

  /// The counter of one facet in one segment.
  fileprivate enum Counter {
    /// By ordinal.
    case keyword(KeywordColumn, [UInt32])
    case integer(IntegerColumn, [Int64: Int])
    /// No document of the segment has a value.
    case none

    mutating func count(_ bits: WindowBits, window: Window) {
      switch self {
      case .keyword(let column, var counts):
        self = .none
        counts.withUnsafeMutableBufferPointer { counts in
          bits.forEachDocument(in: window) { document in
            column.forEachOrdinal(document) { counts[$0] &+= 1 }
          }
        }
        self = .keyword(column, counts)
      case .integer(let column, var counts):
        self = .none
        bits.forEachDocument(in: window) { document in
          if let value = column.value(document) { counts[value, default: 0] += 1 }
        }
        self = .integer(column, counts)
      case .none: break
      }
    }
  }

  /// The counters of one segment.
  struct SegmentCounters {
    fileprivate var counters: [Counter]

    /// Counts the documents of a window's bitmap.
    mutating func count(_ bits: WindowBits, window: Window) {
      for place in counters.indices { counters[place].count(bits, window: window) }
    }
  }

  func makeSegmentCounters(_ segment: SegmentReader) -> SegmentCounters {
    SegmentCounters(
      counters: requests.map { request in
        if let column = segment.columns.keyword(named: request.field) {
          return .keyword(column, Array(repeating: 0, count: column.ordinalCount + 1))
        }
        return segment.columns.integer(named: request.field).map { .integer($0, [:]) } ?? .none
      }
    )
  }

  mutating func merge(_ segment: SegmentCounters) {
    for (place, counter) in segment.counters.enumerated() {
      switch counter {
      case .keyword(let column, let counts):
        for (ordinal, count) in counts.enumerated() where ordinal > 0 && count > 0 {
          totals[place][column.value(ofOrdinal: ordinal), default: 0] += Int(count)
        }
      case .integer(_, let counts):
        for (value, count) in counts { totals[place]["\(value)", default: 0] += count }
      case .none: break
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

extension WindowBits {
  /// Calls `body` with each document of the bitmap, ascending.
  @inline(__always)
  func forEachDocument(in window: Window, _ body: (Int) -> Void) {
    for word in 0..<Window.wordCount {
      var rest = words[word]
      while rest != 0 {
        body(Int(window.start) &+ word &* 64 &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }
}
