/// Walks one term's posting list forwards, block by block, skipping what it need not read.
///
/// The cursor decodes a block's documents when it enters the block, and its frequencies only when
/// they are asked for. It never crashes on damaged bytes: it stops (as though exhausted) and says
/// so in ``isDamaged``; who searches checks that at the end.
final class PostingsCursor {
  /// Past the last document.
  static let exhausted: UInt32 = .max

  let documentFrequency: Int
  /// Documents of the segment; every document the cursor gives is below it.
  let documentCount: UInt32
  private let owner: AnyObject
  private let source: UnsafeRawPointer
  private let sourceLength: Int
  private let positionSource: PositionSource?
  private let wordMode: PostingsEncoder.WordMode
  private let tailCount: Int
  private let tailOrder: Int
  private var skips: SkipReader
  private var boundSkips: SkipReader
  private let storage: UnsafeMutablePointer<UInt32>
  private let singleton: TermInfo.Singleton?

  /// The current block's documents, ascending; `count` of them.
  let documents: UnsafeMutablePointer<UInt32>
  /// The current block's frequencies, once ``loadFrequencies()`` has run.
  let frequencies: UnsafeMutablePointer<UInt32>
  /// The current block's occurrences that are words, once ``loadFrequencies()`` has run.
  let wordFrequencies: UnsafeMutablePointer<UInt32>
  /// Postings in the current block; zero when exhausted.
  private(set) var count = 0
  /// The current posting's place in the block.
  var index = 0
  private var frequencyOffset = 0
  private var frequencyEnd = 0
  private var frequenciesLoaded = false
  /// Whether the bytes broke the grammar somewhere.
  private(set) var isDamaged = false

  /// Where a term's positions lie and how wide each document's are.
  struct PositionSource {
    var bytes: UnsafeRawBufferPointer
    /// One norm a document; the segment guarantees the length.
    var norms: UnsafePointer<UInt8>
  }

  /// - Parameters:
  ///   - owner: what keeps `bytes` (and the positions) in memory.
  ///   - bytes: the term's list, empty for a singleton.
  /// - Returns: `nil` where the list's head does not follow the grammar.
  init?(
    owner: AnyObject,
    info: TermInfo,
    bytes: UnsafeRawBufferPointer,
    positions: PositionSource?,
    documentCount: UInt32
  ) {
    self.owner = owner
    documentFrequency = info.documentFrequency
    self.documentCount = documentCount
    positionSource = positions
    singleton = info.singleton
    let fullBlocks = singleton == nil ? info.documentFrequency / BitPacking.blockSize : 0
    tailCount = singleton == nil ? info.documentFrequency % BitPacking.blockSize : 1
    if let start = bytes.baseAddress, singleton == nil {
      guard bytes.count >= 2, let mode = PostingsEncoder.WordMode(rawValue: (bytes[0] >> 2) & 3)
      else { return nil }
      wordMode = mode
      tailOrder = Int(bytes[0] >> 5) * 2
      guard
        let reader = SkipReader(
          start + 2,
          available: bytes.count - 2,
          fullBlocks: fullBlocks,
          flags: bytes[0],
          tailImpact: bytes[1]
        )
      else { return nil }
      skips = reader
      let head = 2 + reader.byteCount
      source = start + head
      sourceLength = bytes.count - head
    } else {
      guard let singleton, singleton.document < documentCount else { return nil }
      wordMode = .all
      tailOrder = 0
      let placeholder = UnsafeRawPointer(Self.emptyBytes)
      guard
        let reader = SkipReader(
          placeholder,
          available: 0,
          fullBlocks: 0,
          flags: 0,
          tailImpact: singleton.impact
        )
      else { return nil }
      skips = reader
      source = placeholder
      sourceLength = 0
    }
    boundSkips = skips
    storage = .allocate(capacity: 3 * (BitPacking.blockSize + 4))
    storage.initialize(repeating: 0, count: 3 * (BitPacking.blockSize + 4))
    documents = storage
    frequencies = storage + BitPacking.blockSize + 4
    wordFrequencies = storage + 2 * (BitPacking.blockSize + 4)
    loadBlock()
  }

  /// One byte that nobody reads, for lists without bytes of their own.
  nonisolated(unsafe) private static let emptyBytes = UnsafeMutablePointer<UInt8>.allocate(
    capacity: 1
  )

  deinit { storage.deallocate() }

  // MARK: - Walking

  /// The current document, or ``exhausted``.
  @inline(__always) var document: UInt32 { index < count ? documents[index] : Self.exhausted }

  /// Steps to the next posting.
  @inline(__always)
  func next() {
    index &+= 1
    if index >= count { nextBlock() }
  }

  /// Enters the next block, or ends.
  func nextBlock() {
    guard count > 0 else { return }
    guard !skips.isTail else { return end() }
    skips.next()
    loadBlock()
  }

  /// Steps to the first posting from here on whose document is at least `target`.
  @inline(__always)
  func advance(to target: UInt32) {
    guard count > 0 else { return }
    if documents[count &- 1] < target {
      guard !skips.isTail else { return end() }
      skips.seek(target)
      loadBlock()
      guard count > 0 else { return }
      if documents[count &- 1] < target { return end() }
    }
    while index < count && documents[index] < target { index &+= 1 }
  }

  private func end() {
    count = 0
    index = 0
  }

  private func fail() {
    isDamaged = true
    end()
  }

  // MARK: - Values of the current posting

  /// The current posting's frequency.
  @inline(__always)
  func frequency() -> UInt32 {
    if !frequenciesLoaded { loadFrequencies() }
    return frequencies[index]
  }

  /// How many of the current posting's occurrences are words.
  @inline(__always)
  func wordFrequency() -> UInt32 {
    if !frequenciesLoaded { loadFrequencies() }
    return wordFrequencies[index]
  }

  /// Appends the current posting's positions, ascending, to `output` after clearing it.
  func readPositions(into output: inout [UInt32]) {
    output.removeAll(keepingCapacity: true)
    guard let positionSource, index < count else { return }
    if !frequenciesLoaded { loadFrequencies() }
    var bit = skips.positionsOffset &* 8
    for other in 0..<index { bit &+= positionCode(other, positionSource).bitCount }
    guard let base = positionSource.bytes.baseAddress,
      positionCode(index, positionSource).decode(
        base,
        byteCount: positionSource.bytes.count,
        bitOffset: bit,
        into: &output
      )
    else { return fail() }
  }

  @inline(__always)
  private func positionCode(_ posting: Int, _ source: PositionSource) -> PositionCode {
    PositionCode(
      frequency: frequencies[posting],
      longest: LengthNorm.longest(norm: source.norms[Int(documents[posting])])
    )
  }

  // MARK: - Bounds

  /// The highest impact of any posting with a document in `start..<end`. Calls must ask for
  /// ascending ranges.
  func highestImpact(from start: UInt32, before end: UInt32) -> Float {
    boundSkips.seek(start)
    var walk = boundSkips
    var code: UInt8 = 0
    while true {
      code = max(code, walk.impact)
      guard !walk.isTail, walk.last < end &- 1 else { break }
      walk.next()
      if walk.isTail && tailCount == 0 { break }
    }
    if boundSkips.isTail && tailCount == 0 { return 0 }
    return Impact.values[Int(code)]
  }

  /// The highest impact of the whole list.
  var highestImpact: Float { Impact.values[Int(skips.highestImpact)] }

  // MARK: - Decoding

  private func loadBlock() {
    index = 0
    frequenciesLoaded = false
    if skips.isTail { return loadTail() }
    let start = skips.dataOffset
    let length = skips.dataLength
    guard start >= 0, start &+ length <= sourceLength, length > 0 else { return fail() }
    let block = source + start
    let header = block.load(as: UInt8.self)
    var offset = 1
    if header & 0x80 != 0 {
      guard let used = decodeBitmap(words: Int(header & 0x7F), block + 1, available: length - 1)
      else { return fail() }
      offset += used
    } else {
      guard
        let used = PatchedFrameOfReference.decode(
          header: header,
          block + 1,
          available: length - 1,
          into: documents
        )
      else { return fail() }
      offset += used
      let previous = UInt32(truncatingIfNeeded: skips.previousLast)
      guard BitPacking.restoreDocuments(documents, after: previous) < documentCount else {
        return fail()
      }
    }
    // Who walks the list relies on documents that ascend from block to block.
    guard documents[BitPacking.blockSize - 1] == skips.last,
      Int64(documents[0]) > skips.previousLast
    else { return fail() }
    frequencyOffset = start &+ offset
    frequencyEnd = start &+ length
    count = BitPacking.blockSize
  }

  private func decodeBitmap(words: Int, _ source: UnsafeRawPointer, available: Int) -> Int? {
    guard words &* 8 <= available else { return nil }
    let first = UInt32(truncatingIfNeeded: skips.previousLast &+ 1)
    var found = 0
    for word in 0..<words {
      var bits = UInt64(
        littleEndian: source.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self)
      )
      let base = first &+ UInt32(truncatingIfNeeded: word &* 64)
      while bits != 0 {
        guard found < BitPacking.blockSize else { return nil }
        documents[found] = base &+ UInt32(truncatingIfNeeded: bits.trailingZeroBitCount)
        found &+= 1
        bits &= bits &- 1
      }
    }
    guard found == BitPacking.blockSize, documents[found - 1] < documentCount,
      documents[0] <= documents[found - 1]
    else { return nil }
    return words &* 8
  }

  private func loadTail() {
    guard tailCount > 0 else { return end() }
    frequenciesLoaded = true
    if let singleton {
      documents[0] = singleton.document
      frequencies[0] = singleton.frequency
      wordFrequencies[0] = singleton.wordFrequency
      count = 1
      return
    }
    let start = skips.dataOffset
    guard start >= 0, start <= sourceLength else { return fail() }
    guard decodeTail(source + start, byteCount: sourceLength &- start) else { return fail() }
    count = tailCount
  }

  private func decodeTail(_ bits: UnsafeRawPointer, byteCount: Int) -> Bool {
    var offset = 0
    func golomb(_ order: Int) -> UInt32? {
      BitReader.readGolomb(bits, byteCount: byteCount, bitOffset: &offset, order: order)
    }
    var previous = skips.previousLast
    for posting in 0..<tailCount {
      guard let gap = golomb(tailOrder), let more = golomb(0) else { return false }
      let document = previous &+ Int64(gap) &+ 1
      guard document < Int64(documentCount), more < UInt32(Int32.max) else { return false }
      previous = document
      documents[posting] = UInt32(truncatingIfNeeded: document)
      frequencies[posting] = more &+ 1
      switch wordMode {
      case .all: wordFrequencies[posting] = more &+ 1
      case .none: wordFrequencies[posting] = 0
      case .mixed:
        wordFrequencies[posting] = more &+ 1
        let differs = BitReader.read(bits, byteCount: byteCount, bitOffset: offset, width: 1)
        offset &+= 1
        guard differs == 1 else { continue }
        var deficit: UInt32 = 0
        if more > 0 {
          guard let less = golomb(0) else { return false }
          deficit = less
        }
        wordFrequencies[posting] = more &- min(deficit, more)
      }
    }
    return true
  }

  /// Decodes the current block's frequencies, unless that is done.
  func loadFrequencies() {
    guard !frequenciesLoaded, count > 0 else { return }
    frequenciesLoaded = true
    let available = frequencyEnd &- frequencyOffset
    guard available >= 1 else { return failFrequencies() }
    let block = source + frequencyOffset
    let header = block.load(as: UInt8.self)
    guard
      let used = PatchedFrameOfReference.decode(
        header: header & 0x7F,
        block + 1,
        available: available &- 1,
        into: frequencies
      )
    else { return failFrequencies() }
    for posting in 0..<BitPacking.blockSize { frequencies[posting] &+= 1 }
    // Narrow blocks cannot hold a frequency that is out of range, so the others pay for the check.
    if header & PatchedFrameOfReference.exceptionFlag != 0 || header & 0x3F > 30 {
      for posting in 0..<BitPacking.blockSize {
        guard frequencies[posting] &- 1 < UInt32(Int32.max) else { return failFrequencies() }
      }
    }
    guard header & 0x80 != 0 else {
      wordFrequencies.update(from: frequencies, count: BitPacking.blockSize)
      return
    }
    let rest = available &- 1 &- used
    guard rest >= 1 else { return failFrequencies() }
    let words = block + 1 + used
    let wordHeader = words.load(as: UInt8.self)
    if wordHeader == PostingsEncoder.noWords {
      wordFrequencies.update(repeating: 0, count: BitPacking.blockSize)
      return
    }
    guard
      PatchedFrameOfReference.decode(
        header: wordHeader & ~PostingsEncoder.wordsFlag,
        words + 1,
        available: rest &- 1,
        into: wordFrequencies
      ) != nil
    else { return failFrequencies() }
    let areWords = wordHeader & PostingsEncoder.wordsFlag != 0
    for posting in 0..<BitPacking.blockSize {
      let frequency = frequencies[posting]
      let value = min(wordFrequencies[posting], frequency)
      wordFrequencies[posting] = areWords ? value : frequency &- value
    }
  }

  /// Leaves harmless ones behind, so that callers in the middle of a block need no check.
  private func failFrequencies() {
    isDamaged = true
    frequencies.update(repeating: 1, count: BitPacking.blockSize)
    wordFrequencies.update(repeating: 0, count: BitPacking.blockSize)
  }
}
