/// Writes one field's sorted terms.
///
/// Grammar of a field's dictionary:
/// ```
/// dictionary  := block{ceil(terms / 32)} keys index
/// block       := postingsStart:variable positionsStart:variable entry{1...32}
/// entry       := lengths:u8 [ shared:variable ] [ suffix:variable ] suffixBytes stats
/// stats       := marks:variable [ wordDocuments:variable ] ( singleton | list )
/// singleton   := documentAndMark:variable [ frequency - 2:variable ] [ words:variable ]
///                [ positionsLength:variable ]
/// list        := postingsLength:variable [ positionsLength:variable ]
/// keys        := the first term of every block, one after the other
/// index       := ( blockOffset:u32 keyOffset:u32 ){blocks} keysEnd:u32
/// ```
/// `lengths` holds the bytes shared with the term before (high half) and the bytes that follow (low
/// half); 15 says that the number stands behind as a variable integer. A block's first term shares
/// nothing and has no suffix: its bytes are its key. `marks` is
/// `documentFrequency << 3 | hasPositions << 2 | wordMode`; `wordDocuments` stands only where some
/// occurrences are words and some are not, and a singleton's `words` likewise. `documentAndMark` is
/// twice the document's distance from the block's singleton before (from document 0 at first), signed
/// as zigzag, plus one where the frequency is above one and follows: keys that come in the documents'
/// order take one byte.
///
/// Worked example: 计算 (6 bytes) after 计划 in two documents, all words, no positions, a list of 9
/// bytes: `33` (three bytes shared, three follow) `E7 AE 97` `10` (2 << 3) `09`.
///
/// Source: prefix-compressed blocks with a sparse index over them, Witten, Moffat and Bell,
/// *Managing Gigabytes*, 1999, section 4.1; one block is read for a look-up.
struct TermDictionaryWriter {
  static let blockSize = 32

  private let output: ChecksummedWriter
  private let start: UInt64
  private var block: [UInt8] = []
  private var termsInBlock = 0
  private var previousSingleton: Int64 = 0
  private var previous: [UInt8] = []
  private var keys: [UInt8] = []
  private var index: [UInt8] = []
  private(set) var termCount = 0

  init(output: ChecksummedWriter) {
    self.output = output
    start = output.offset
  }

  /// Adds a term; terms must ascend by their bytes.
  mutating func add(
    _ term: UnsafeRawBufferPointer,
    info: TermInfo,
    wordMode: PostingsEncoder.WordMode
  ) throws(StorageError) {
    if termsInBlock == Self.blockSize { try flushBlock() }
    if termsInBlock == 0 {
      index.appendLittleEndian(UInt32(truncatingIfNeeded: output.offset - start))
      index.appendLittleEndian(UInt32(truncatingIfNeeded: keys.count))
      keys.append(contentsOf: term)
      block.appendVariable(UInt64(info.postings.lowerBound))
      block.appendVariable(UInt64(info.positions.lowerBound))
      block.append(0)
    } else {
      var shared = 0
      while shared < previous.count && shared < term.count && previous[shared] == term[shared] {
        shared += 1
      }
      let suffix = term.count - shared
      block.append(UInt8(min(shared, 15) << 4 | min(suffix, 15)))
      if shared >= 15 { block.appendVariable(UInt64(shared)) }
      if suffix >= 15 { block.appendVariable(UInt64(suffix)) }
      block.append(contentsOf: UnsafeRawBufferPointer(rebasing: term[shared...]))
    }
    appendStatistics(info, wordMode: wordMode)
    previous.removeAll(keepingCapacity: true)
    previous.append(contentsOf: term)
    termsInBlock += 1
    termCount += 1
  }

  private mutating func appendStatistics(_ info: TermInfo, wordMode: PostingsEncoder.WordMode) {
    block.appendVariable(
      UInt64(info.documentFrequency) << 3 | (info.hasPositions ? 4 : 0) | UInt64(wordMode.rawValue)
    )
    if wordMode == .mixed { block.appendVariable(UInt64(info.wordDocumentFrequency)) }
    if let singleton = info.singleton {
      let delta = Int64(singleton.document) - previousSingleton
      previousSingleton = Int64(singleton.document)
      let zigzag = UInt64(bitPattern: (delta << 1) ^ (delta >> 63))
      block.appendVariable(zigzag << 1 | (singleton.frequency > 1 ? 1 : 0))
      if singleton.frequency > 1 { block.appendVariable(UInt64(singleton.frequency) - 2) }
      if wordMode == .mixed { block.appendVariable(UInt64(singleton.wordFrequency)) }
    } else {
      block.appendVariable(UInt64(info.postings.count))
    }
    if info.hasPositions { block.appendVariable(UInt64(info.positions.count)) }
  }

  private mutating func flushBlock() throws(StorageError) {
    try output.write(block)
    block.removeAll(keepingCapacity: true)
    termsInBlock = 0
    previousSingleton = 0
  }

  /// Writes what is left and says where everything lies.
  mutating func finish() throws(StorageError) -> TermDictionary.Layout {
    if termsInBlock > 0 { try flushBlock() }
    let blocksLength = output.offset - start
    guard blocksLength <= UInt64(UInt32.max) else { throw .diskFull(file: "terms") }
    index.appendLittleEndian(UInt32(truncatingIfNeeded: keys.count))
    try output.write(keys)
    try output.write(index)
    return TermDictionary.Layout(
      start: start,
      blocksLength: blocksLength,
      keysLength: UInt64(keys.count),
      blockCount: UInt64((termCount + Self.blockSize - 1) / Self.blockSize),
      termCount: UInt64(termCount)
    )
  }
}
