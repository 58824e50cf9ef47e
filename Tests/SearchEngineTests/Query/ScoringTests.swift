import SearchEngine
import Testing
import TextAnalysis

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Scores against the formula, worked out here in double precision from the texts.
@Suite("Scores")
struct ScoringTests {
  private static let texts = [
    ["b a", "x y z"], ["a a a b", "a"], ["c", "a b c d e f g h i j"], ["d e f", ""], ["a", "a a"],
    ["g h", "b b b"], ["z z z z z z z z", "z a"], ["k", "l m n"],
  ]
  private static let weights = ["title": 2.5, "body": 1.0]

  private func snapshot(_ analyzer: Analyzer.Kind = .whitespace) throws -> IndexSnapshot {
    let directory = MemoryDirectory()
    let schema = try Schema(fields: [
      FieldDefinition(
        name: "title",
        kind: .text(analyzer: analyzer, weight: 2.5, positions: true)
      ),
      FieldDefinition(
        name: "body",
        kind: .text(analyzer: analyzer, weight: 1, positions: false)
      ),
    ])
    let writer = try IndexWriter(directory: directory, schema: schema)
    for (number, texts) in Self.texts.enumerated() {
      let values = zip(["title", "body"], texts).map {
        FieldValue(field: $0, value: .text($1))
      }
      try writer.add(Document(id: "\(number)", values: values))
      if number == 3 { try writer.commit() }
    }
    try writer.commit()
    expectIntact(directory)
    return try IndexSnapshot.open(directory)
  }

  /// BM25F as in Robertson and Zaragoza 2009 with k1 = 1.2 and b = .75.
  private func score(_ terms: [String], in document: Int) -> Double {
    let words = Self.texts.map { $0.map { $0.split(separator: " ").map { String($0) } } }
    var sum = 0.0
    for term in terms {
      var x = 0.0
      var frequency = 0
      for (field, name) in ["title", "body"].enumerated() {
        let lengths = words.map { Double($0[field].count) }
        let average = lengths.reduce(0, +) / Double(lengths.count { $0 > 0 })
        let count = words[document][field].count { $0 == term }
        let length = 1 - 0.75 + 0.75 * lengths[document] / average
        x += (Self.weights[name] ?? 0) * Double(count) / length
        frequency = max(frequency, words.count { $0[field].contains(term) })
      }
      guard frequency > 0 else { continue }
      let (all, n) = (Double(words.count), Double(frequency))
      sum += log(1 + (all - n + 0.5) / (n + 0.5)) * 2.2 * x / (1.2 + x)
    }
    return sum
  }

  /// A Latin word is in all three streams, so a mixture that adds up to one gives the plain score.
  @Test(
    arguments: [Analyzer.Kind.whitespace, .chinese],
    [
      StreamWeights.standard, StreamWeights(words: 1, bigrams: 0, characters: 0),
      StreamWeights(words: 0, bigrams: 0.25, characters: 0.75),
    ]
  )
  func aScoreIsTheSumOfItsTermsByBM25F(analyzer: Analyzer.Kind, weights: StreamWeights) throws {
    let snapshot = try snapshot(analyzer)
    for terms in [["a"], ["b"], ["a", "b"], ["z"], ["a", "c", "z", "nothing"], ["l", "d"]] {
      let options = SearchOptions(
        query: .text(terms.joined(separator: " "), match: .any),
        limit: 100,
        streamWeights: weights
      )
      let hits = try snapshot.scoredIDs(options)
      let expected = Self.texts.indices.map { score(terms, in: $0) }
      #expect(hits.count == expected.count { $0 > 0 })
      for hit in hits {
        let right = expected[try #require(Int(hit.id))]
        #expect(abs(hit.score - right) < 1e-5 * right, "\(terms) in \(hit.id)")
      }
      #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
    }
  }

  @Test func aTermAskedForTwiceCountsTwice() throws {
    let snapshot = try snapshot()
    let once = try snapshot.scoredIDs(SearchOptions(query: .text("b", match: .any)))
    let twice = try snapshot.scoredIDs(SearchOptions(query: .text("b b", match: .any)))
    for (left, right) in zip(once, twice) {
      #expect(left.id == right.id && abs(2 * left.score - right.score) < 1e-5 * right.score)
    }
  }

  @Test func equalScoresComeInDocumentOrder() throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(
      directory: directory,
      schema: plainSchema(),
      options: IndexWriterOptions(mergeFactor: 100)
    )
    for number in 0..<300 {
      try writer.add(plainDocument("\(number)", "课程"))
      if number % 90 == 89 { try writer.commit() }
    }
    try writer.commit()
    let snapshot = try IndexSnapshot.open(directory)
    for query in [Query.text("课程", match: .any), .all] {
      for offset in [0, 85, 290] {
        let hits = try snapshot.search(SearchOptions(query: query, offset: offset)).hits
        let addresses = hits.map(\.document)
        #expect(addresses == addresses.sorted() && Set(hits.map(\.score)).count == 1)
        #expect(hits.count == 10)
      }
    }
    expectIntact(directory)
  }

  @Test func extremeWeightsGiveFiniteScores() throws {
    let directory = MemoryDirectory()
    let schema = try Schema(fields: [
      FieldDefinition(name: "a", kind: .text(analyzer: .chinese, weight: 1e6, positions: true)),
      FieldDefinition(name: "b", kind: .text(analyzer: .chinese, weight: 1e-30, positions: true)),
    ])
    let writer = try IndexWriter(directory: directory, schema: schema)
    for number in 0..<20 {
      let text = String(repeating: "课程", count: number % 7 + 1)
      try writer.add(
        Document(
          id: "\(number)",
          values: ["a", "b"].map { FieldValue(field: $0, value: .text(text)) }
        )
      )
    }
    try writer.commit()
    let snapshot = try IndexSnapshot.open(directory)
    for weight: Float in [0, -3, 1e-30, 1, 1e30, .infinity, .nan] {
      for fields in [["a"], ["b"], ["a", "b"]] {
        var options = SearchOptions(
          query: .text("课程课程", match: .any, fields: fields),
          streamWeights: StreamWeights(words: weight, bigrams: weight, characters: 1)
        )
        let pruned = try snapshot.search(options)
        #expect(pruned.total == 20 && pruned.hits.allSatisfy { $0.score.isFinite })
        options.evaluation = .exhaustive
        #expect(try snapshot.search(options) == pruned)
      }
    }
  }
}
