/// A bounds-checked cursor over bytes from disk or network.
///
/// It is total: whatever the bytes are, each call gives a value that lies within them or throws
/// ``StorageError/damaged(file:reason:)`` and stays where it was.
package struct ByteReader {
  /// All the bytes.
  package let bytes: UnsafeRawBufferPointer
  /// The file the bytes are from, for messages.
  package let file: String
  /// Where the next read begins; at most `bytes.count`.
  package private(set) var offset: Int

  /// Keeps the bytes mapped while the cursor is in use, when it came with them.
  private let owner: MappedFile?

  /// A cursor at the beginning of `bytes`, which it does not own unless there is an `owner`.
  package init(_ bytes: UnsafeRawBufferPointer, file: String, owner: MappedFile? = nil) {
    self.bytes = bytes
    self.file = file
    self.owner = owner
    offset = 0
  }

  /// How many bytes follow.
  package var remaining: Int { bytes.count - offset }

  /// Whether no byte follows.
  package var isAtEnd: Bool { offset == bytes.count }

  /// Moves the cursor to an offset from the beginning of the bytes.
  package mutating func seek(to newOffset: UInt64) throws(StorageError) {
    guard newOffset <= UInt64(bytes.count) else {
      throw damaged("offset \(newOffset) lies beyond its \(bytes.count) bytes")
    }
    offset = Int(newOffset)
  }

  /// Reads one byte.
  package mutating func readUInt8() throws(StorageError) -> UInt8 {
    guard offset < bytes.count else { throw endOfBytes(1) }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// Reads two bytes, little endian.
  package mutating func readUInt16() throws(StorageError) -> UInt16 {
    try readInteger()
  }

  /// Reads four bytes, little endian.
  package mutating func readUInt32() throws(StorageError) -> UInt32 {
    try readInteger()
  }

  /// Reads eight bytes, little endian.
  package mutating func readUInt64() throws(StorageError) -> UInt64 {
    try readInteger()
  }

  /// Reads what ``ChecksummedWriter/writeVariable(_:)`` wrote. More than 64 bits are an error; bytes
  /// of padding (`80 00` for 0) are too, so that every value has one encoding.
  package mutating func readVariable() throws(StorageError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var index = offset
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        guard shift < 63 || byte <= 1, shift == 0 || byte != 0 else {
          throw damaged("the variable-length integer at \(offset) is malformed")
        }
        offset = index
        return value
      }
      shift += 7
      guard shift < 70 else {
        throw damaged("the variable-length integer at \(offset) is longer than 64 bits")
      }
    }
    throw endOfBytes(index - offset + 1)
  }

  /// Reads a variable-length integer that counts or measures something, and may be at most
  /// `limit`.
  package mutating func readVariable(upTo limit: Int) throws(StorageError) -> Int {
    let start = offset
    let value = try readVariable()
    guard value <= UInt64(max(limit, 0)) else {
      offset = start
      throw damaged("the value \(value) at \(start) is above its limit, \(limit)")
    }
    return Int(value)
  }

  /// Reads `count` bytes, without copying them: the result is valid as long as ``bytes`` is.
  package mutating func readBytes(count: Int) throws(StorageError) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= remaining else { throw endOfBytes(count) }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }

  /// Reads `count` bytes of UTF-8.
  package mutating func readString(utf8Count count: Int) throws(StorageError) -> String {
    let start = offset
    let slice = try readBytes(count: count)
    guard let string = String(validating: slice, as: UTF8.self) else {
      offset = start
      throw damaged("the text at \(start) is not UTF-8")
    }
    return string
  }

  /// The error that says the file is damaged.
  package func damaged(_ reason: String) -> StorageError {
    .damaged(file: file, reason: reason)
  }

  private mutating func readInteger<Integer: FixedWidthInteger>() throws(StorageError)
    -> Integer
  {
    let size = MemoryLayout<Integer>.size
    guard size <= remaining else { throw endOfBytes(size) }
    defer { offset += size }
    return Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Integer.self))
  }

  private func endOfBytes(_ count: Int) -> StorageError {
    damaged("\(count) bytes should follow offset \(offset), but only \(remaining) do")
  }
}
