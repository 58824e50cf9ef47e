/// How one document's positions of a term lie in the positions file.
///
/// Both what is known when reading, the frequency and the longest length that the document's norm
/// stands for, settle the form and its length in bits, so that a document's positions are found and
/// read without decoding its neighbours'.
/// - *Plain*: each position in as many bits as the highest possible one needs.
/// - *Elias-Fano*, where it is shorter (from about six occurrences on): the `low` low bits of each
///   position; then the high parts in unary: bit `high(i) + i` is set for the `i`th position.
///
/// ```
/// plain     := position:width{frequency}
/// eliasFano := lowBits:low{frequency} bit{frequency + (longest >> low) + 1}
/// ```
/// Worked example: longest length 100, positions 3, 17, 18, 40, 41, 77, 90. Plain takes 7 * 7 = 49
/// bits. Elias-Fano has low = 7 - 3 = 4: seven times four bits (3, 1, 2, 8, 9, 13, 10), and the high
/// parts 0, 1, 1, 2, 2, 4, 5 as bits 0, 2, 3, 5, 6, 9, 11 of 14: 42 bits.
///
/// Source: Vigna, *Quasi-succinct indices*, WSDM 2013.
struct PositionCode {
  /// Bits of a plain position, or of an Elias-Fano code's low part.
  let width: Int
  let isEliasFano: Bool
  /// Bits of the whole code.
  let bitCount: Int
  private let frequency: Int

  /// - Parameter longest: positions are below it.
  @inline(__always)
  init(frequency: UInt32, longest: Int) {
    let count = Int(frequency)
    let plain = Self.bitWidth(max(longest &- 1, 0))
    let low = max(Self.bitWidth(longest) &- Self.bitWidth(count), 0)
    let plainLength = count &* plain
    let eliasFanoLength = count &* (low &+ 1) &+ longest &>> low &+ 1
    self.frequency = count
    isEliasFano = eliasFanoLength < plainLength
    width = isEliasFano ? low : plain
    bitCount = isEliasFano ? eliasFanoLength : plainLength
  }

  @inline(__always)
  private static func bitWidth(_ value: Int) -> Int {
    Int.bitWidth &- value.leadingZeroBitCount
  }

  /// Appends ascending positions to `bits`.
  func encode(_ positions: UnsafeBufferPointer<UInt32>, into bits: inout BitWriter) {
    let mask: UInt32 = width >= 32 ? .max : (1 << UInt32(width)) - 1
    for position in positions { bits.append(position & mask, width: width) }
    guard isEliasFano else { return }
    var written = 0
    for (index, position) in positions.enumerated() {
      let place = Int(position) >> width + index
      while written < place {
        let zeros = min(place - written, 32)
        bits.append(0, width: zeros)
        written += zeros
      }
      bits.append(1, width: 1)
      written += 1
    }
    let unaryLength = bitCount - frequency * width
    while written < unaryLength {
      let zeros = min(unaryLength - written, 32)
      bits.append(0, width: zeros)
      written += zeros
    }
  }

  /// Appends the positions at bit `start` to `output`.
  ///
  /// - Returns: whether the bits hold as many positions as they should.
  func decode(
    _ source: UnsafeRawPointer,
    byteCount: Int,
    bitOffset start: Int,
    into output: inout [UInt32]
  ) -> Bool {
    let (end, overflow) = start.addingReportingOverflow(bitCount)
    guard start >= 0, bitCount >= 0, !overflow, end <= byteCount &* 8,
      frequency <= byteCount &* 8 &+ 1
    else { return false }
    output.reserveCapacity(frequency)
    var offset = start
    if !isEliasFano {
      for _ in 0..<frequency {
        output.append(
          BitReader.read(source, byteCount: byteCount, bitOffset: offset, width: width)
        )
        offset &+= width
      }
      return true
    }
    var unary = start &+ frequency &* width
    var high: UInt32 = 0
    while output.count < frequency {
      guard unary < end else { return false }
      let available = min(end &- unary, 32)
      var word = BitReader.read(
        source,
        byteCount: byteCount,
        bitOffset: unary,
        width: available
      )
      unary &+= available
      var consumed = 0
      while word != 0 && output.count < frequency {
        let zeros = word.trailingZeroBitCount
        high &+= UInt32(truncatingIfNeeded: zeros)
        consumed &+= zeros &+ 1
        word = zeros >= 31 ? 0 : word &>> UInt32(truncatingIfNeeded: zeros &+ 1)
        let low = BitReader.read(source, byteCount: byteCount, bitOffset: offset, width: width)
        offset &+= width
        output.append(high &<< UInt32(truncatingIfNeeded: width) | low)
      }
      high &+= UInt32(truncatingIfNeeded: max(available &- consumed, 0))
    }
    return true
  }
}
