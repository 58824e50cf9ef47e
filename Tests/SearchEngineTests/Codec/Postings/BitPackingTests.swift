import Testing

@testable import SearchEngine

@Suite("Bit packing")
struct BitPackingTests {
  private func unpack(_ bytes: [UInt8], width: Int) -> [UInt32] {
    var target = [UInt32](repeating: 7, count: BitPacking.blockSize)
    bytes.withUnsafeBytes { source in
      target.withUnsafeMutableBufferPointer { target in
        if let source = source.baseAddress, let target = target.baseAddress {
          BitPacking.unpack(source, width: width, into: target)
        }
      }
    }
    return target
  }

  private func pack(_ values: [UInt32], width: Int) -> [UInt8] {
    // One byte more than needed shows a write past the end.
    var bytes = [UInt8](repeating: 0xEE, count: BitPacking.byteCount(width: width) + 16)
    values.withUnsafeBufferPointer { values in
      bytes.withUnsafeMutableBytes { bytes in
        if let values = values.baseAddress, let bytes = bytes.baseAddress {
          BitPacking.pack(values, width: width, into: bytes)
        }
      }
    }
    return bytes
  }

  @Test(arguments: 0...32)
  func aBlockComesBackAtEveryWidth(width: Int) {
    var random = StorageRandom(seed: UInt64(width))
    let mask = width == 32 ? UInt32.max : (1 << UInt32(width)) - 1
    for round in 0..<20 {
      let values = (0..<128).map { _ in
        round == 0 ? mask : UInt32(truncatingIfNeeded: random.next()) & mask
      }
      let bytes = pack(values, width: width)
      #expect(bytes.suffix(16).allSatisfy { $0 == 0xEE })
      #expect(unpack(bytes, width: width) == values)
    }
  }

  /// The layout written down in the type's documentation, bit by bit.
  @Test(arguments: 1...32)
  func theLayoutIsVertical(width: Int) {
    var random = StorageRandom(seed: UInt64(width))
    let values = (0..<128).map { _ in
      UInt32(truncatingIfNeeded: random.next()) >> UInt32(32 - width)
    }
    var expected = [UInt8](repeating: 0, count: 16 * width)
    for (index, value) in values.enumerated() {
      let (row, lane) = (index / 4, index % 4)
      for bit in 0..<width where value >> UInt32(bit) & 1 == 1 {
        let place = row * width + bit
        expected[place / 32 * 16 + lane * 4 + place % 32 / 8] |= 1 << UInt8(place % 8)
      }
    }
    #expect(pack(values, width: width).dropLast(16) == expected[...])
  }

  @Test func theWorkedExampleHolds() {
    let bytes = pack((0..<128).map { UInt32($0 % 8) }, width: 3)
    let word = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[$1]) << UInt32(8 * $1) }
    #expect(word & 0x3FFF_FFFF == 0x2082_0820)
  }

  @Test(arguments: [UInt32.max, 0, 1_000_000])
  func gapsBecomeDocuments(previous: UInt32) {
    var random = StorageRandom(seed: 1)
    for highest: UInt32 in [0, 1, 500, 1_000_000] {
      var gaps = (0..<128).map { _ in UInt32.random(in: 0...highest, using: &random) }
      var expected: [UInt32] = []
      var document = previous
      for gap in gaps {
        document = document &+ gap &+ 1
        expected.append(document)
      }
      let largest = gaps.withUnsafeMutableBufferPointer { gaps in
        gaps.baseAddress.map { BitPacking.restoreDocuments($0, after: previous) }
      }
      #expect(gaps == expected)
      #expect(largest == expected.max())
    }
  }
}

@Suite("Patched frame of reference")
struct PatchedFrameOfReferenceTests {
  private func decode(_ header: UInt8, _ bytes: [UInt8]) -> (values: [UInt32], used: Int?) {
    var target = [UInt32](repeating: 7, count: BitPacking.blockSize)
    // An allocation of its own for each length, so that a sanitizer sees a read past the end.
    let source = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    defer { source.deallocate() }
    source.copyBytes(from: bytes)
    let used = target.withUnsafeMutableBufferPointer { target -> Int? in
      guard let base = source.baseAddress, let target = target.baseAddress else { return nil }
      return PatchedFrameOfReference.decode(
        header: header,
        base,
        available: bytes.count,
        into: target
      )
    }
    return (target, used)
  }

  private func encode(_ values: [UInt32], width: Int? = nil) -> (header: UInt8, bytes: [UInt8]) {
    var bytes: [UInt8] = []
    let header = values.withUnsafeBufferPointer { values -> UInt8 in
      guard let base = values.baseAddress else { return 0 }
      let plan = PatchedFrameOfReference.plan(base)
      let header = PatchedFrameOfReference.encode(base, width: width ?? plan.width, into: &bytes)
      if width == nil { #expect(plan.cost == bytes.count) }
      return header
    }
    return (header, bytes)
  }

  private static func blocks(seed: UInt64) -> [[UInt32]] {
    var random = StorageRandom(seed: seed)
    return (0..<60).map { round in
      let usual = UInt32(1) << UInt32(round % 12)
      let outliers = [0, 1, 3, 20, 128][round % 5]
      var values = (0..<128).map { _ in UInt32.random(in: 0..<usual, using: &random) }
      for _ in 0..<outliers {
        values[Int.random(in: 0..<128, using: &random)] =
          UInt32(truncatingIfNeeded: random.next()) >> UInt32.random(in: 0..<24, using: &random)
      }
      return values
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func aBlockComesBackAtItsCheapestWidth(seed: UInt64) {
    for values in Self.blocks(seed: seed) {
      let (header, bytes) = encode(values)
      let decoded = decode(header, bytes)
      #expect(decoded.values == values)
      #expect(decoded.used == bytes.count)
      // Never dearer than plain packing, which is what patching is for.
      let widest = values.map { 32 - $0.leadingZeroBitCount }.max() ?? 0
      #expect(bytes.count <= BitPacking.byteCount(width: widest))
    }
  }

  @Test func aBlockComesBackAtEveryWidth() {
    for values in Self.blocks(seed: 9).prefix(12) {
      for width in 0...32 {
        let (header, bytes) = encode(values, width: width)
        #expect(decode(header, bytes).values == values)
      }
    }
  }

  @Test func theWorkedExampleHolds() {
    var values = [UInt32](repeating: 1, count: 128)
    values[5] = 300
    let (header, bytes) = encode(values)
    #expect(header == 0x41)
    #expect(bytes.suffix(4) == [0x01, 0x05, 0x96, 0x01])
    #expect(bytes.count == 20)
  }

  @Test func bytesCutShortAreRefused() {
    for values in Self.blocks(seed: 4).prefix(20) {
      let (header, bytes) = encode(values)
      for count in 0..<bytes.count {
        #expect(decode(header, Array(bytes.prefix(count))).used == nil)
      }
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func anyBytesDecodeOrAreRefused(seed: UInt64) {
    var random = StorageRandom(seed: seed)
    for _ in 0..<2_000 {
      let bytes = random.bytes(count: Int.random(in: 0...700, using: &random))
      let header = UInt8(truncatingIfNeeded: random.next()) & 0x7F
      if let used = decode(header, bytes).used { #expect(used <= bytes.count) }
    }
  }
}
