#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One field's sorted terms, read in place from the mapped file. See ``TermDictionaryWriter`` for
/// the grammar.
///
/// A look-up is a binary search over the blocks' first terms and one block read: O(log terms).
struct TermDictionary: Sendable {
  /// Where a field's dictionary lies in the terms file; five variable integers in the segment's
  /// field table.
  struct Layout: Equatable, Sendable {
    var start: UInt64
    var blocksLength: UInt64
    var keysLength: UInt64
    var blockCount: UInt64
    var termCount: UInt64
  }

  let termCount: Int
  private let file: MappedFile
  private let blocks: Range<Int>
  private let keys: Range<Int>
  private let indexOffset: Int
  private let blockCount: Int
  private let postingsLength: Int
  private let positionsLength: Int
  private let documentCount: UInt32

  /// - Parameters:
  ///   - postingsLength: bytes of the postings file, within which every list must lie.
  /// - Throws: ``StorageError/damaged(file:reason:)`` where the parts do not fit into the file.
  init(
    _ terms: ChecksummedFile,
    layout: Layout,
    postingsLength: Int,
    positionsLength: Int,
    documentCount: UInt32
  ) throws(StorageError) {
    let bodyLength = UInt64(terms.body.count)
    let limit = bodyLength &+ 1
    let indexLength = layout.blockCount.multipliedReportingOverflow(by: 8)
    guard layout.start < limit, layout.blocksLength < limit, layout.keysLength < limit,
      !indexLength.overflow, indexLength.partialValue < limit,
      layout.start + layout.blocksLength + layout.keysLength + indexLength.partialValue + 4
        <= bodyLength,
      layout.termCount <= layout.blockCount * UInt64(TermDictionaryWriter.blockSize),
      layout.blockCount <= layout.termCount
    else { throw terms.file.damaged("a field's dictionary does not fit into it") }
    file = terms.file
    let start = Int(layout.start)
    blocks = start..<start + Int(layout.blocksLength)
    keys = blocks.upperBound..<blocks.upperBound + Int(layout.keysLength)
    indexOffset = keys.upperBound
    blockCount = Int(layout.blockCount)
    termCount = Int(layout.termCount)
    self.postingsLength = postingsLength
    self.positionsLength = positionsLength
    self.documentCount = documentCount
  }

  // MARK: - Looking up

  /// What is known of `term`, or `nil` where no document holds it.
  func info(for term: UnsafeRawBufferPointer) throws(StorageError) -> TermInfo? {
    guard let block = try blockIndex(holding: term) else { return nil }
    var reader = try EntryReader(self, block: block)
    while try reader.next() {
      let order = reader.compare(to: term)
      if order == 0 { return reader.info }
      if order > 0 { return nil }
    }
    return nil
  }

  /// Calls `body` with each term from `start` on, in order, until it returns false.
  func forEachTerm(
    from start: UnsafeRawBufferPointer,
    _ body: (_ term: UnsafeRawBufferPointer, _ info: TermInfo) throws(StorageError) -> Bool
  ) throws(StorageError) {
    var cursor = try makeCursor(from: start)
    while let info = try cursor.next() {
      var goesOn = true
      var failure: StorageError?
      cursor.term.withUnsafeBytes { term in
        do throws(StorageError) {
          goesOn = try body(term, info)
        } catch { failure = error }
      }
      if let failure { throw failure }
      guard goesOn else { return }
    }
  }

  /// Walks the terms in order, from the first that is at least `start`.
  func makeCursor(from start: UnsafeRawBufferPointer) throws(StorageError) -> Cursor {
    let block = try blockIndex(holding: start) ?? 0
    return Cursor(dictionary: self, block: block, start: Array(start))
  }

  /// Walks the terms in order.
  struct Cursor {
    private let dictionary: TermDictionary
    private var block: Int
    private var reader: EntryReader?
    private var start: [UInt8]

    /// The bytes of the current term.
    var term: [UInt8] { reader?.term ?? [] }

    init(dictionary: TermDictionary, block: Int, start: [UInt8]) {
      self.dictionary = dictionary
      self.block = block
      self.start = start
    }

    /// Steps to the next term, `nil` after the last.
    mutating func next() throws(StorageError) -> TermInfo? {
      while true {
        if reader == nil {
          guard block < dictionary.blockCount else { return nil }
          reader = try EntryReader(dictionary, block: block)
          block += 1
        }
        if try reader?.next() == true, let reader {
          if !start.isEmpty {
            let order = start.withUnsafeBytes { reader.compare(to: $0) }
            if order < 0 { continue }
            start = []
          }
          return reader.info
        }
        reader = nil
      }
    }
  }

  private func indexEntry(_ block: Int) throws(StorageError) -> (block: Int, key: Range<Int>) {
    let base = indexOffset + block * 8
    let bytes = file.bytes
    let offset = Int(
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: base, as: UInt32.self))
    )
    let key = Int(
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: base + 4, as: UInt32.self))
    )
    let nextKeyOffset = block + 1 < blockCount ? base + 12 : base + 8
    let nextKey = Int(
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: nextKeyOffset, as: UInt32.self))
    )
    guard offset <= blocks.count, key <= nextKey, nextKey <= keys.count else {
      throw file.damaged("the index of a term dictionary points outside of it")
    }
    return (blocks.lowerBound + offset, keys.lowerBound + key..<keys.lowerBound + nextKey)
  }

  /// The block that holds `term` if any does: the last whose first term is not greater.
  private func blockIndex(holding term: UnsafeRawBufferPointer) throws(StorageError) -> Int? {
    var low = 0
    var high = blockCount
    while low < high {
      let middle = (low + high) / 2
      let key = try indexEntry(middle).key
      if Self.compare(UnsafeRawBufferPointer(rebasing: file.bytes[key]), term) <= 0 {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low == 0 ? nil : low - 1
  }

  /// Byte order: negative, zero or positive.
  @inline(__always)
  static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let shared = min(left.count, right.count)
    if shared > 0, let a = left.baseAddress, let b = right.baseAddress {
      let order = memcmp(a, b, shared)
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }

  // MARK: - Reading a block

  /// Reads the entries of one block.
  struct EntryReader {
    private let dictionary: TermDictionary
    private var reader: ByteReader
    private var remaining: Int
    private var isFirst = true
    private var previousSingleton: Int64 = 0
    private var postingsEnd: Int
    private var positionsEnd: Int
    private(set) var term: [UInt8]
    private(set) var info = TermInfo(
      documentFrequency: 0,
      wordDocumentFrequency: 0,
      hasPositions: false,
      singleton: nil,
      postings: 0..<0,
      positions: 0..<0
    )

    init(_ dictionary: TermDictionary, block: Int) throws(StorageError) {
      self.dictionary = dictionary
      let entry = try dictionary.indexEntry(block)
      reader = ByteReader(
        UnsafeRawBufferPointer(
          rebasing: dictionary.file.bytes[entry.block..<dictionary.blocks.upperBound]
        ),
        file: dictionary.file.path
      )
      postingsEnd = try reader.readVariable(upTo: dictionary.postingsLength)
      positionsEnd = try reader.readVariable(upTo: dictionary.positionsLength)
      remaining = min(
        TermDictionaryWriter.blockSize,
        dictionary.termCount - block * TermDictionaryWriter.blockSize
      )
      term = Array(dictionary.file.bytes[entry.key])
    }

    /// Steps to the next entry of the block; false after its last.
    mutating func next() throws(StorageError) -> Bool {
      guard remaining > 0 else { return false }
      remaining -= 1
      let lengths = try reader.readUInt8()
      if isFirst {
        isFirst = false
      } else {
        var shared = Int(lengths >> 4)
        var suffix = Int(lengths & 15)
        if shared == 15 { shared = try reader.readVariable(upTo: term.count) }
        if suffix == 15 { suffix = try reader.readVariable(upTo: reader.remaining) }
        guard shared <= term.count else {
          throw reader.damaged("a term shares more bytes than the term before it has")
        }
        term.removeSubrange(shared...)
        term.append(contentsOf: try reader.readBytes(count: suffix))
      }
      try readStatistics()
      return true
    }

    private mutating func readStatistics() throws(StorageError) {
      let marks = try reader.readVariable()
      let documents = marks >> 3
      guard documents > 0, documents <= UInt64(dictionary.documentCount),
        let mode = PostingsEncoder.WordMode(rawValue: UInt8(marks & 3))
      else { throw reader.damaged("a term's document frequency is out of range") }
      let count = Int(documents)
      info.documentFrequency = count
      info.hasPositions = marks & 4 != 0
      switch mode {
      case .all: info.wordDocumentFrequency = count
      case .none: info.wordDocumentFrequency = 0
      case .mixed: info.wordDocumentFrequency = try reader.readVariable(upTo: count)
      }
      if count == 1 {
        let code = try reader.readVariable()
        let zigzag = code >> 1
        let delta = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
        let document = previousSingleton &+ delta
        guard (0..<Int64(dictionary.documentCount)).contains(document) else {
          throw reader.damaged("a term's only document is past the segment's end")
        }
        previousSingleton = document
        let frequency =
          code & 1 == 0 ? 1 : try reader.readVariable(upTo: Int(Int32.max) - 2) + 2
        var words = mode == .all ? frequency : 0
        if mode == .mixed { words = try reader.readVariable(upTo: frequency) }
        info.singleton = TermInfo.Singleton(
          document: UInt32(document),
          frequency: UInt32(frequency),
          wordFrequency: UInt32(words)
        )
        info.postings = postingsEnd..<postingsEnd
      } else {
        info.singleton = nil
        let length = try reader.readVariable(upTo: dictionary.postingsLength - postingsEnd)
        info.postings = postingsEnd..<postingsEnd + length
        postingsEnd += length
      }
      if info.hasPositions {
        let length = try reader.readVariable(upTo: dictionary.positionsLength - positionsEnd)
        info.positions = positionsEnd..<positionsEnd + length
        positionsEnd += length
      } else {
        info.positions = positionsEnd..<positionsEnd
      }
    }

    /// Orders the current term against another: negative, zero or positive.
    @inline(__always)
    func compare(to other: UnsafeRawBufferPointer) -> Int {
      term.withUnsafeBytes { TermDictionary.compare($0, other) }
    }
  }
}
