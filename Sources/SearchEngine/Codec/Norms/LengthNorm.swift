/// A field's length in one byte: exact up to 40, then four significant bits.
///
/// The code is that of Lucene's `SmallFloat.intToByte4`, so that BM25 scores here equal Lucene's and
/// tantivy's on the same tokens. Codes grow with the lengths they stand for.
///
/// Worked example: 40 -> 40; 41 -> 40 as well; 42 -> 41; 1,000 -> 87, which stands for 984…1,047.
enum LengthNorm {
  private static let exactCount = 255 - Int(longCode(UInt32(Int32.max)))

  /// The code for a length in units.
  static func code(for length: Int) -> UInt8 {
    let length = min(max(length, 0), Int(Int32.max))
    if length < exactCount { return UInt8(length) }
    return UInt8(exactCount + Int(longCode(UInt32(length - exactCount))))
  }

  /// The shortest length of each code: what BM25 computes with.
  static let lengths: [Int] = (0...255).map { code in
    code < exactCount ? code : exactCount + Int(shortest(ofLongCode: UInt32(code - exactCount)))
  }

  /// ``longestLengths`` for loops: no array between.
  @inline(__always)
  static func longest(norm: UInt8) -> Int { Int(longestTable[Int(norm)]) }

  private static let longestTable: InlineArray<256, Int32> = {
    var table = InlineArray<256, Int32>(repeating: 0)
    for code in 0..<256 { table[code] = Int32(longestLengths[code]) }
    return table
  }()

  /// The longest length of each code: bounds the positions of a document.
  static let longestLengths: [Int] = (0...255).map { code in
    code == 255 ? Int(Int32.max) : lengths[code + 1] - 1
  }

  private static func longCode(_ value: UInt32) -> UInt32 {
    let bits = UInt32(32 - value.leadingZeroBitCount)
    guard bits >= 4 else { return value }
    let shift = bits - 4
    return ((value >> shift) & 0x07) | ((shift + 1) << 3)
  }

  private static func shortest(ofLongCode code: UInt32) -> UInt64 {
    let mantissa = UInt64(code & 0x07)
    let shift = Int(code >> 3) - 1
    return shift < 0 ? mantissa : (mantissa | 0x08) << UInt64(shift)
  }
}
