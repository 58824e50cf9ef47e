import SearchEngine
import Testing

/// Bits that rot: an error that names the file, never a crash, and nothing that a check overlooks.
@Suite("Damaged indexes")
struct IndexDamageTests {
  /// Two segments with deletes, small enough to be damaged byte by byte.
  private static func make() throws -> MemoryDirectory {
    let directory = MemoryDirectory()
    var corpus = RandomCorpus(seed: 11, vocabulary: 40)
    let schema = try #require(RandomCorpus.schema)
    let writer = try IndexWriter(directory: directory, schema: schema)
    for number in 0..<10 { try writer.add(corpus.document(id: "d\(number)")) }
    try writer.commit()
    for number in 7..<13 { try writer.add(corpus.document(id: "d\(number)")) }
    try writer.commit()
    return directory
  }

  private static let queries: [Query] = {
    var corpus = RandomCorpus(seed: 11, vocabulary: 40)
    return (0..<4).map { _ in corpus.query() } + [
      .text(corpus.text(words: 4), match: .any), .phrase(corpus.text(words: 1)), .prefix("j"),
      .not(.prefix("k")), .phrase("职业"),
    ]
  }()

  /// Opens, searches, reads and merges what can be; errors are fine, but they are storage errors.
  private static func use(_ directory: any IndexDirectory, merges: Bool = true) throws {
    do {
      let snapshot = try IndexSnapshot.open(directory)
      for (number, query) in queries.enumerated() {
        let options = SearchOptions(
          query: query,
          filters: number % 3 == 0
            ? [Filter(field: "year", condition: .range(lower: 1995, upper: nil))] : [],
          limit: 20,
          facets: [FacetRequest(field: "labels")],
          evaluation: number % 2 == 0 ? .pruned : .exhaustive
        )
        do {
          for hit in try snapshot.search(options).hits.prefix(3) {
            _ = try snapshot.storedDocument(at: hit.document)
          }
        } catch SearchError.storage {
        } catch is StorageError {}
      }
      _ = try? snapshot.address(ofID: "d3")
    } catch is IndexError {}
    guard merges else { return }
    do {
      let writer = try IndexWriter(directory: directory, schema: try #require(RandomCorpus.schema))
      try writer.optimize()
    } catch is IndexError {}
  }

  @Test func everyFlippedBitIsFoundAndDoesNoHarm() throws {
    let directory = try Self.make()
    expectIntact(directory)
    var random = StorageRandom(seed: 1)
    for name in try directory.fileNames() {
      let bytes = try directory.contents(name)
      // All of a short file and of every footer, a sample of the rest.
      let step = max(1, bytes.count / 40)
      let places = bytes.indices.filter { $0 % step == 0 || $0 >= bytes.count - 24 }
      for place in places {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try Self.expectFound(
          directory.copy(replacing: [name: damaged]),
          name,
          "byte \(place)",
          merges: place % 3 == 0
        )
      }
      for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 8)) {
        let cut = Array(bytes.prefix(count))
        try Self.expectFound(directory.copy(replacing: [name: cut]), name, "cut to \(count)")
      }
    }
  }

  private static func expectFound(
    _ directory: MemoryDirectory,
    _ name: String,
    _ what: String,
    merges: Bool = true
  ) throws {
    let report = IndexChecker(directory).check()
    if report.ok || !report.issues.contains(where: { $0.file == name }) {
      Issue.record("\(name), \(what): \(report.issues)")
    }
    try use(directory, merges: merges)
  }

  @Test func everyMissingFileIsNamed() throws {
    let directory = try Self.make()
    for name in try directory.fileNames() {
      let copy = try directory.copy()
      try copy.removeFile(named: name)
      let report = IndexChecker(copy).check()
      #expect(report.issues.map(\.file) == [name])
      #expect(throws: IndexError.self) { try IndexSnapshot.open(copy) }
    }
  }

  @Test func filesOfTwoSegmentsThatWereSwappedAreFound() throws {
    let directory = try Self.make()
    for part in ["segment", "terms", "postings", "positions", "norms", "columns", "stored"] {
      let (left, right) = ("s1.\(part)", "s2.\(part)")
      let copy = try directory.copy(replacing: [
        left: directory.contents(right), right: directory.contents(left),
      ])
      // Both are whole in themselves; only together they make no sense.
      #expect(!IndexChecker(copy).check().ok, "\(part)")
      try Self.use(copy)
    }
  }

  /// Damage that carries a matching checksum, as a faulty writer or a malicious one would leave it:
  /// the check may not see all of it, but nothing crashes.
  @Test func damageUnderAValidChecksumDoesNoHarm() throws {
    let directory = try Self.make()
    var random = StorageRandom(seed: 2)
    for name in try directory.fileNames() where name != "manifest" {
      let bytes = try directory.contents(name)
      let body = bytes.count - 24
      guard body > 0 else { continue }
      for _ in 0..<25 {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          damaged[.random(in: 0..<body, using: &random)] = UInt8(truncatingIfNeeded: random.next())
        }
        let checksum = UInt32(truncatingIfNeeded: crc32(damaged.prefix(body)))
        for byte in 0..<4 {
          damaged[body + 12 + byte] = UInt8(truncatingIfNeeded: checksum >> UInt32(8 * byte))
        }
        let copy = try directory.copy(replacing: [name: damaged])
        _ = IndexChecker(copy).check()
        try Self.use(copy)
      }
    }
  }

  /// CRC-32 as in ISO 3309, bit by bit.
  private func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc: UInt32 = .max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}

@Suite("Index checker")
struct IndexCheckerTests {
  @Test func aReportCountsWhatThereIs() throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory: directory, schema: plainSchema())
    try writer.add(plainDocument("a", "课程"))
    try writer.add(plainDocument("b", "课程"))
    try writer.commit()
    try writer.add(plainDocument("a", "专业"))
    try writer.commit()
    var parts: [String] = []
    let report = IndexChecker(directory).check { parts.append("\($0.segment) \($0.part)") }
    #expect(report.ok)
    #expect(report.generation == 2 && report.segments == 2)
    #expect(report.documents == 2 && report.deletedDocuments == 1)
    let names = try directory.fileNames()
    #expect(report.files == names.count)
    #expect(try report.bytes == names.reduce(0) { try $0 + directory.contents($1).count })
    // a b, 课 课程 程; a, 专 专业 业
    #expect(report.terms == 9)
    #expect(report.postings == 12)
    #expect(
      parts == [
        "1 checksums", "1 field _id", "1 field text", "1 columns", "1 stored records",
        "2 checksums", "2 field _id", "2 field text", "2 columns", "2 stored records", "2 keys",
      ]
    )
  }

  @Test func aReportSaysHowManyDocumentsADamagedPartHolds() throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory: directory, schema: plainSchema())
    var random = StorageRandom(seed: 3)
    for number in 0..<400 {
      try writer.add(plainDocument("d\(number)", random.text(count: 60)))
    }
    try writer.commit()
    for (name, expected) in [("s1.terms", 400...400), ("s1.stored", 1...399)] {
      var bytes = try directory.contents(name)
      bytes[bytes.count / 2] ^= 4
      let report = IndexChecker(try directory.copy(replacing: [name: bytes])).check()
      #expect(report.issues.map(\.file) == [name])
      let documents = try #require(report.issues.first?.documents)
      #expect(expected.contains(documents))
      #expect(
        report.issues.first?.description.hasSuffix("this touches \(documents) documents.") == true
      )
    }
  }
}
