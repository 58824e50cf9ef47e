public import SearchEngine
import TextAnalysis

/// Answers search requests from an index of resources.
///
/// Each search takes the reader's current commit once and sees nothing else. Searching is work for
/// the CPU: call it from a thread that may be busy, not from an event loop.
public struct ResourceSearcher: Sendable {
  /// Up to so many units (Han characters, alphabetic words) a query is short: its words should all be
  /// found. A longer one is a question, of which many words occur nowhere.
  static let longestExactQuery = 12

  let reader: IndexReader

  /// A searcher over an index made by ``PlatformSchema``.
  public init(reader: IndexReader) { self.reader = reader }

  /// What the index holds at present.
  public var statistics: IndexStatistics {
    let snapshot = reader.snapshot
    return IndexStatistics(
      generation: snapshot.generation,
      documents: snapshot.documentCount,
      analyser: snapshot.analyser,
      segments: snapshot.segmentCount
    )
  }

  /// The resource with an id, `nil` where there is none.
  ///
  /// - Throws: ``StorageError`` where the index is damaged.
  public func resource(id: String) throws(StorageError) -> StoredResource? {
    let snapshot = reader.snapshot
    guard let address = try snapshot.address(ofID: id) else { return nil }
    return try Self.resource(at: address, in: snapshot)
  }

  /// Answers a request.
  ///
  /// - Throws: ``SearchError`` where the index is damaged or was not made by ``PlatformSchema``.
  public func search(_ request: SearchRequest) throws(SearchError) -> SearchResponse {
    let clock = ContinuousClock()
    let started = clock.now
    let snapshot = reader.snapshot
    let search = SnapshotSearch(snapshot: snapshot, request: request)
    let (query, match, results) = try search.run()
    let hits = try search.hits(of: results, query: query)
    let facets = try search.facets(of: results, query: query)
    let total = results.total ?? 0
    let reachable = min(total, SearchRequest.deepestResult)
    let took = (clock.now - started) / .milliseconds(1)
    return SearchResponse(
      query: request.query,
      match: match,
      total: total,
      page: request.page,
      size: request.size,
      pages: (reachable + request.size - 1) / request.size,
      milliseconds: (took * 1000).rounded() / 1000,
      hits: hits,
      facets: facets
    )
  }

  static func resource(
    at address: DocumentAddress,
    in snapshot: IndexSnapshot
  ) throws(StorageError) -> StoredResource {
    let document = try snapshot.storedDocument(at: address)
    guard case .object(let resource) = try? JSONParser.parse(document.stored) else {
      throw .damaged(file: "document \(document.id)", reason: "its stored record is no JSON object")
    }
    return StoredResource(id: document.id, json: document.stored, resource: resource)
  }
}

/// One request over one commit.
struct SnapshotSearch {
  let snapshot: IndexSnapshot
  let request: SearchRequest

  /// The results, with the query and the match that gave them.
  func run() throws(SearchError) -> (Query, SearchRequest.Match, SearchResults) {
    let match = firstMatch
    let query = parse(match)
    let results = try results(of: query)
    guard request.match == .auto, match == .all, results.total == 0 else {
      return (query, match == .all ? .all : .any, results)
    }
    let wider = parse(.any)
    return (wider, .any, try self.results(of: wider))
  }

  private var firstMatch: TextMatch {
    switch request.match {
    case .all: return .all
    case .any: return .any
    case .auto:
      // A unit has at least one byte.
      guard request.query.utf8.count > ResourceSearcher.longestExactQuery else { return .all }
      let units = Analyzer(.chinese).makeSession().analyze(request.query).unitCount
      return units > ResourceSearcher.longestExactQuery ? .any : .all
    }
  }

  private func parse(_ match: TextMatch) -> Query {
    QueryParser(match: match, schema: snapshot.schema).parse(request.query)
  }

  private func results(of query: Query) throws(SearchError) -> SearchResults {
    try snapshot.search(
      SearchOptions(
        query: query,
        filters: request.filters.map(\.filter),
        offset: request.offset,
        limit: request.size,
        facets: request.facets.compactMap { facetRequest($0) },
        sort: order
      )
    )
  }

  /// Without words there is nothing to be relevant to: then the newest come first.
  private var order: SortOrder? {
    let sort = request.sort ?? (request.query.isEmpty ? .year : .relevance)
    return sort.column.map { SortOrder(field: $0.rawValue, isDescending: true) }
  }

  // MARK: - Facets

  private static let facetLimit = 20

  private func facetRequest(_ name: String) -> FacetRequest? {
    SearchColumn.named(name).map { FacetRequest(field: $0.column, limit: Self.facetLimit) }
  }

  /// The counted columns. One that the request filters by is counted as if it did not, so that the
  /// other values can be seen and chosen too.
  func facets(of results: SearchResults, query: Query) throws(SearchError) -> [ResourceFacet] {
    var facets: [ResourceFacet] = []
    for (name, counts) in zip(request.facets, results.facets) {
      guard let column = SearchColumn.named(name) else { continue }
      var counts = counts.counts
      let chosen = request.filters.first { $0.field == name }
      if chosen != nil {
        let others = SearchOptions(
          query: query,
          filters: request.filters.filter { $0.field != name }.map(\.filter),
          limit: 0,
          countsTotal: false,
          facets: [FacetRequest(field: column.column, limit: Self.facetLimit)]
        )
        counts = try snapshot.search(others).facets.first?.counts ?? []
      }
      let selected = chosen?.values ?? []
      var values = counts.map { count in
        value(count.value, count.count, of: column, isSelected: selected.contains(count.value))
      }
      // A range is no value of the column, and has no count.
      for missing in selected
      where !missing.contains("..") && !values.contains(where: { $0.value == missing }) {
        values.append(value(missing, 0, of: column, isSelected: true))
      }
      facets.append(
        ResourceFacet(
          field: name,
          label: column.label.chinese,
          englishLabel: column.label.english,
          values: values
        )
      )
    }
    return facets
  }

  private func value(
    _ value: String,
    _ count: Int,
    of column: SearchColumn,
    isSelected: Bool
  ) -> ResourceFacet.Value {
    let label = column.label(of: value)
    return ResourceFacet.Value(
      value: value,
      label: label.chinese,
      englishLabel: label.english,
      count: count,
      isSelected: isSelected
    )
  }

  // MARK: - Hits

  func hits(of results: SearchResults, query: Query) throws(SearchError) -> [ResourceHit] {
    let highlighter =
      request.highlights && query != .all
      ? ResourceHighlighter(query: query) : nil
    var hits: [ResourceHit] = []
    for hit in results.hits {
      do throws(StorageError) {
        let stored = try ResourceSearcher.resource(at: hit.document, in: snapshot)
        hits.append(self.hit(stored, score: hit.score, highlighter: highlighter))
      } catch { throw .storage(error) }
    }
    return hits
  }

  private func hit(
    _ stored: StoredResource,
    score: Double,
    highlighter: ResourceHighlighter?
  ) -> ResourceHit {
    let collection = stored.resource.text(.collection) ?? ""
    return ResourceHit(
      id: stored.id,
      score: score,
      collection: collection,
      centre: CollectionCatalogue.collection(code: collection)?.centre.code,
      resource: JSONObject(stored.resource.members.filter { $0.key != FieldName.body.rawValue }),
      highlights: highlighter?.highlights(of: stored.resource) ?? [:]
    )
  }
}
