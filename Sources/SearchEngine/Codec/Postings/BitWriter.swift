/// Appends integers of any width up to 32 bits to bytes, least significant bit first.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var pendingCount = 0

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    pending = 0
    pendingCount = 0
  }

  /// Appends the `width` low bits of `value`.
  @inline(__always)
  mutating func append(_ value: UInt32, width: Int) {
    pending |= UInt64(value) << UInt64(pendingCount)
    pendingCount += width
    while pendingCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      pendingCount -= 8
    }
  }

  /// Fills the last byte with zero bits.
  mutating func alignToByte() {
    guard pendingCount > 0 else { return }
    bytes.append(UInt8(truncatingIfNeeded: pending))
    pending = 0
    pendingCount = 0
  }
}

/// Reads integers of any width up to 32 bits from bytes, least significant bit first.
enum BitReader {
  /// The `width` bits at bit `offset`; bits past `byteCount` read as zero.
  @inline(__always)
  static func read(
    _ source: UnsafeRawPointer,
    byteCount: Int,
    bitOffset: Int,
    width: Int
  ) -> UInt32 {
    let byte = bitOffset >> 3
    let shift = UInt64(truncatingIfNeeded: bitOffset & 7)
    var word: UInt64 = 0
    if byte >= 0 && byte &+ 8 <= byteCount {
      word = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
    } else {
      var index = byte
      var place: UInt64 = 0
      while index >= 0 && index < byteCount && place < 64 {
        word |= UInt64(source.load(fromByteOffset: index, as: UInt8.self)) &<< place
        index &+= 1
        place &+= 8
      }
    }
    let mask: UInt64 = (1 &<< UInt64(truncatingIfNeeded: width)) &- 1
    return UInt32(truncatingIfNeeded: (word &>> shift) & mask)
  }
}
