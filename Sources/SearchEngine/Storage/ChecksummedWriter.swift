import CZlib

/// Writes one file through a buffer, and ends it with the footer (see ``FileFooter``).
///
/// After an error, or when it is dropped before ``finish()``, the file stays without a footer and
/// can never be opened; remove it with ``IndexDirectory/removeFile(named:)``.
package final class ChecksummedWriter {
  private static let capacity = 64 << 10

  /// The name of the file in its directory.
  package let name: String

  private let sink: any IndexFileSink
  private let kind: FileKind
  private let buffer: UnsafeMutableRawBufferPointer
  private var buffered = 0
  private var flushed: UInt64 = 0
  private var checksum: UInt = 0
  private var isFinished = false

  /// Creates the file `name`, which must not exist.
  package init(
    directory: any IndexDirectory,
    name: String,
    kind: FileKind
  ) throws(StorageError) {
    sink = try directory.createFile(named: name)
    self.name = name
    self.kind = kind
    buffer = .allocate(byteCount: Self.capacity, alignment: 64)
  }

  deinit {
    buffer.deallocate()
  }

  /// How many bytes were written so far: where the next one will be.
  package var offset: UInt64 { flushed + UInt64(buffered) }

  /// Appends one byte.
  package func write(byte: UInt8) throws(StorageError) {
    if buffered == Self.capacity { try flush() }
    buffer[buffered] = byte
    buffered += 1
  }

  /// Appends bytes.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    if bytes.count > Self.capacity - buffered {
      try flush()
      if bytes.count >= Self.capacity { return try emit(bytes) }
    }
    UnsafeMutableRawBufferPointer(rebasing: buffer[buffered...]).copyMemory(from: bytes)
    buffered += bytes.count
  }

  /// Appends bytes.
  package func write(_ bytes: [UInt8]) throws(StorageError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(StorageError) in
      try write(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Appends the UTF-8 of a string, without its length.
  package func write(utf8 string: String) throws(StorageError) {
    try write([UInt8](string.utf8))
  }

  /// Appends two bytes, little endian.
  package func writeUInt16(_ value: UInt16) throws(StorageError) {
    try writeInteger(value)
  }

  /// Appends four bytes, little endian.
  package func writeUInt32(_ value: UInt32) throws(StorageError) {
    try writeInteger(value)
  }

  /// Appends eight bytes, little endian.
  package func writeUInt64(_ value: UInt64) throws(StorageError) {
    try writeInteger(value)
  }

  /// Appends 1 to 10 bytes: seven bits each from the lowest on, the top bit set in all but the last
  /// (LEB128, as DWARF calls it). 300 is `AC 02`.
  package func writeVariable(_ value: UInt64) throws(StorageError) {
    var rest = value
    while rest >= 0x80 {
      try write(byte: UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    try write(byte: UInt8(rest))
  }

  /// Appends zero bytes until ``offset`` is a multiple of `alignment`.
  package func pad(toMultipleOf alignment: Int) throws(StorageError) {
    while offset % UInt64(alignment) != 0 { try write(byte: 0) }
  }

  /// Writes the footer, makes the file durable (`fsync`) and closes it. The name is durable only
  /// after ``IndexDirectory/synchronizeDirectory()``.
  package func finish() throws(StorageError) {
    precondition(!isFinished, "\(name) was finished twice")
    try flush()
    isFinished = true
    let bodyLength = flushed
    let bodyChecksum = UInt32(truncatingIfNeeded: checksum)
    try writeUInt32(FileFooter.magic)
    try writeUInt32(FileFooter.currentVersion)
    try writeUInt32(kind.rawValue)
    try writeUInt32(bodyChecksum)
    try writeUInt64(bodyLength)
    try flush()
    try sink.synchronize()
    try sink.close()
  }

  private func writeInteger<Integer: FixedWidthInteger>(
    _ value: Integer
  ) throws(StorageError) {
    let size = MemoryLayout<Integer>.size
    if size > Self.capacity - buffered { try flush() }
    buffer.storeBytes(of: value.littleEndian, toByteOffset: buffered, as: Integer.self)
    buffered += size
  }

  private func flush() throws(StorageError) {
    guard buffered > 0 else { return }
    let count = buffered
    buffered = 0
    try emit(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
  }

  private func emit(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    checksum = UInt(extendingChecksum: checksum, with: bytes)
    try sink.write(bytes)
    flushed += UInt64(bytes.count)
  }
}

extension UInt {
  /// zlib's CRC-32 of some bytes and then `bytes`, where `checksum` is that of the former (0 for
  /// none). About a gigabyte a second.
  init(extendingChecksum checksum: UInt, with bytes: UnsafeRawBufferPointer) {
    self = crc32_z(
      checksum,
      bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
      bytes.count
    )
    // zlib answers 0, the start value, when there is no address.
    if bytes.isEmpty { self = checksum }
  }
}
