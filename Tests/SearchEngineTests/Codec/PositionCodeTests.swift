import Testing

@testable import SearchEngine

@Suite("Position codes")
struct PositionCodeTests {
  @Test func positionsOfAnyFrequencyComeBack() {
    let seed: UInt64 = 20_261_123
    print("PositionCodeTests seed \(seed)")
    var random = StorageRandom(seed: seed)
    for round in 0..<2_000 {
      let norm = UInt8.random(in: 1...120, using: &random)
      let longest = LengthNorm.longest(norm: norm)
      let frequency = Int.random(in: 1...min(longest, round % 10 == 0 ? 2_000 : 40), using: &random)
      var chosen: Set<UInt32> = []
      while chosen.count < frequency {
        chosen.insert(UInt32.random(in: 0..<UInt32(longest), using: &random))
      }
      let positions = chosen.sorted()
      let code = PositionCode(frequency: UInt32(frequency), longest: longest)
      var bits = BitWriter()
      let lead = Int.random(in: 0...13, using: &random)
      bits.append(0, width: lead)
      positions.withUnsafeBufferPointer { code.encode($0, into: &bits) }
      bits.alignToByte()
      #expect(bits.bytes.count == (lead + code.bitCount + 7) / 8)
      var found: [UInt32] = []
      let isWhole = bits.bytes.withUnsafeBytes { bytes in
        bytes.baseAddress.map {
          code.decode($0, byteCount: bytes.count, bitOffset: lead, into: &found)
        }
      }
      #expect(isWhole == true)
      #expect(found == positions)
    }
  }

  @Test func theWorkedExampleTakes42Bits() {
    let code = PositionCode(frequency: 7, longest: 100)
    #expect(code.isEliasFano)
    #expect(code.width == 4)
    #expect(code.bitCount == 42)
  }

  @Test func randomBitsNeverLeadOutOfTheirBytes() {
    var random = StorageRandom(seed: 7)
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 1...64, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let code = PositionCode(
        frequency: UInt32.random(in: 1...300, using: &random),
        longest: LengthNorm.longest(norm: UInt8.random(in: 1...255, using: &random))
      )
      var found: [UInt32] = []
      _ = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map {
          code.decode(
            $0,
            byteCount: buffer.count,
            bitOffset: Int.random(in: 0...600, using: &random),
            into: &found
          )
        }
      }
      #expect(found.count <= 300)
    }
  }
}
