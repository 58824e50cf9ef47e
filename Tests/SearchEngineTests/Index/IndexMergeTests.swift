import SearchEngine
import Testing

/// However an index is cut into segments, it answers the same.
@Suite("Segments and merges")
struct IndexMergeTests {
  private static func index(
    _ documents: [Document],
    perCommit: Int,
    options: IndexWriterOptions
  ) throws -> MemoryDirectory {
    let directory = MemoryDirectory()
    let schema = try #require(RandomCorpus.schema)
    let writer = try IndexWriter(directory: directory, schema: schema, options: options)
    for (number, document) in documents.enumerated() {
      try writer.add(document)
      if number % perCommit == perCommit - 1 { try writer.commit() }
    }
    try writer.commit()
    return directory
  }

  @Test(arguments: [1, 2] as [UInt64])
  func manySegmentsAnswerAsOneDoes(seed: UInt64) throws {
    var corpus = RandomCorpus(seed: seed)
    let documents = (0..<260).map { corpus.document(id: "d\($0)") }
    let one = try Self.index(documents, perCommit: .max, options: .init())
    let cuts = [
      // Many segments; segments of one document each, by the memory budget; merged again and again.
      try Self.index(documents, perCommit: 13, options: .init(mergeFactor: 1_000)),
      try Self.index(
        Array(documents),
        perCommit: 200,
        options: .init(memoryBudget: 1, mergeFactor: 1_000)
      ),
      try Self.index(documents, perCommit: 9, options: .init(mergeFactor: 3)),
    ]
    for directory in [one] + cuts { expectIntact(directory) }
    let expected = try IndexSnapshot.open(one)
    #expect(expected.segmentCount == 1)
    let snapshots = try cuts.map { try IndexSnapshot.open($0) }
    #expect(snapshots[0].segmentCount == 20)
    #expect(snapshots[1].segmentCount == 260)
    for number in 0..<32 {
      let options = SearchOptions(query: corpus.query(), filters: corpus.filters(), limit: 20)
      let right = try expected.scoredIDs(options)
      for snapshot in snapshots.dropFirst(snapshots.count > 2 && number % 4 > 0 ? 2 : 0) {
        #expect(try snapshot.scoredIDs(options).sorted() == right.sorted(), "\(options.query)")
      }
    }
  }

  @Test(arguments: [3, 4] as [UInt64])
  func mergingChangesNoAnswer(seed: UInt64) throws {
    var corpus = RandomCorpus(seed: seed)
    let documents = (0..<240).map { corpus.document(id: "d\($0)") }
    let directory = try Self.index(documents, perCommit: 30, options: .init(mergeFactor: 1_000))
    let before = try IndexSnapshot.open(directory)
    let schema = try #require(RandomCorpus.schema)
    let writer = try IndexWriter(directory: directory, schema: schema)
    try writer.optimize()
    let after = try IndexSnapshot.open(directory)
    #expect(before.segmentCount == 8 && after.segmentCount == 1)
    for _ in 0..<40 {
      let options = SearchOptions(
        query: corpus.query(),
        filters: corpus.filters(),
        limit: 15,
        facets: [FacetRequest(field: "labels")]
      )
      // Segments are merged in order, so that even ties come out alike.
      #expect(try after.scoredIDs(options) == before.scoredIDs(options), "\(options.query)")
      #expect(try after.search(options).facets == before.search(options).facets)
    }
    expectIntact(directory)
  }

  /// What was deleted before a merge has no weight after it: as though it had never been there.
  @Test func aMergeForgetsDeletedDocuments() throws {
    var corpus = RandomCorpus(seed: 5)
    let documents = (0..<200).map { corpus.document(id: "d\($0)") }
    let directory = try Self.index(documents, perCommit: 50, options: .init(mergeFactor: 1_000))
    let schema = try #require(RandomCorpus.schema)
    do {
      let writer = try IndexWriter(directory: directory, schema: schema)
      for number in 0..<200 where number % 3 == 1 { _ = try writer.delete(id: "d\(number)") }
      try writer.optimize()
    }
    expectIntact(directory)
    let kept = documents.enumerated().filter { $0.offset % 3 != 1 }.map(\.element)
    let fresh = try Self.index(kept, perCommit: .max, options: .init())
    let (merged, expected) = try (IndexSnapshot.open(directory), IndexSnapshot.open(fresh))
    for _ in 0..<40 {
      let options = SearchOptions(
        query: corpus.query(),
        filters: corpus.filters(),
        limit: .max,
        facets: [FacetRequest(field: "kind")]
      )
      let (left, right) = try (merged.search(options), expected.search(options))
      #expect(left.total == right.total)
      #expect(left.facets == right.facets)
      // Lengths are known by their norms only, so scores differ a little.
      let scores = zip(left.hits.map(\.score), right.hits.map(\.score))
      #expect(scores.allSatisfy { abs($0 - $1) <= 0.05 * max($0, $1) }, "\(options.query)")
    }
  }

  @Test func storedBytesAndColumnsSurviveEveryMerge() throws {
    var corpus = RandomCorpus(seed: 6)
    var naive = NaiveIndex(schema: try #require(RandomCorpus.schema))
    let documents = (0..<150).map { corpus.document(id: "d\($0 % 120)") }
    for document in documents { naive.add(document) }
    let directory = try Self.index(documents, perCommit: 7, options: .init(mergeFactor: 2))
    let snapshot = try IndexSnapshot.open(directory)
    #expect(try snapshot.ids() == Set(naive.entries.keys))
    for (id, entry) in naive.entries {
      let address = try #require(try snapshot.address(ofID: id))
      let stored = try snapshot.storedDocument(at: address)
      #expect(stored.id == id && stored.stored == entry.document.stored)
    }
    for field in ["kind", "labels"] {
      let options = SearchOptions(query: .all, facets: [FacetRequest(field: field, limit: .max)])
      let facet = try #require(try snapshot.search(options).facets.first)
      let counts = Dictionary(uniqueKeysWithValues: facet.counts.map { ($0.value, $0.count) })
      #expect(counts == naive.facet(field, among: Set(naive.entries.keys)))
    }
    expectIntact(directory)
  }
}
