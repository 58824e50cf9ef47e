import SearchEngine
import Testing

/// Random corpora and random queries, against a naive evaluator and against exhaustive scoring.
@Suite("Oracle")
struct OracleTests {
  struct Shape: CustomTestStringConvertible, Sendable {
    var seed: UInt64
    var documents: Int
    var commits: Int
    var mergeFactor: Int
    var deletes: Bool
    var queries: Int

    var testDescription: String {
      "seed \(seed): \(documents) documents, \(commits) commits, merge factor \(mergeFactor)"
    }
  }

  static let shapes = [
    Shape(seed: 1, documents: 40, commits: 1, mergeFactor: 10, deletes: false, queries: 150),
    Shape(seed: 2, documents: 130, commits: 7, mergeFactor: 100, deletes: true, queries: 100),
    Shape(seed: 3, documents: 450, commits: 9, mergeFactor: 3, deletes: true, queries: 50),
    Shape(seed: 4, documents: 500, commits: 2, mergeFactor: 100, deletes: true, queries: 40),
    Shape(seed: 5, documents: 4_300, commits: 1, mergeFactor: 10, deletes: false, queries: 6),
  ]

  @Test(arguments: shapes)
  func everySearchFindsWhatTheNaiveEvaluatorFinds(shape: Shape) throws {
    let schema = try #require(RandomCorpus.schema)
    var corpus = RandomCorpus(seed: shape.seed)
    var naive = NaiveIndex(schema: schema)
    let directory = MemoryDirectory()
    try write(shape, schema: schema, to: directory, &corpus, &naive)
    expectIntact(directory)

    let snapshot = try IndexSnapshot.open(directory)
    #expect(snapshot.documentCount == naive.entries.count)
    let everything = try snapshot.search(SearchOptions(query: .all, limit: .max)).hits
    var idsByAddress: [DocumentAddress: String] = [:]
    for hit in everything {
      idsByAddress[hit.document] = try snapshot.storedDocument(at: hit.document).id
    }
    var found = 0
    for number in 0..<shape.queries {
      let query = corpus.query()
      let filters = corpus.filters()
      let expected = naive.matches(query, filters: filters)
      let what = "query \(number): \(query) filters \(filters)"
      found += expected.count

      let all = try bothWays(
        SearchOptions(
          query: query,
          filters: filters,
          limit: .max,
          facets: [FacetRequest(field: "labels", limit: .max), FacetRequest(field: "kind")]
        ),
        snapshot,
        what
      )
      let ids = all.hits.compactMap { idsByAddress[$0.document] }
      #expect(all.total == expected.count, "\(what)")
      #expect(Set(ids) == expected && ids.count == expected.count, "\(what)")
      for facet in all.facets {
        let counts = Dictionary(uniqueKeysWithValues: facet.counts.map { ($0.value, $0.count) })
        #expect(counts == naive.facet(facet.field, among: expected), "\(what)")
      }

      let offset = corpus.int(0...3) == 0 ? corpus.int(0...20) : 0
      for countsTotal in [false, true] {
        let page = try bothWays(
          SearchOptions(
            query: query,
            filters: filters,
            offset: offset,
            limit: corpus.int(1...12),
            countsTotal: countsTotal
          ),
          snapshot,
          what
        )
        #expect(page.hits == Array(all.hits.dropFirst(offset).prefix(page.hits.count)), "\(what)")
        #expect(page.total == (countsTotal ? expected.count : nil), "\(what)")
      }
    }
    // Otherwise the test proves little.
    #expect(found > shape.queries)
  }

  private func bothWays(
    _ options: SearchOptions,
    _ snapshot: IndexSnapshot,
    _ what: String
  ) throws -> SearchResults {
    var exhaustive = options
    exhaustive.evaluation = .exhaustive
    let pruned = try snapshot.search(options)
    #expect(try snapshot.search(exhaustive) == pruned, "\(what)")
    return pruned
  }

  private func write(
    _ shape: Shape,
    schema: Schema,
    to directory: any IndexDirectory,
    _ corpus: inout RandomCorpus,
    _ naive: inout NaiveIndex
  ) throws {
    let writer = try IndexWriter(
      directory: directory,
      schema: schema,
      options: IndexWriterOptions(mergeFactor: shape.mergeFactor)
    )
    for number in 0..<shape.documents {
      // A fifth of the ids come back and replace a document, in this segment or an earlier one.
      let id = shape.deletes && corpus.chance(1, of: 5) ? corpus.int(0...number) : number
      let document = corpus.document(id: "d\(id)")
      try writer.add(document)
      naive.add(document)
      if shape.deletes && corpus.chance(1, of: 8) {
        let gone = "d\(corpus.int(0...number))"
        #expect(try writer.delete(id: gone) == naive.delete(gone))
      }
      let perCommit = shape.documents / shape.commits
      if number % perCommit == perCommit - 1 { try writer.commit() }
    }
    try writer.commit()
  }
}
