/// Packs blocks of 128 unsigned integers into the same number of bits each.
///
/// The layout is *vertical*: the integers form 32 rows of four lanes, and each lane is packed on its
/// own, so that one 128-bit register holds the same bits of four neighbours and a block is unpacked
/// by shifts and masks alone. Integer `i` lies in row `i / 4`, lane `i % 4`; a block of width `w`
/// takes `16 * w` bytes, little endian.
///
/// Source: Lemire and Boytsov, *Decoding billions of integers per second through vectorization*,
/// Software: Practice and Experience 45(1), 2015 (SIMD-BP128).
///
/// Worked example, width 3, integers 0, 1, 2, … 7, 0, 1 …: lane 0 holds integers 0, 4, 8, 12 …
/// which are 0, 4, 0, 4 …; its first 32-bit word is therefore binary …100 000 100 000 = 0x20820820
/// (the last two bits belong to the eleventh integer).
enum BitPacking {
  /// How many integers a block holds.
  static let blockSize = 128

  /// Bytes that a block of `width` bits an integer takes.
  @inline(__always)
  static func byteCount(width: Int) -> Int { 16 * width }

  /// Packs 128 integers, each below `2^width`, into `16 * width` bytes. Higher bits are dropped.
  static func pack(
    _ source: UnsafePointer<UInt32>,
    width: Int,
    into target: UnsafeMutableRawPointer
  ) {
    guard width > 0 else { return }
    let mask = SIMD4<UInt32>(repeating: width == 32 ? .max : (1 &<< UInt32(width)) &- 1)
    var word = SIMD4<UInt32>(repeating: 0)
    var shift = 0
    var output = 0
    let rows = UnsafeRawPointer(source)
    for row in 0..<32 {
      let value = rows.loadUnaligned(fromByteOffset: row * 16, as: SIMD4<UInt32>.self) & mask
      word |= value &<< SIMD4(repeating: UInt32(shift))
      shift += width
      if shift >= 32 {
        target.storeBytes(of: word, toByteOffset: output, as: SIMD4<UInt32>.self)
        output += 16
        shift -= 32
        word =
          shift > 0
          ? value &>> SIMD4(repeating: UInt32(width - shift)) : SIMD4(repeating: 0)
      }
    }
  }

  /// Unpacks 128 integers of `width` bits (0...32) from `16 * width` readable bytes.
  @inline(__always)
  static func unpack(
    _ source: UnsafeRawPointer,
    width: Int,
    into target: UnsafeMutablePointer<UInt32>
  ) {
    let rows = UnsafeMutableRawPointer(target)
    guard width > 0 else {
      for row in 0..<32 {
        rows.storeBytes(of: .zero, toByteOffset: row * 16, as: SIMD4<UInt32>.self)
      }
      return
    }
    let mask = SIMD4<UInt32>(repeating: width == 32 ? .max : (1 &<< UInt32(width)) &- 1)
    var word = source.loadUnaligned(as: SIMD4<UInt32>.self)
    var input = 16
    let end = 16 * width
    var shift = 0
    for row in 0..<32 {
      var value = word &>> SIMD4(repeating: UInt32(truncatingIfNeeded: shift))
      shift &+= width
      if shift >= 32 {
        shift &-= 32
        if input < end {
          word = source.loadUnaligned(fromByteOffset: input, as: SIMD4<UInt32>.self)
          input &+= 16
          if shift > 0 {
            value |= word &<< SIMD4(repeating: UInt32(truncatingIfNeeded: width &- shift))
          }
        }
      }
      rows.storeBytes(of: value & mask, toByteOffset: row &* 16, as: SIMD4<UInt32>.self)
    }
  }

  /// Replaces 128 gaps by their running sums, each plus one per step: the inverse of
  /// `gap[i] = document[i] - document[i - 1] - 1`, starting after `previous`.
  ///
  /// - Returns: the largest sum, for the caller's range check; the highest number there is where a
  ///   gap is so large that sums could wrap around.
  @inline(__always)
  static func restoreDocuments(
    _ gaps: UnsafeMutablePointer<UInt32>,
    after previous: UInt32
  ) -> UInt32 {
    let rows = UnsafeMutableRawPointer(gaps)
    let zero = SIMD4<UInt32>(repeating: 0)
    var base = SIMD4<UInt32>(repeating: previous)
    let steps = SIMD4<UInt32>(1, 2, 3, 4)
    var largest = zero
    var anyBit = zero
    for row in 0..<32 {
      var value = rows.loadUnaligned(fromByteOffset: row &* 16, as: SIMD4<UInt32>.self)
      anyBit |= value
      value = value &+ SIMD4(0, value[0], value[1], value[2])
      value = value &+ SIMD4(0, 0, value[0], value[1])
      value = value &+ base &+ steps
      largest.replace(with: value, where: value .> largest)
      base = SIMD4(repeating: value[3])
      rows.storeBytes(of: value, toByteOffset: row &* 16, as: SIMD4<UInt32>.self)
    }
    // Gaps below 2^28 add up to less than 2^32 within four lanes and a base below 2^31, so a sum
    // passes through the numbers that the range check refuses before it could wrap around.
    return anyBit.max() < 1 << 28 || isAscending(gaps) ? largest.max() : .max
  }

  /// Whether the sums ascend; asked only where some gap is very large.
  private static func isAscending(_ documents: UnsafeMutablePointer<UInt32>) -> Bool {
    for index in 1..<blockSize where documents[index] <= documents[index - 1] { return false }
    return true
  }
}
