/// Encodes one term's posting list.
///
/// A posting is a document, the term's frequency in it, and how many of those occurrences are
/// *words* (the others are bigrams or characters inside of longer words). So one list serves the
/// three streams of a Chinese field: 合同 is a bigram wherever it stands, and mostly a word too; a
/// list of its own for either stream would repeat the other.
///
/// Grammar of a list of `n` postings, `n >= 2` (a single posting lies in the term dictionary), with
/// `full = n / 128`:
/// ```
/// list    := flags:u8 tailImpact:u8 group{ceil(full / 32)} entry{full} block{full} tail
/// group   := lastDocument:u32 blocksEnd:u32 positionsEnd:u32 impact:u8
/// entry   := lastDocumentDelta:(u16 | u32) blockLength:(u8 | u16) impact:u8
///            positionsLength:(u16 | u32)
/// block   := documents frequencies [ words ]
/// documents   := header:u8 ( patched | bitmap )
/// bitmap      := u64{header & 0x7F}         header bit 7 set; bit i is document first + i
/// frequencies := header:u8 patched          of frequency - 1; header bit 7 set: words follow
/// words       := 0xFF | header:u8 patched   0xFF: no occurrence is a word; else of
///                                           frequency - words, or of words if header bit 7 is set
/// tail    := posting{n % 128}               a string of bits, lowest first
/// posting := golomb(gap) golomb0(frequency - 1) [ differs:1 [ golomb0(frequency - words - 1) ] ]
/// ```
/// `patched` is a block of ``PatchedFrameOfReference``, `golomb` an exponential Golomb code (see
/// ``BitWriter/appendGolomb(_:order:)``) of the list's order, `golomb0` one of order 0. Gaps are
/// `document - previous - 1`, the document before the first being -1. `flags` bit 0: deltas take
/// four bytes and block lengths two; bit 1: position lengths take four bytes; bits 2 and 3: the list's ``WordMode``; bit 4:
/// the list has positions (without it, `positionsEnd` and `positionsLength` are absent); bits 5 to
/// 7: half the order of the tail's Golomb codes. In a tail, `differs` stands only where the word
/// mode is mixed, and what follows it only where the frequency is above one.
///
/// Worked example: documents 3 and 7, frequency 1 and 2, all words, no positions: `20 41` (flags with
/// half the order, which is 2; an impact code), then the bits `111` (gap 3: a one, low bits `11`),
/// `1` (frequency 1), `111` (gap 3), `010` (frequency 2), filled up with zeros: `7F 01`.
///
/// Positions lie in a file of their own, one document's ``PositionCode`` after the other; each block
/// and the tail start on a byte boundary.
///
/// Sources: blocks of 128 with skip data and impacts as in Lucene's postings format and Ding and
/// Suel's block-max index; dense blocks as bitmaps as in Roaring (Lemire et al. 2018).
struct PostingsEncoder {
  static let blocksPerGroup = 32
  static let wideEntriesFlag: UInt8 = 1
  static let widePositionsFlag: UInt8 = 2
  static let positionsFlag: UInt8 = 16
  static let noWords: UInt8 = 0xFF
  static let wordsFlag: UInt8 = 0x80
  static let highestTailOrder = 14

  /// Whether all, none or some of the postings' occurrences are words.
  enum WordMode: UInt8 {
    case all = 0
    case none = 1
    case mixed = 2
  }

  private struct Skip {
    var lastDocument: UInt32
    var blockLength: Int
    var positionsLength: Int
    var impact: UInt8
  }

  private(set) var hasPositions: Bool
  private var documents: [UInt32] = []
  private var frequencies: [UInt32] = []
  private var deficits: [UInt32] = []
  private var previous: Int64 = -1
  private var impact: Float = 0
  private var skips: [Skip] = []
  private var blocks: [UInt8] = []
  private var positions = BitWriter()
  private var positionsStart = 0
  private var sawWord = false
  private var sawOther = false

  private(set) var documentFrequency = 0
  private(set) var wordDocumentFrequency = 0

  init(hasPositions: Bool) {
    self.hasPositions = hasPositions
    documents.reserveCapacity(BitPacking.blockSize)
    frequencies.reserveCapacity(BitPacking.blockSize)
    deficits.reserveCapacity(BitPacking.blockSize)
  }

  /// Makes the encoder ready for another term, keeping its buffers.
  mutating func reset(hasPositions: Bool) {
    self.hasPositions = hasPositions
    documents.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    deficits.removeAll(keepingCapacity: true)
    skips.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    positions.removeAll()
    previous = -1
    impact = 0
    positionsStart = 0
    sawWord = false
    sawOther = false
    documentFrequency = 0
    wordDocumentFrequency = 0
  }

  /// Adds a posting. Documents must ascend.
  ///
  /// - Parameters:
  ///   - impact: frequency / B(length), what ``Impact`` bounds.
  ///   - longest: the longest length that the document's norm stands for; positions are below it.
  mutating func add(
    document: UInt32,
    frequency: UInt32,
    wordFrequency: UInt32,
    impact: Float,
    positions newPositions: UnsafeBufferPointer<UInt32>,
    longest: Int
  ) {
    documents.append(document)
    frequencies.append(frequency - 1)
    deficits.append(frequency - wordFrequency)
    if wordFrequency > 0 {
      sawWord = true
      wordDocumentFrequency += 1
    }
    if wordFrequency != frequency { sawOther = true }
    self.impact = max(self.impact, impact)
    documentFrequency += 1
    if hasPositions {
      PositionCode(frequency: frequency, longest: longest).encode(newPositions, into: &positions)
    }
    if documents.count == BitPacking.blockSize { flushBlock() }
  }

  /// Whether the occurrences so far are words.
  var wordMode: WordMode { sawOther ? (sawWord ? .mixed : .none) : .all }

  /// The only posting, where there is just one.
  var singleton: (document: UInt32, frequency: UInt32, wordFrequency: UInt32)? {
    guard documentFrequency == 1, let document = documents.first, let frequency = frequencies.first,
      let deficit = deficits.first
    else { return nil }
    return (document, frequency + 1, frequency + 1 - deficit)
  }

  /// Ends the term: appends its list (nothing for a singleton) and its positions.
  mutating func finish(postings output: inout [UInt8], positions positionOutput: inout [UInt8]) {
    positions.alignToByte()
    positionOutput.append(contentsOf: positions.bytes)
    guard documentFrequency > 1 else { return }
    var flags = wordMode.rawValue << 2
    var before: Int64 = -1
    for skip in skips {
      if Int64(skip.lastDocument) - before > Int64(UInt16.max)
        || skip.blockLength > Int(UInt8.max)
      {
        flags |= Self.wideEntriesFlag
      }
      if skip.positionsLength > Int(UInt16.max) { flags |= Self.widePositionsFlag }
      before = Int64(skip.lastDocument)
    }
    if hasPositions { flags |= Self.positionsFlag }
    let order = tailOrder
    flags |= UInt8(order / 2) << 5
    output.append(flags)
    output.append(Impact.code(atLeast: impact))
    appendGroups(to: &output)
    appendEntries(flags: flags, to: &output)
    output.append(contentsOf: blocks)
    appendTail(order: order, to: &output)
  }

  private func appendGroups(to output: inout [UInt8]) {
    var blocksEnd = 0
    var positionsEnd = 0
    for start in stride(from: 0, to: skips.count, by: Self.blocksPerGroup) {
      let group = skips[start..<min(start + Self.blocksPerGroup, skips.count)]
      var impact: UInt8 = 0
      var lastDocument: UInt32 = 0
      for skip in group {
        blocksEnd += skip.blockLength
        positionsEnd += skip.positionsLength
        impact = max(impact, skip.impact)
        lastDocument = skip.lastDocument
      }
      output.appendLittleEndian(lastDocument)
      output.appendLittleEndian(UInt32(truncatingIfNeeded: blocksEnd))
      if hasPositions { output.appendLittleEndian(UInt32(truncatingIfNeeded: positionsEnd)) }
      output.append(impact)
    }
  }

  private func appendEntries(flags: UInt8, to output: inout [UInt8]) {
    var before: Int64 = -1
    for skip in skips {
      let delta = Int64(skip.lastDocument) - before
      before = Int64(skip.lastDocument)
      if flags & Self.wideEntriesFlag != 0 {
        output.appendLittleEndian(UInt32(truncatingIfNeeded: delta))
        output.appendLittleEndian(UInt16(truncatingIfNeeded: skip.blockLength))
      } else {
        output.appendLittleEndian(UInt16(truncatingIfNeeded: delta))
        output.append(UInt8(truncatingIfNeeded: skip.blockLength))
      }
      output.append(skip.impact)
      guard hasPositions else { continue }
      if flags & Self.widePositionsFlag != 0 {
        output.appendLittleEndian(UInt32(truncatingIfNeeded: skip.positionsLength))
      } else {
        output.appendLittleEndian(UInt16(truncatingIfNeeded: skip.positionsLength))
      }
    }
  }

  /// The Golomb order that makes the tail's gaps shortest.
  private var tailOrder: Int {
    var best = (order: 0, length: Int.max)
    for order in stride(from: 0, through: Self.highestTailOrder, by: 2) {
      var length = 0
      var before = previous
      for document in documents {
        length += BitWriter.golombLength(UInt32(Int64(document) - before - 1), order: order)
        before = Int64(document)
      }
      if length < best.length { best = (order, length) }
    }
    return best.order
  }

  private func appendTail(order: Int, to output: inout [UInt8]) {
    let mixed = wordMode == .mixed
    var bits = BitWriter()
    var before = previous
    for index in documents.indices {
      bits.appendGolomb(UInt32(Int64(documents[index]) - before - 1), order: order)
      before = Int64(documents[index])
      bits.appendGolomb(frequencies[index], order: 0)
      guard mixed else { continue }
      bits.append(deficits[index] > 0 ? 1 : 0, width: 1)
      if deficits[index] > 0 && frequencies[index] > 0 {
        bits.appendGolomb(deficits[index] - 1, order: 0)
      }
    }
    bits.alignToByte()
    output.append(contentsOf: bits.bytes)
  }

  private mutating func flushBlock() {
    let start = blocks.count
    appendDocuments()
    appendFrequencies()
    positions.alignToByte()
    let last = documents[BitPacking.blockSize - 1]
    skips.append(
      Skip(
        lastDocument: last,
        blockLength: blocks.count - start,
        positionsLength: positions.bytes.count - positionsStart,
        impact: Impact.code(atLeast: impact)
      )
    )
    previous = Int64(last)
    positionsStart = positions.bytes.count
    impact = 0
    documents.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    deficits.removeAll(keepingCapacity: true)
  }

  private mutating func appendDocuments() {
    let first = previous + 1
    let span = Int(Int64(documents[BitPacking.blockSize - 1]) - first) + 1
    let words = (span + 63) / 64
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: BitPacking.blockSize) { gaps in
      guard let base = gaps.baseAddress else { return }
      var before = previous
      for index in 0..<BitPacking.blockSize {
        base[index] = UInt32(Int64(documents[index]) - before - 1)
        before = Int64(documents[index])
      }
      let plan = PatchedFrameOfReference.plan(base)
      if plan.cost > words * 8 && words < 0x80 {
        blocks.append(0x80 | UInt8(words))
        var bits = [UInt64](repeating: 0, count: words)
        for document in documents {
          let offset = Int(Int64(document) - first)
          bits[offset >> 6] |= 1 << UInt64(offset & 63)
        }
        for word in bits { blocks.appendLittleEndian(word) }
      } else {
        let headerIndex = blocks.count
        blocks.append(0)
        blocks[headerIndex] = PatchedFrameOfReference.encode(base, width: plan.width, into: &blocks)
      }
    }
  }

  private mutating func appendFrequencies() {
    let differs = deficits.contains { $0 != 0 }
    let headerIndex = blocks.count
    blocks.append(0)
    frequencies.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      let plan = PatchedFrameOfReference.plan(base)
      blocks[headerIndex] = PatchedFrameOfReference.encode(base, width: plan.width, into: &blocks)
    }
    guard differs else { return }
    blocks[headerIndex] |= 0x80
    if zip(frequencies, deficits).allSatisfy({ $0 + 1 == $1 }) {
      blocks.append(Self.noWords)
      return
    }
    appendWords()
  }

  /// Appends how many occurrences are words, or how many are not: whichever takes less room.
  private mutating func appendWords() {
    let words = zip(frequencies, deficits).map { $0 + 1 - $1 }
    let header = blocks.count
    blocks.append(0)
    words.withUnsafeBufferPointer { words in
      deficits.withUnsafeBufferPointer { deficits in
        guard let words = words.baseAddress, let deficits = deficits.baseAddress else { return }
        let wordPlan = PatchedFrameOfReference.plan(words)
        let deficitPlan = PatchedFrameOfReference.plan(deficits)
        if wordPlan.cost < deficitPlan.cost {
          blocks[header] =
            PatchedFrameOfReference.encode(words, width: wordPlan.width, into: &blocks)
            | Self.wordsFlag
        } else {
          blocks[header] = PatchedFrameOfReference.encode(
            deficits,
            width: deficitPlan.width,
            into: &blocks
          )
        }
      }
    }
  }
}
