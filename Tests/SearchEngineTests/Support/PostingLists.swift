@testable import SearchEngine

/// A posting as a test knows it.
struct NaivePosting: Equatable {
  var document: UInt32
  var frequency: UInt32
  var words: UInt32
  var impact: Float
  var positions: [UInt32] = []
}

/// A list as it lies in a segment, and what it was made of.
final class EncodedList {
  let postings: [NaivePosting]
  let norms: [UInt8]
  let info: TermInfo
  var bytes: [UInt8]
  var positions: [UInt8]

  var documentCount: UInt32 { UInt32(norms.count) }

  init(_ postings: [NaivePosting], norms: [UInt8], hasPositions: Bool) {
    self.postings = postings
    self.norms = norms
    var encoder = PostingsEncoder(hasPositions: hasPositions)
    for posting in postings {
      posting.positions.withUnsafeBufferPointer { positions in
        encoder.add(
          document: posting.document,
          frequency: posting.frequency,
          wordFrequency: posting.words,
          impact: posting.impact,
          positions: positions,
          longest: LengthNorm.longest(norm: norms[Int(posting.document)])
        )
      }
    }
    let documentFrequency = encoder.documentFrequency
    let wordDocumentFrequency = encoder.wordDocumentFrequency
    let singleton = encoder.singleton.map {
      TermInfo.Singleton(
        document: $0.document,
        frequency: $0.frequency,
        wordFrequency: $0.wordFrequency
      )
    }
    var (bytes, positions): ([UInt8], [UInt8]) = ([], [])
    encoder.finish(postings: &bytes, positions: &positions)
    (self.bytes, self.positions) = (bytes, positions)
    info = TermInfo(
      documentFrequency: documentFrequency,
      wordDocumentFrequency: wordDocumentFrequency,
      hasPositions: hasPositions,
      singleton: singleton,
      postings: 0..<bytes.count,
      positions: 0..<positions.count
    )
  }

  /// A cursor over a copy of the bytes, each byte of which counts: a sanitizer sees one too many.
  func makeCursor(bytes: [UInt8]? = nil) -> PostingsCursor? {
    let memory = ListMemory(bytes ?? self.bytes, positions: positions, norms: norms)
    return PostingsCursor(
      owner: memory,
      info: info,
      bytes: UnsafeRawBufferPointer(memory.bytes),
      positions: info.hasPositions
        ? memory.norms.baseAddress.map {
          PostingsCursor.PositionSource(
            bytes: UnsafeRawBufferPointer(memory.positions),
            norms: UnsafePointer($0)
          )
        } : nil,
      documentCount: documentCount
    )
  }
}

/// What keeps a list's bytes in memory.
private final class ListMemory {
  let bytes: UnsafeMutableRawBufferPointer
  let positions: UnsafeMutableRawBufferPointer
  let norms: UnsafeMutableBufferPointer<UInt8>

  init(_ bytes: [UInt8], positions: [UInt8], norms: [UInt8]) {
    self.bytes = .allocate(byteCount: bytes.count, alignment: 1)
    self.bytes.copyBytes(from: bytes)
    self.positions = .allocate(byteCount: positions.count, alignment: 1)
    self.positions.copyBytes(from: positions)
    self.norms = .allocate(capacity: norms.count)
    _ = self.norms.initialize(fromContentsOf: norms)
  }

  deinit {
    bytes.deallocate()
    positions.deallocate()
    norms.deallocate()
  }
}

/// The kinds of lists that the format treats differently.
enum ListKind: String, CaseIterable, Sendable {
  /// Nearly every document: bitmaps.
  case dense
  /// Runs of neighbours far apart: bitmaps, patched gaps, wide deltas.
  case clustered
  /// Gaps of thousands: deltas of four bytes.
  case sparse
  /// Up to billions of occurrences.
  case frequent
  case allWords, noWords, mixedWords
  /// Positions, of short and of long documents.
  case positions

  /// A list of `count` postings, like nothing else but another of the same seed.
  func list(count: Int, seed: UInt64) -> EncodedList {
    var random = StorageRandom(seed: seed &* 1_000_003 &+ UInt64(count))
    var documents: [UInt32] = []
    var next: UInt32 = UInt32.random(in: 0...3, using: &random)
    for place in 0..<count {
      documents.append(next)
      next += 1
      switch self {
      case .dense: next += Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0
      case .clustered: next += place % 61 == 60 ? .random(in: 0...30_000, using: &random) : 0
      case .sparse: next += .random(in: 0...1_500, using: &random)
      default: next += .random(in: 0...6, using: &random)
      }
    }
    let documentCount = Int(next) + Int.random(in: 0...5, using: &random)
    var norms = [UInt8](repeating: 20, count: documentCount)
    var postings: [NaivePosting] = []
    for document in documents {
      var frequency: UInt32 =
        Int.random(in: 0..<3, using: &random) > 0 ? 1 : .random(in: 1...6, using: &random)
      if self == .frequent {
        frequency =
          UInt32(truncatingIfNeeded: random.next()) >> UInt32.random(in: 1...31, using: &random)
        frequency = max(frequency, 1)
      }
      var words = frequency
      switch self {
      case .noWords: words = 0
      case .mixedWords:
        // Stretches of each mode, so that blocks differ.
        words = [0, frequency, .random(in: 0...frequency, using: &random)][Int(document / 700 % 3)]
      default: break
      }
      var positions: [UInt32] = []
      if self == .positions {
        let norm = UInt8.random(in: 6...90, using: &random)
        norms[Int(document)] = norm
        let length = LengthNorm.longestLengths[Int(norm)]
        positions = Set(
          (0..<frequency).map { _ in UInt32.random(in: 0..<UInt32(length), using: &random) }
        )
        .sorted()
        frequency = UInt32(positions.count)
        words = min(words, frequency)
      }
      postings.append(
        NaivePosting(
          document: document,
          frequency: frequency,
          words: words,
          impact: Float(frequency) * .random(in: 0.2..<3, using: &random),
          positions: positions
        )
      )
    }
    return EncodedList(postings, norms: norms, hasPositions: self == .positions)
  }
}
