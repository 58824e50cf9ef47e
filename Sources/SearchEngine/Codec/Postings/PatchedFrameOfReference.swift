/// A block of 128 small integers with a few large ones: bit packed at the width that suits most,
/// the rest patched in ("exceptions").
///
/// Grammar, after a header byte that holds the width in bits 0–5 and "has exceptions" in bit 6:
/// ```
/// block      := packed [ exceptions ]
/// packed     := 16 * width bytes, see BitPacking
/// exceptions := count:u8 ( index:u8 highBits:variable ){count}
/// ```
/// Worked example: 127 ones and a 300 at index 5 take width 1 with one exception: 16 packed bytes
/// (bit 0 of 300 is 0), then `01 05 96 01`: one exception, index 5, 300 >> 1 = 150.
///
/// Source: Zukowski, Héman, Nes and Boncz, *Super-Scalar RAM-CPU Cache Compression*, ICDE 2006; the
/// width is chosen by total size as in Yan, Ding and Suel's OptPFD, WWW 2009.
enum PatchedFrameOfReference {
  static let exceptionFlag: UInt8 = 0x40

  /// The cheapest width for the block and what it costs in bytes, the header byte not counted.
  static func plan(_ values: UnsafePointer<UInt32>) -> (width: Int, cost: Int) {
    var histogram = InlineArray<33, Int>(repeating: 0)
    for index in 0..<BitPacking.blockSize {
      histogram[32 - values[index].leadingZeroBitCount] += 1
    }
    var widest = 32
    while widest > 0 && histogram[widest] == 0 { widest -= 1 }
    var best = (width: widest, cost: BitPacking.byteCount(width: widest))
    var width = widest - 1
    while width >= 0 {
      var cost = BitPacking.byteCount(width: width) + 1
      for bits in (width + 1)...widest where histogram[bits] > 0 {
        cost += histogram[bits] * (1 + (bits - width + 6) / 7)
      }
      if cost < best.cost { best = (width, cost) }
      width -= 1
    }
    return best
  }

  /// Appends the block at `width` to `output` and returns its header byte.
  static func encode(
    _ values: UnsafePointer<UInt32>,
    width: Int,
    into output: inout [UInt8]
  ) -> UInt8 {
    withUnsafeTemporaryAllocation(byteCount: BitPacking.byteCount(width: 32), alignment: 16) {
      scratch in
      if let base = scratch.baseAddress {
        BitPacking.pack(values, width: width, into: base)
        output.append(contentsOf: scratch.prefix(BitPacking.byteCount(width: width)))
      }
    }
    guard width < 32 else { return UInt8(width) }
    let limit = UInt32(1) << UInt32(width)
    let countPosition = output.count
    var count = 0
    for index in 0..<BitPacking.blockSize where values[index] >= limit {
      if count == 0 { output.append(0) }
      output.append(UInt8(index))
      output.appendVariable(UInt64(values[index] >> UInt32(width)))
      count += 1
    }
    guard count > 0 else { return UInt8(width) }
    output[countPosition] = UInt8(count)
    return UInt8(width) | exceptionFlag
  }

  /// Decodes a block whose header byte was `header`, from at most `available` bytes.
  ///
  /// - Returns: the bytes consumed, or `nil` where the bytes do not follow the grammar.
  @inline(__always)
  static func decode(
    header: UInt8,
    _ source: UnsafeRawPointer,
    available: Int,
    into target: UnsafeMutablePointer<UInt32>
  ) -> Int? {
    let width = Int(header & 0x3F)
    let packed = BitPacking.byteCount(width: width)
    guard width <= 32, packed <= available else { return nil }
    BitPacking.unpack(source, width: width, into: target)
    guard header & exceptionFlag != 0 else { return packed }
    return patch(source, from: packed, available: available, width: width, into: target)
  }

  private static func patch(
    _ source: UnsafeRawPointer,
    from start: Int,
    available: Int,
    width: Int,
    into target: UnsafeMutablePointer<UInt32>
  ) -> Int? {
    var offset = start
    guard offset < available, width < 32 else { return nil }
    let count = Int(source.load(fromByteOffset: offset, as: UInt8.self))
    offset += 1
    for _ in 0..<count {
      guard offset < available else { return nil }
      let index = Int(source.load(fromByteOffset: offset, as: UInt8.self))
      offset += 1
      guard index < BitPacking.blockSize,
        let high = VariableByte.decode(source, &offset, available: available)
      else { return nil }
      target[index] |= UInt32(truncatingIfNeeded: high) &<< UInt32(truncatingIfNeeded: width)
    }
    return offset
  }
}
