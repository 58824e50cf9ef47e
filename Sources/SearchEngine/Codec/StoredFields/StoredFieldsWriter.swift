/// Writes one opaque record for each document of a segment, compressed in blocks.
///
/// ``StoredFieldsReader`` describes the file. Memory: one block, and up to a megabyte at the
/// beginning, from which the segment's dictionary is chosen.
package final class StoredFieldsWriter {
  /// What was chosen by measurement, and what a measurement may vary.
  package struct Parameters: Sendable {
    /// zlib's level. On 60 MB of statutes and 40 MB of news, 9 made files 0.5 % and 0.1 % smaller
    /// than 6 and took no longer (26 to 30 and 40 MB/s): Chinese text has few long matches to chase.
    package var level: Int32 = 9
    /// A block is closed when its transformed records reach this many bytes, about half as many
    /// again in UTF-8. On the statutes 16, 32 and 64 KiB gave files of 23.6, 23.0 and 22.8 % of the
    /// text, and 45, 75 and 155 µs for a record.
    package var blockByteCount = 32 << 10
    /// Whether blocks start from a dictionary.
    package var hasDictionary = true

    /// What zhisou uses.
    package init() {}
  }

  /// More records are not put in one block, so that finding one among empty records stays cheap.
  static let maximumRecordsInBlock = 1024

  private struct Block {
    var bytes: [UInt8] = []
    var lengths: [Int] = []
  }

  private let writer: ChecksummedWriter
  private let parameters: Parameters
  private var block = Block()
  /// Blocks that wait for the dictionary.
  private var waiting: [Block] = []
  private var waitingByteCount = 0
  private var compressor: DeflateStream?
  private var metadataChecksum: UInt = 0
  private var dictionaryByteCount = 0
  private var starts: [UInt64] = []
  private var firstDocuments: [UInt32] = []
  private var blockDocumentCount = 0

  /// How many records were appended.
  package private(set) var documentCount = 0

  /// Creates the file `name`, which must not exist.
  package init(
    directory: any IndexDirectory,
    name: String,
    parameters: Parameters = Parameters()
  ) throws(StorageError) {
    writer = try ChecksummedWriter(directory: directory, name: name, kind: .stored)
    self.parameters = parameters
  }

  /// Appends the record of the next document: any bytes, of any length. Best is UTF-8.
  package func append(_ record: UnsafeRawBufferPointer) throws(StorageError) {
    let encoded = HanByteTransform.encode(record)
    block.bytes += encoded
    block.lengths.append(encoded.count)
    documentCount += 1
    if block.bytes.count >= parameters.blockByteCount
      || block.lengths.count == Self.maximumRecordsInBlock
    {
      try closeBlock()
    }
  }

  /// Appends the record of the next document.
  package func append(_ record: [UInt8]) throws(StorageError) {
    try record.withUnsafeBufferPointer { (record) throws(StorageError) in
      try append(UnsafeRawBufferPointer(record))
    }
  }

  /// Writes what is left, and the block index; makes the file durable and closes it.
  package func finish() throws(StorageError) {
    if !block.lengths.isEmpty { try closeBlock() }
    if compressor == nil { try beginCompression() }
    starts.append(writer.offset)
    firstDocuments.append(UInt32(blockDocumentCount))
    var index: [UInt8] = []
    for (start, document) in zip(starts, firstDocuments) {
      index.append(littleEndian: start)
      index.append(littleEndian: document)
    }
    index.append(littleEndian: UInt32(dictionaryByteCount))
    index.append(littleEndian: UInt32(starts.count - 1))
    metadataChecksum = index.withUnsafeBytes {
      UInt(extendingChecksum: metadataChecksum, with: $0)
    }
    index.append(littleEndian: UInt32(truncatingIfNeeded: metadataChecksum))
    try writer.write(index)
    try writer.finish()
  }

  private func closeBlock() throws(StorageError) {
    let closed = block
    if compressor == nil {
      waiting.append(closed)
      waitingByteCount += closed.bytes.count
      block = Block()
      if waitingByteCount >= PresetDictionary.sampleByteCount { try beginCompression() }
    } else {
      try write(closed)
      block.bytes.removeAll(keepingCapacity: closed.bytes.count < 4 * parameters.blockByteCount)
      block.lengths.removeAll(keepingCapacity: true)
    }
  }

  private func beginCompression() throws(StorageError) {
    var dictionary: [UInt8] = []
    if parameters.hasDictionary {
      var sample: [UInt8] = []
      for block in waiting {
        sample += block.bytes.prefix(PresetDictionary.sampleByteCount - sample.count)
      }
      dictionary = PresetDictionary.make(from: sample)
    }
    try writer.write(dictionary)
    dictionaryByteCount = dictionary.count
    metadataChecksum = dictionary.withUnsafeBytes { UInt(extendingChecksum: 0, with: $0) }
    compressor = DeflateStream(level: parameters.level, dictionary: dictionary)
    let blocks = waiting
    waiting = []
    for block in blocks { try write(block) }
  }

  private func write(_ block: Block) throws(StorageError) {
    guard let compressor else { return }
    starts.append(writer.offset)
    firstDocuments.append(UInt32(blockDocumentCount))
    blockDocumentCount += block.lengths.count
    var content: [UInt8] = []
    for length in block.lengths { content.append(variable: UInt64(length)) }
    try block.bytes.withUnsafeBufferPointer { (bytes) throws(StorageError) in
      try compressor.compress(UnsafeRawBufferPointer(bytes)) { content += $0 }
    }
    let checksum = content.withUnsafeBytes { UInt(extendingChecksum: 0, with: $0) }
    try writer.writeUInt32(UInt32(truncatingIfNeeded: checksum))
    try writer.write(content)
  }
}

extension [UInt8] {
  fileprivate mutating func append<Integer: FixedWidthInteger>(littleEndian value: Integer) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func append(variable value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}
