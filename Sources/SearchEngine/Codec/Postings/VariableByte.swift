/// Seven bits a byte, least significant first, the high bit set on all but the last byte (LEB128).
///
/// Worked example: 300 = 0b10_0101100 is `AC 02`.
enum VariableByte {
  /// Decodes one integer at `offset` and moves `offset` behind it.
  ///
  /// - Returns: `nil` where the bytes end inside the integer or it would pass 64 bits.
  @inline(__always)
  static func decode(
    _ source: UnsafeRawPointer,
    _ offset: inout Int,
    available: Int
  ) -> UInt64? {
    guard offset < available else { return nil }
    let first = source.load(fromByteOffset: offset, as: UInt8.self)
    offset &+= 1
    if first < 0x80 { return UInt64(first) }
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while offset < available, shift < 64 {
      let byte = source.load(fromByteOffset: offset, as: UInt8.self)
      offset &+= 1
      value |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 { return value }
      shift &+= 7
    }
    return nil
  }
}

extension [UInt8] {
  /// Appends an integer as variable bytes.
  @inline(__always)
  mutating func appendVariable(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends an integer in little-endian byte order.
  @inline(__always)
  mutating func appendLittleEndian<Integer: FixedWidthInteger>(_ value: Integer) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
