#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A window on a byte stream that always begins at the first byte not yet consumed.
///
/// Its memory grows with the longest record, never beyond the record limit and one piece more: a
/// scanner that meets a longer record consumes it piece by piece.
final class InputWindow {
  static let pieceSize = 256 * 1024

  let stream: ByteStream
  private var memory: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private(set) var isAtEnd = false
  /// All bytes consumed so far, a byte order mark included.
  private(set) var consumedBytes = 0

  init(_ stream: ByteStream) throws(SourceError) {
    self.stream = stream
    self.memory = .allocate(byteCount: Self.pieceSize, alignment: 16)
    try skipByteOrderMark()
  }

  deinit { memory.deallocate() }

  /// How many bytes the window shows.
  var count: Int { end - start }

  /// The bytes, valid until the next call of ``fill()``.
  var bytes: UnsafeBufferPointer<UInt8> {
    let shown = UnsafeRawBufferPointer(rebasing: memory[start..<end])
    return shown.assumingMemoryBound(to: UInt8.self)
  }

  /// Drops bytes from the window's beginning. They stay readable until the next ``fill()``.
  func consume(_ count: Int) {
    assert(count >= 0 && count <= end - start)
    start += count
    consumedBytes += count
  }

  /// Reads more; `false` at the end of the stream.
  func fill() throws(SourceError) -> Bool {
    if isAtEnd { return false }
    if memory.count - end < Self.pieceSize / 4 { makeRoom() }
    let count = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[end...]))
    end += count
    isAtEnd = count == 0
    return count > 0
  }

  private func makeRoom() {
    let count = end - start
    if count > memory.count / 2 {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: memory.count * 2,
        alignment: 16
      )
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[start..<end]))
      memory.deallocate()
      memory = larger
    } else if start > 0, let base = memory.baseAddress {
      memmove(base, base + start, count)
    }
    start = 0
    end = count
  }

  /// Skips EF BB BF at the very beginning, as Windows programs write it.
  private func skipByteOrderMark() throws(SourceError) {
    while count < 3, try fill() {}
    if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { consume(3) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The index of the first such byte at or after `start`, by `memchr(3)`.
  @inline(__always)
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// How often a byte occurs. O(bytes), at the speed of `memchr(3)` when it is rare.
  func occurrences(of byte: UInt8) -> Int {
    var total = 0
    var position = 0
    while let found = firstIndex(of: byte, from: position) {
      total += 1
      position = found + 1
    }
    return total
  }
}
