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

  /// Appends an exponential Golomb code of order `order`: with `q = (value >> order) + 1`, one zero
  /// bit for each bit of `q` behind its first, a one, those bits, and the `order` low bits of
  /// `value`. Value 5 of order 1 has `q` = 3: `0`, `1`, `1`, then the low bit `1`.
  mutating func appendGolomb(_ value: UInt32, order: Int) {
    let quotient = (UInt64(value) >> UInt64(order)) + 1
    let bits = 63 - quotient.leadingZeroBitCount
    append(0, width: bits)
    append(1, width: 1)
    append(UInt32(truncatingIfNeeded: quotient & ((1 << UInt64(bits)) - 1)), width: bits)
    append(order < 32 ? value & ((1 << UInt32(order)) - 1) : value, width: order)
  }

  /// Bits that ``appendGolomb(_:order:)`` takes.
  static func golombLength(_ value: UInt32, order: Int) -> Int {
    let quotient = (UInt64(value) >> UInt64(order)) + 1
    return 2 * (63 - quotient.leadingZeroBitCount) + 1 + order
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

  /// Reads an exponential Golomb code (see ``BitWriter/appendGolomb(_:order:)``) and moves `offset`
  /// behind it; `nil` where the bits end or the value would pass 32 bits.
  @inline(__always)
  static func readGolomb(
    _ source: UnsafeRawPointer,
    byteCount: Int,
    bitOffset offset: inout Int,
    order: Int
  ) -> UInt32? {
    let head = read(source, byteCount: byteCount, bitOffset: offset, width: 32)
    let zeros = head == 0 ? 32 : head.trailingZeroBitCount
    guard zeros &+ order <= 32 else { return nil }
    offset &+= zeros &+ 1
    let high =
      UInt64(1) &<< UInt64(truncatingIfNeeded: zeros)
      | UInt64(read(source, byteCount: byteCount, bitOffset: offset, width: zeros))
    offset &+= zeros
    let low = UInt64(read(source, byteCount: byteCount, bitOffset: offset, width: order))
    offset &+= order
    let value = (high &- 1) &<< UInt64(truncatingIfNeeded: order) | low
    guard offset <= byteCount &* 8, value <= UInt64(UInt32.max) else { return nil }
    return UInt32(truncatingIfNeeded: value)
  }
}
