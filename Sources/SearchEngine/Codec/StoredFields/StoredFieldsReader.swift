/// Reads the record of any document of a segment, at the cost of inflating a part of one block.
///
/// The body of the file (the footer is ``FileFooter``'s):
///
/// ```
/// body        dictionary block* index
/// dictionary  at most 32 KiB that deflate's window holds before every block; may be empty
/// block       checksum:4 length:variable{records} deflated
/// index       (start:8 firstDocument:4){blocks + 1} dictionaryLength:4 blocks:4 checksum:4
/// ```
///
/// Integers are little endian; `variable` is LEB128. A block holds the records of consecutive
/// documents, transformed by ``HanByteTransform`` and set end to end, as one raw deflate stream (RFC
/// 1951); the lengths are those of the transformed records. Its checksum is the CRC-32 of the rest
/// of the block, the index's that of the dictionary and the index before it: what is given out was
/// verified, although the whole file never is. The last entry of the index is the end of the blocks
/// and the number of documents.
///
/// The two records `AB` and the empty one, without a dictionary:
///
/// ```
/// 00  d4 ad 4e e4                                  CRC-32 of the next six bytes
/// 04  02 00                                        the lengths, 2 and 0
/// 06  73 74 02 00                                  AB, deflated
/// 0a  00 00 00 00 00 00 00 00  00 00 00 00         block 0 starts at 0 with document 0
/// 16  0a 00 00 00 00 00 00 00  02 00 00 00         the blocks end at 10 after two documents
/// 22  00 00 00 00  01 00 00 00  69 0c 98 1a        no dictionary, one block, CRC-32 of the index
/// ```
package struct StoredFieldsReader: Sendable {
  private static let entryByteCount = 12
  private static let tailByteCount = 12

  private let file: ChecksummedFile
  private let dictionaryByteCount: Int
  private let blockCount: Int
  private let indexStart: Int

  /// How many records there are.
  package let documentCount: Int

  /// Opens a segment's records, and checks the block index. Linear in the number of blocks.
  ///
  /// - Parameter documentCount: How many documents the segment has.
  package init(
    directory: any IndexDirectory,
    name: String,
    documentCount: Int
  ) throws(StorageError) {
    file = try ChecksummedFile(directory: directory, name: name, kind: .stored)
    self.documentCount = documentCount
    let body = file.body
    var tail = file.reader
    guard body.count >= Self.tailByteCount else { throw tail.damaged("it has no block index") }
    try tail.seek(to: UInt64(body.count - Self.tailByteCount))
    dictionaryByteCount = Int(try tail.readUInt32())
    blockCount = Int(try tail.readUInt32())
    let checksum = try tail.readUInt32()
    let indexByteCount = (blockCount + 1) * Self.entryByteCount + Self.tailByteCount
    guard dictionaryByteCount <= PresetDictionary.maximumByteCount,
      dictionaryByteCount + indexByteCount <= body.count
    else { throw tail.damaged("its block index is longer than the file") }
    indexStart = body.count - indexByteCount
    var found = UInt(
      extendingChecksum: 0,
      with: UnsafeRawBufferPointer(rebasing: body[..<dictionaryByteCount])
    )
    found = UInt(
      extendingChecksum: found,
      with: UnsafeRawBufferPointer(rebasing: body[indexStart..<body.count - 4])
    )
    guard UInt32(truncatingIfNeeded: found) == checksum else {
      throw tail.damaged("its dictionary and block index do not have the checksum written for them")
    }
    try checkIndex()
  }

  /// The record of one document. Inflates its block up to the record's end.
  package func record(_ document: Int) throws(StorageError) -> [UInt8] {
    let block = try openBlock(holding: document)
    let range = block.range(of: document)
    // Not known to be whole yet: a damaged length asks for more than the block can hold.
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: range.upperBound, alignment: 16)
    defer { scratch.deallocate() }
    try inflate(block, into: scratch)
    return try decode(UnsafeRawBufferPointer(rebasing: scratch[range]), document)
  }

  /// A cursor that keeps the block it inflated last, for reading many documents in order.
  package func makeCursor() -> StoredFieldsCursor { StoredFieldsCursor(self) }

  /// Reads the whole file and compares its checksum.
  package func verifyChecksum() throws(StorageError) {
    try file.verifyChecksum()
  }

  // MARK: Blocks

  /// A block whose checksum was verified, with the places of its records.
  struct Block {
    var documents: Range<Int>
    /// Where each record begins among the inflated bytes; the last entry is where the last ends.
    var boundaries: [Int]
    var deflated: UnsafeRawBufferPointer

    func range(of document: Int) -> Range<Int> {
      let index = document - documents.lowerBound
      return boundaries[index]..<boundaries[index + 1]
    }
  }

  func openBlock(holding document: Int) throws(StorageError) -> Block {
    guard document >= 0, document < documentCount else {
      throw file.file.damaged(
        "document \(document) was asked for, but it has records of \(documentCount) documents"
      )
    }
    // The last block that begins at or before the document.
    var (low, high) = (0, blockCount)
    while high - low > 1 {
      let middle = (low + high) / 2
      if firstDocument(middle) <= document { low = middle } else { high = middle }
    }
    let range = start(low)..<start(low + 1)
    var reader = ByteReader(
      UnsafeRawBufferPointer(rebasing: file.body[range]),
      file: file.file.path
    )
    let checksum = try reader.readUInt32()
    let content = UnsafeRawBufferPointer(rebasing: reader.bytes[4...])
    guard UInt32(truncatingIfNeeded: UInt(extendingChecksum: 0, with: content)) == checksum else {
      throw reader.damaged(
        """
        the block at \(range.lowerBound), which holds the records of documents \
        \(firstDocument(low)) to \(firstDocument(low + 1) - 1), does not have its checksum
        """
      )
    }
    let documents = firstDocument(low)..<firstDocument(low + 1)
    // Caps what a length makes us allocate.
    let limit = content.count * InflateStream.maximumExpansion
    var boundaries = [0]
    boundaries.reserveCapacity(min(documents.count, content.count) + 1)
    var end = 0
    for _ in documents {
      end += try reader.readVariable(upTo: limit - end)
      boundaries.append(end)
    }
    let deflated = try reader.readBytes(count: reader.remaining)
    return Block(documents: documents, boundaries: boundaries, deflated: deflated)
  }

  /// Fills `output` with the first bytes of a block.
  func inflate(
    _ block: Block,
    into output: UnsafeMutableRawBufferPointer
  ) throws(StorageError) {
    let dictionary = UnsafeRawBufferPointer(rebasing: file.body[..<dictionaryByteCount])
    guard InflateStream.decompress(block.deflated, dictionary: dictionary, into: output) else {
      throw file.file.damaged(
        "the records of documents \(block.documents) cannot be inflated to their recorded lengths"
      )
    }
  }

  func decode(
    _ bytes: UnsafeRawBufferPointer,
    _ document: Int
  ) throws(StorageError) -> [UInt8] {
    guard let record = HanByteTransform.decode(bytes) else {
      throw file.file.damaged("the record of document \(document) is malformed")
    }
    return record
  }

  // MARK: Index

  /// Establishes what ``start(_:)`` and ``firstDocument(_:)`` rely on.
  private func checkIndex() throws(StorageError) {
    var reader = ByteReader(
      UnsafeRawBufferPointer(rebasing: file.body[indexStart...]),
      file: file.file.path
    )
    var (end, documents) = (UInt64(dictionaryByteCount), 0)
    for block in 0...blockCount {
      let (start, document) = (try reader.readUInt64(), Int(try reader.readUInt32()))
      guard block == 0 ? start == end && document == 0 : start > end && document > documents
      else { throw reader.damaged("entry \(block) of its block index is out of order") }
      (end, documents) = (start, document)
    }
    guard end == UInt64(indexStart) else {
      throw reader.damaged("its blocks do not end where its block index begins")
    }
    guard documents == documentCount else {
      throw reader.damaged(
        "it has the records of \(documents) documents, but the segment has \(documentCount)"
      )
    }
  }

  private func start(_ block: Int) -> Int {
    let offset = indexStart + block * Self.entryByteCount
    return Int(
      UInt64(littleEndian: file.body.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    )
  }

  private func firstDocument(_ block: Int) -> Int {
    let offset = indexStart + block * Self.entryByteCount + 8
    return Int(
      UInt32(littleEndian: file.body.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    )
  }
}
