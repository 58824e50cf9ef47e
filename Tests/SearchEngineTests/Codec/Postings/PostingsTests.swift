import Testing

@testable import SearchEngine

@Suite("Postings")
struct PostingsTests {
  /// Around the ends of blocks (128) and groups (4,096), and far beyond.
  static let counts = [1, 2, 3, 127, 128, 129, 255, 256, 300, 1_000, 4_095, 4_096, 4_224, 9_000]

  private func postings(_ cursor: PostingsCursor, positions: Bool) -> [NaivePosting] {
    var result: [NaivePosting] = []
    var found: [UInt32] = []
    while cursor.document != PostingsCursor.exhausted {
      cursor.readPositions(into: &found)
      result.append(
        NaivePosting(
          document: cursor.document,
          frequency: cursor.frequency(),
          words: cursor.wordFrequency(),
          impact: 0,
          positions: found
        )
      )
      cursor.next()
    }
    return result
  }

  private func withoutImpacts(_ postings: some Sequence<NaivePosting>) -> [NaivePosting] {
    postings.map {
      var posting = $0
      posting.impact = 0
      return posting
    }
  }

  @Test(arguments: ListKind.allCases, counts)
  func walkingGivesEveryPosting(kind: ListKind, count: Int) throws {
    let list = kind.list(count: count, seed: 1)
    let cursor = try #require(list.makeCursor())
    #expect(postings(cursor, positions: true) == withoutImpacts(list.postings))
    #expect(!cursor.isDamaged)
    #expect(list.info.documentFrequency == count)
    #expect(list.info.wordDocumentFrequency == list.postings.count { $0.words > 0 })
    cursor.next()
    #expect(cursor.document == PostingsCursor.exhausted)
  }

  @Test func longListsComeBack() throws {
    for kind in [ListKind.dense, .mixedWords] {
      let list = kind.list(count: 20_000, seed: 2)
      let cursor = try #require(list.makeCursor())
      #expect(postings(cursor, positions: false) == withoutImpacts(list.postings))
    }
  }

  @Test(arguments: ListKind.allCases)
  func advancingFindsWhatWalkingFinds(kind: ListKind) throws {
    for count in Self.counts {
      let list = kind.list(count: count, seed: 3)
      var random = StorageRandom(seed: UInt64(count))
      for longest in [3, 200, 5_000, 200_000] as [UInt32] {
        let cursor = try #require(list.makeCursor())
        var place = 0
        var isRight = true
        var found: [UInt32] = []
        while cursor.document != PostingsCursor.exhausted {
          let expected = list.postings[place]
          isRight = isRight && cursor.document == expected.document
          if Bool.random(using: &random) {
            isRight = isRight && cursor.frequency() == expected.frequency
            isRight = isRight && cursor.wordFrequency() == expected.words
          }
          if kind == .positions && Bool.random(using: &random) {
            cursor.readPositions(into: &found)
            isRight = isRight && found == expected.positions
          }
          let step = UInt32.random(in: 0...longest, using: &random)
          let target = expected.document + step
          cursor.advance(to: target)
          while place < count && list.postings[place].document < target { place += 1 }
          if step == 0 {
            cursor.next()
            place += 1
          }
          guard place < count else { break }
        }
        #expect(isRight && !cursor.isDamaged)
        #expect(place == count && cursor.document == PostingsCursor.exhausted)
      }
    }
  }

  @Test(arguments: ListKind.allCases)
  func noPostingIsAboveTheImpactOfItsRange(kind: ListKind) throws {
    for count in Self.counts where count > 1 {
      let list = kind.list(count: count, seed: 4)
      let highest = list.postings.map(\.impact).max() ?? 0
      for longest in [30, 4_096, 100_000] as [UInt32] {
        let cursor = try #require(list.makeCursor())
        #expect(cursor.highestImpact >= highest)
        var random = StorageRandom(seed: UInt64(longest))
        var place = 0
        var isBound = true
        // Ranges that begin far from each other leap over groups.
        var start: UInt32 = 0
        while start < list.documentCount {
          let end = start + .random(in: 1...longest, using: &random)
          var expected: Float = 0
          while place < count && list.postings[place].document < end {
            expected = max(expected, list.postings[place].impact)
            place += 1
          }
          isBound = isBound && cursor.highestImpact(from: start, before: end) >= expected
          start = end
          if Int.random(in: 0..<3, using: &random) == 0 {
            start += .random(in: 0...40 * longest, using: &random)
            while place < count && list.postings[place].document < start { place += 1 }
          }
        }
        #expect(isBound)
      }
    }
  }

  /// Pruning is only worth its name if a bound is not that of the whole list.
  @Test func theImpactOfAQuietStretchIsLow() throws {
    var list = ListKind.dense.list(count: 3_000, seed: 5).postings
    for place in list.indices { list[place].impact = place < 1_500 ? 0.5 : 60 }
    let norms = [UInt8](repeating: 9, count: Int(list.last?.document ?? 0) + 1)
    let encoded = EncodedList(list, norms: norms, hasPositions: false)
    let cursor = try #require(encoded.makeCursor())
    #expect(cursor.highestImpact(from: 0, before: list[1_300].document) < 0.53)
    #expect(cursor.highestImpact(from: list[2_000].document, before: .max) >= 60)
  }

  @Test func theWorkedExampleHolds() {
    let postings = [
      NaivePosting(document: 3, frequency: 1, words: 1, impact: 1.1),
      NaivePosting(document: 7, frequency: 2, words: 2, impact: 1.1),
    ]
    let list = EncodedList(postings, norms: Array(repeating: 1, count: 8), hasPositions: false)
    #expect(list.bytes == [0x20, Impact.code(atLeast: 1.1), 0x7F, 0x01])
  }

  @Test func aDenseListTakesAboutABitADocument() {
    let list = ListKind.dense.list(count: 20_000, seed: 6)
    #expect(list.bytes.count < 20_000 * 3 / 8 + 20_000 / 128 * 8 + list.postings.count / 3)
  }

  @Test func anEncoderStartsAnewAfterReset() throws {
    var encoder = PostingsEncoder(hasPositions: false)
    var (bytes, positions, again): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    func fill(_ encoder: inout PostingsEncoder) {
      for document in 0..<500 as Range<UInt32> {
        encoder.add(
          document: document * 3,
          frequency: document % 4 + 1,
          wordFrequency: document % 2,
          impact: Float(document),
          positions: UnsafeBufferPointer(start: nil, count: 0),
          longest: 0
        )
      }
    }
    fill(&encoder)
    encoder.finish(postings: &bytes, positions: &positions)
    encoder.reset(hasPositions: false)
    fill(&encoder)
    encoder.finish(postings: &again, positions: &positions)
    #expect(bytes == again)
  }
}

/// Whatever a list's bytes are: no crash, no document outside of the segment, no endless walk, and
/// ascending documents, on which phrases and merges rely.
@Suite("Damaged postings")
struct DamagedPostingsTests {
  /// Walks and leaps through a list; says what a caller could not cope with.
  private func exercise(_ list: EncodedList, _ bytes: [UInt8], sourceLocation: SourceLocation) {
    var fault: String?
    func check(_ holds: Bool, _ what: @autoclosure () -> String) {
      if !holds && fault == nil { fault = what() }
    }
    var steps = 0
    var previous: Int64 = -1
    var positions: [UInt32] = []
    if let cursor = list.makeCursor(bytes: bytes) {
      while cursor.document != PostingsCursor.exhausted, steps <= list.postings.count {
        check(cursor.document < list.documentCount, "document \(cursor.document)")
        check(Int64(cursor.document) > previous, "\(cursor.document) after \(previous)")
        previous = Int64(cursor.document)
        check(cursor.frequency() > 0, "a frequency of zero")
        check(cursor.wordFrequency() <= cursor.frequency(), "more words than occurrences")
        if steps % 16 == 0 { cursor.readPositions(into: &positions) }
        steps += 1
        cursor.next()
      }
      check(steps <= list.postings.count, "more postings than the term has documents")
    }
    if let cursor = list.makeCursor(bytes: bytes) {
      previous = -1
      steps = 0
      while cursor.document != PostingsCursor.exhausted, steps <= list.postings.count {
        check(cursor.document < list.documentCount, "document \(cursor.document)")
        check(Int64(cursor.document) > previous, "\(cursor.document) after \(previous)")
        previous = Int64(cursor.document)
        _ = cursor.highestImpact(from: cursor.document, before: cursor.document + 300)
        cursor.advance(to: cursor.document + 211)
        steps += 1
      }
      check(steps <= list.postings.count, "leaps without end")
      _ = cursor.highestImpact
    }
    #expect(fault == nil, sourceLocation: sourceLocation)
  }

  @Test(arguments: ListKind.allCases)
  func aFlippedBitDoesNoHarm(kind: ListKind) {
    var random = StorageRandom(seed: 7)
    for count in [2, 90, 300, 4_300] {
      let list = kind.list(count: count, seed: 7)
      let head = min(list.bytes.count, 60)
      let rounds = count == 4_300 ? 8 : 60
      let places =
        Array(0..<min(head, rounds))
        + (0..<rounds).map { _ in
          Int.random(in: 0..<list.bytes.count, using: &random)
        }
      for place in places {
        var bytes = list.bytes
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        exercise(list, bytes, sourceLocation: #_sourceLocation)
      }
    }
  }

  @Test(arguments: ListKind.allCases)
  func bytesThatEndTooSoonDoNoHarm(kind: ListKind) {
    var random = StorageRandom(seed: 8)
    let list = kind.list(count: 400, seed: 8)
    for count in Array(0..<40)
      + (0..<60).map({ _ in .random(in: 0..<list.bytes.count, using: &random) })
    {
      exercise(list, Array(list.bytes.prefix(count)), sourceLocation: #_sourceLocation)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func randomBytesDoNoHarm(seed: UInt64) {
    var random = StorageRandom(seed: seed)
    for count in [3, 130, 700] {
      let list = ListKind.positions.list(count: count, seed: seed)
      for _ in 0..<100 {
        var bytes = random.bytes(count: .random(in: 2...1_200, using: &random))
        // Mostly with flags that make sense, else nothing but the head is read.
        if Bool.random(using: &random) { bytes[0] &= 0x17 }
        exercise(list, bytes, sourceLocation: #_sourceLocation)
      }
    }
  }

  /// A gap of nearly 2^32 wraps around to a document that is in range, but behind the one before.
  @Test func aGapThatWrapsAroundIsFound() throws {
    let list = ListKind.dense.list(count: 256, seed: 9)
    var gaps = [UInt32](repeating: 0, count: 128)
    gaps[64] = .max - 20
    var block: [UInt8] = []
    let header = gaps.withUnsafeBufferPointer { gaps -> UInt8 in
      guard let base = gaps.baseAddress else { return 0 }
      return PatchedFrameOfReference.encode(base, width: 0, into: &block)
    }
    block = [header] + block + [0]
    // Two blocks of that kind behind the skip data of the true list.
    var bytes = Array(list.bytes.prefix(2))
    bytes.appendLittleEndian(UInt32(200))
    bytes.appendLittleEndian(UInt32(2 * block.count))
    bytes.append(0)
    for _ in 0..<2 {
      bytes.appendLittleEndian(UInt16(100))
      bytes.appendLittleEndian(UInt16(block.count))
      bytes.append(0)
    }
    exercise(list, bytes + block + block, sourceLocation: #_sourceLocation)
  }
}
