import Testing

@testable import SearchEngine

@Suite("Term dictionary")
struct TermDictionaryTests {
  struct Entry: Equatable {
    var term: [UInt8]
    var info: TermInfo
    var mode: PostingsEncoder.WordMode
  }

  /// Terms of a small alphabet share long beginnings; now and then one is as long as terms get.
  static func entries(count: Int, seed: UInt64, documents: Int = 5_000) -> [Entry] {
    var random = StorageRandom(seed: seed)
    let alphabet = Array("职业教abc".utf8) + [0x00, 0xFF, 0x7A]
    var terms: Set<[UInt8]> = []
    while terms.count < count {
      let length =
        Int.random(in: 0..<40, using: &random) == 0
        ? Int.random(in: 100...255, using: &random) : Int.random(in: 1...9, using: &random)
      var term = (0..<length).compactMap { _ in alphabet.randomElement(using: &random) }
      if Bool.random(using: &random), let other = terms.randomElement(using: &random) {
        term = Array((other + term).prefix(255))
      }
      terms.insert(term)
    }
    var postings = 0
    var positions = 0
    return terms.sorted { $0.lexicographicallyPrecedes($1) }.map { term in
      let isSingle = Int.random(in: 0..<3, using: &random) > 0
      let frequency = isSingle ? 1 : Int.random(in: 2...documents, using: &random)
      let modes: [PostingsEncoder.WordMode] = [.all, .none, .mixed]
      let mode = modes.randomElement(using: &random) ?? .all
      let hasPositions = Bool.random(using: &random)
      let occurrences = UInt32.random(in: 1...(isSingle ? 400 : 2), using: &random)
      let words: UInt32 =
        switch mode {
        case .all: occurrences
        case .none: 0
        case .mixed: .random(in: 0...occurrences, using: &random)
        }
      let length = isSingle ? 0 : Int.random(in: 3...70_000, using: &random)
      let positionsLength = hasPositions ? Int.random(in: 0...9_000, using: &random) : 0
      defer {
        postings += length
        positions += positionsLength
      }
      return Entry(
        term: term,
        info: TermInfo(
          documentFrequency: frequency,
          wordDocumentFrequency: mode == .all
            ? frequency : mode == .none ? 0 : Int.random(in: 0...frequency, using: &random),
          hasPositions: hasPositions,
          singleton: isSingle
            ? TermInfo.Singleton(
              document: .random(in: 0..<UInt32(documents), using: &random),
              frequency: occurrences,
              wordFrequency: words
            ) : nil,
          postings: postings..<postings + length,
          positions: positions..<positions + positionsLength
        ),
        mode: mode
      )
    }
  }

  /// Dictionaries of several fields in one file, the last of which is opened.
  static func write(
    _ entries: [Entry],
    to directory: MemoryDirectory
  ) throws -> TermDictionary.Layout {
    let output = try ChecksummedWriter(directory: directory, name: "terms", kind: .terms)
    var layout: TermDictionary.Layout?
    for part in [Array(entries.prefix(3)), entries] {
      var writer = TermDictionaryWriter(output: output)
      for entry in part {
        try entry.term.withUnsafeBytesThrowing { term throws(StorageError) in
          try writer.add(term, info: entry.info, wordMode: entry.mode)
        }
      }
      layout = try writer.finish()
    }
    try output.finish()
    return try #require(layout)
  }

  static func open(
    _ directory: MemoryDirectory,
    _ layout: TermDictionary.Layout,
    _ entries: [Entry],
    documents: Int = 5_000
  ) throws(StorageError) -> TermDictionary {
    try TermDictionary(
      ChecksummedFile(directory: directory, name: "terms", kind: .terms),
      layout: layout,
      postingsLength: entries.last?.info.postings.upperBound ?? 0,
      positionsLength: entries.last?.info.positions.upperBound ?? 0,
      documentCount: UInt32(documents)
    )
  }

  private func make(_ entries: [Entry]) throws -> TermDictionary {
    let directory = MemoryDirectory()
    return try Self.open(directory, Self.write(entries, to: directory), entries)
  }

  private func info(_ dictionary: TermDictionary, _ term: [UInt8]) throws -> TermInfo? {
    try term.withUnsafeBytesThrowing { bytes throws(StorageError) in
      try dictionary.info(for: bytes)
    }
  }

  private func walk(_ dictionary: TermDictionary, from start: [UInt8] = []) throws -> [[UInt8]] {
    var cursor = try start.withUnsafeBytesThrowing { bytes throws(StorageError) in
      try dictionary.makeCursor(from: bytes)
    }
    var terms: [[UInt8]] = []
    while try cursor.next() != nil { terms.append(cursor.term) }
    return terms
  }

  @Test(arguments: [0, 1, 2, 31, 32, 33, 64, 65, 700])
  func everyTermIsFoundWithWhatIsKnownOfIt(count: Int) throws {
    let entries = Self.entries(count: count, seed: UInt64(count))
    let dictionary = try make(entries)
    #expect(dictionary.termCount == count)
    #expect(try walk(dictionary) == entries.map(\.term))
    for entry in entries {
      let found = try info(dictionary, entry.term)
      if found != entry.info { Issue.record("\(entry) came back as \(String(describing: found))") }
    }
  }

  @Test func absentTermsAreNotFound() throws {
    let entries = Self.entries(count: 500, seed: 1)
    let dictionary = try make(entries)
    let present = Set(entries.map(\.term))
    var random = StorageRandom(seed: 2)
    var absent: [[UInt8]] = [[], [0xFF, 0xFF, 0xFF, 0xFF], Array(repeating: 0x61, count: 400)]
    for entry in entries {
      absent += [entry.term + [0], Array(entry.term.dropLast()), entry.term + [0xFF, 0x01]]
      var other = entry.term
      other[Int.random(in: 0..<other.count, using: &random)] ^= 1
      absent.append(other)
    }
    for term in absent where !present.contains(term) {
      if try info(dictionary, term) != nil { Issue.record("\(term) is not in the dictionary") }
    }
  }

  @Test func aWalkBeginsAtTheFirstTermThatIsNotSmaller() throws {
    let entries = Self.entries(count: 300, seed: 3)
    let dictionary = try make(entries)
    let terms = entries.map(\.term)
    var starts: [[UInt8]] = [[], [0], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]]
    for term in terms.indices where term % 7 == 0 {
      starts += [terms[term], terms[term] + [0], Array(terms[term].prefix(2))]
    }
    for start in starts {
      let expected = terms.drop { $0.lexicographicallyPrecedes(start) }
      if try walk(dictionary, from: start) != Array(expected) { Issue.record("from \(start)") }
    }
  }

  @Test func termsWithAPrefixFollowOneAnother() throws {
    let entries = Self.entries(count: 400, seed: 4)
    let dictionary = try make(entries)
    let prefixes = Set(
      entries.indices.filter { $0 % 20 == 0 }.flatMap { place in
        (1...4).map { Array(entries[place].term.prefix($0)) }
      }
    )
    for prefix in prefixes {
      var found: [[UInt8]] = []
      try prefix.withUnsafeBytesThrowing { start throws(StorageError) in
        try dictionary.forEachTerm(from: start) { term, _ in
          guard term.starts(with: prefix) else { return false }
          found.append(Array(term))
          return true
        }
      }
      let expected = entries.map(\.term).filter { $0.starts(with: prefix) }
      #expect(found == expected && !found.isEmpty)
    }
  }

  @Test func aSingletonOfAKeyInOrderTakesOneByteForItsDocument() throws {
    let entries = (0..<320).map { number in
      Entry(
        term: Array("\(1_000 + number)".utf8),
        info: TermInfo(
          documentFrequency: 1,
          wordDocumentFrequency: 1,
          hasPositions: false,
          singleton: TermInfo.Singleton(document: UInt32(number), frequency: 1, wordFrequency: 1),
          postings: 0..<0,
          positions: 0..<0
        ),
        mode: .all
      )
    }
    let directory = MemoryDirectory()
    let layout = try Self.write(entries, to: directory)
    // Lengths, one byte of suffix, marks, document.
    #expect(layout.blocksLength <= 320 * 4 + 10 * 6 + 32)
  }

  // MARK: - Damage

  /// Damaged bytes, behind a footer that fits them: what a reader sees that did not verify them.
  private func exercise(_ body: [UInt8], _ layout: TermDictionary.Layout, _ entries: [Entry]) throws
  {
    let directory = MemoryDirectory()
    let output = try ChecksummedWriter(directory: directory, name: "terms", kind: .terms)
    try output.write(body)
    try output.finish()
    do throws(StorageError) {
      let dictionary = try Self.open(directory, layout, entries)
      var fault: String?
      for entry in entries where entry.term.count % 5 == 0 {
        _ = try entry.term.withUnsafeBytesThrowing { bytes throws(StorageError) in
          try dictionary.info(for: bytes)
        }
      }
      var count = 0
      var cursor = try dictionary.makeCursor(from: UnsafeRawBufferPointer(start: nil, count: 0))
      while let info = try cursor.next() {
        count += 1
        let isInside =
          info.documentFrequency <= 5_000 && info.documentFrequency > 0
          && info.singleton.map { $0.document < 5_000 && $0.frequency > 0 } ?? true
          && info.postings.upperBound <= entries.last?.info.postings.upperBound ?? 0
          && info.positions.upperBound <= entries.last?.info.positions.upperBound ?? 0
        if !isInside || count > 200 { fault = "\(info)" }
      }
      #expect(fault == nil)
    } catch {
      if case .damaged(let file, _) = error {
        #expect(file.hasSuffix("terms"))
      } else {
        Issue.record("\(error)")
      }
    }
  }

  @Test func damagedBytesGiveErrorsThatNameTheFile() throws {
    let entries = Self.entries(count: 100, seed: 5)
    let directory = MemoryDirectory()
    let layout = try Self.write(entries, to: directory)
    let body = Array(try directory.contents("terms").dropLast(24))
    var random = StorageRandom(seed: 6)
    for place in body.indices where place % 3 == 0 {
      var damaged = body
      damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try exercise(damaged, layout, entries)
    }
    for count in stride(from: 0, to: body.count, by: 41) {
      try exercise(Array(body.prefix(count)), layout, entries)
    }
    for _ in 0..<100 { try exercise(random.bytes(count: body.count), layout, entries) }
  }

  @Test func aLayoutThatDoesNotFitIsRefused() throws {
    let entries = Self.entries(count: 100, seed: 7)
    let directory = MemoryDirectory()
    let layout = try Self.write(entries, to: directory)
    let paths: [WritableKeyPath<TermDictionary.Layout, UInt64>] = [
      \.start, \.blocksLength, \.keysLength, \.blockCount, \.termCount,
    ]
    for path in paths {
      for value in [1 << 20, 1 << 32, UInt64(Int64.max), .max, .max - 3] {
        var wrong = layout
        wrong[keyPath: path] = value
        #expect(throws: StorageError.self) { try Self.open(directory, wrong, entries) }
      }
    }
  }
}
