import Testing

@testable import SearchEngine

@Suite("Variable bytes")
struct VariableByteTests {
  private func decode(_ bytes: [UInt8], from start: Int = 0) -> (value: UInt64?, end: Int) {
    let source = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    defer { source.deallocate() }
    source.copyBytes(from: bytes)
    var offset = start
    let value = source.baseAddress.flatMap {
      VariableByte.decode($0, &offset, available: bytes.count)
    }
    return (value, offset)
  }

  @Test func integersOfAllSizesComeBack() {
    var random = StorageRandom(seed: 1)
    var values: [UInt64] = [0, 1, 127, 128, 300, 16_383, 16_384, .max - 1, .max]
    for bits in 0..<64 { values += [1 << UInt64(bits), random.next() >> UInt64(bits)] }
    var bytes: [UInt8] = []
    for value in values { bytes.appendVariable(value) }
    var offset = 0
    for value in values {
      let decoded = decode(bytes, from: offset)
      #expect(decoded.value == value)
      offset = decoded.end
    }
    #expect(offset == bytes.count)
  }

  @Test func theWorkedExampleHolds() {
    var bytes: [UInt8] = []
    bytes.appendVariable(300)
    #expect(bytes == [0xAC, 0x02])
  }

  @Test func whatEndsTooSoonOrNeverEndsIsRefused() {
    #expect(decode([]).value == nil)
    for count in 1...30 { #expect(decode(Array(repeating: 0xFF, count: count)).value == nil) }
    var bytes: [UInt8] = []
    bytes.appendVariable(.max)
    for count in bytes.indices { #expect(decode(Array(bytes.prefix(count))).value == nil) }
  }

  @Test func littleEndianIntegersAreAppendedByteByByte() {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(UInt32(0x0102_0304))
    bytes.appendLittleEndian(UInt16(0x0506))
    #expect(bytes == [4, 3, 2, 1, 6, 5])
  }
}

@Suite("Bit writer and reader")
struct BitWriterTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func integersOfAnyWidthComeBack(seed: UInt64) {
    var random = StorageRandom(seed: seed)
    var writer = BitWriter()
    var expected: [(offset: Int, width: Int, value: UInt32)] = []
    var offset = 0
    for _ in 0..<3_000 {
      if Int.random(in: 0..<20, using: &random) == 0 {
        writer.alignToByte()
        offset = (offset + 7) / 8 * 8
      }
      let width = Int.random(in: 0...32, using: &random)
      let value = UInt32(truncatingIfNeeded: (random.next() >> 32) >> UInt64(32 - width))
      writer.append(value, width: width)
      expected.append((offset, width, value))
      offset += width
    }
    writer.alignToByte()
    let bytes = writer.bytes
    #expect(bytes.count == (offset + 7) / 8)
    bytes.withUnsafeBytes { source in
      guard let base = source.baseAddress else { return }
      let wrong = expected.first { item in
        item.value
          != BitReader.read(
            base,
            byteCount: source.count,
            bitOffset: item.offset,
            width: item.width
          )
      }
      #expect(wrong == nil)
    }
  }

  @Test func bitsPastTheEndReadAsZero() {
    let bytes: [UInt8] = [0xFF, 0xFF, 0xFF]
    bytes.withUnsafeBytes { source in
      guard let base = source.baseAddress else { return }
      for offset in 0..<200 {
        let value = BitReader.read(base, byteCount: 3, bitOffset: offset, width: 32)
        #expect(value.nonzeroBitCount == max(0, 24 - offset))
      }
      #expect(BitReader.read(base, byteCount: 3, bitOffset: -9, width: 32) == 0)
      #expect(BitReader.read(base, byteCount: 0, bitOffset: 0, width: 8) == 0)
    }
  }

  @Test func removingAllStartsAnew() {
    var writer = BitWriter()
    writer.append(5, width: 3)
    writer.removeAll()
    writer.append(1, width: 8)
    #expect(writer.bytes == [1])
  }
}
