extension IndexSnapshot {
  /// Answers a search from this commit, from beginning to end.
  ///
  /// - Throws: ``SearchError`` where a field does not exist or is of the wrong kind, or the index
  ///   turns out to be damaged.
  public func search(_ options: SearchOptions) throws(SearchError) -> SearchResults {
    var compiler = QueryCompiler(snapshot: self, streamWeights: options.streamWeights)
    let plan = try compiler.compile(options.query)
    let groups = compiler.groups
    let scored = groups.filter { $0.highestScore > 0 }
    let scale = ScoreScale(highest: scored.reduce(0) { $0 + $1.highestScore })
    let (wanted, overflow) = max(options.offset, 0).addingReportingOverflow(max(options.limit, 0))
    var top = TopDocuments(
      capacity: overflow ? documentCountWithDeleted : min(wanted, documentCountWithDeleted)
    )
    var sorted: SortedDocuments?
    if let order = options.sort {
      guard let field = schema.field(named: order.field) else { throw .unknownField(order.field) }
      guard field.kind == .integer else {
        throw .wrongFieldKind(field: order.field, expected: "an integer field to sort by")
      }
      let capacity = overflow ? documentCountWithDeleted : min(wanted, documentCountWithDeleted)
      sorted = SortedDocuments(order, capacity: capacity)
    }
    var total = 0
    var facets = try FacetCounters(options.facets, schema: schema)
    var base: UInt32 = 0
    for index in segments.indices {
      var searcher = try SegmentSearcher(
        snapshot: self,
        segmentIndex: index,
        plan: plan,
        groups: groups,
        options: options,
        scale: scale
      )
      total += try searcher.run(base: base, into: &top, sorted: &sorted, facets: &facets)
      base += UInt32(segments[index].reader.documentCount)
    }
    let found = sorted.map { $0.sorted().map { (score: 0, document: $0) } } ?? top.sorted()
    let hits = options.limit > 0 ? found.dropFirst(max(options.offset, 0)) : []
    return SearchResults(
      total: options.countsTotal ? total : nil,
      hits: hits.map { hit in
        Hit(document: address(ofGlobal: hit.document), score: scale.score(hit.score))
      },
      facets: facets.results
    )
  }

  private func address(ofGlobal document: UInt32) -> DocumentAddress {
    var rest = document
    for (index, segment) in segments.enumerated() {
      let count = UInt32(segment.reader.documentCount)
      if rest < count { return DocumentAddress(segment: index, document: rest) }
      rest -= count
    }
    return DocumentAddress(segment: segments.count, document: 0)
  }
}
