import SearchEngine
import Testing

@Suite("Stored fields: the byte transform")
struct StoredFieldsTransformTests {
  private func encode(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { HanByteTransform.encode($0) }
  }

  private func decode(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.withUnsafeBytes { HanByteTransform.decode($0) }
  }

  @Test func theExampleIsAsDocumented() {
    let expected: [UInt8] = [0x41, 0xCE, 0xA7, 0xF0, 0x0C, 0xF2, 0xC3, 0xF2, 0xA9]
    #expect(encode(Array("A级，é".utf8)) == expected)
    #expect(decode(expected) == Array("A级，é".utf8))
  }

  @Test func everyCharacterComesBackAndHanTakesTwoBytes() {
    // All of the Basic Multilingual Plane, and a sample of the others.
    for value in Array(0...0xFFFF) + Array(stride(from: 0x10000, to: 0x110000, by: 97)) {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let bytes = Array(String(scalar).utf8)
      let encoded = encode(bytes)
      guard decode(encoded) == bytes else {
        Issue.record("U+\(String(value, radix: 16)) became \(encoded)")
        continue
      }
      if (0x3000...0x9FFF).contains(value) && encoded.count != 2 {
        Issue.record("U+\(String(value, radix: 16)) takes \(encoded.count) bytes")
      }
    }
  }

  @Test func everyThreeBytesComeBack() {
    // All second and third bytes after every first byte that begins a group of characters, and
    // after some that do not.
    for first in Array(0xDF...0xF4) + [0x00, 0x7F, 0x80, 0xBF, 0xFF] as [UInt8] {
      for second in 0...255 as ClosedRange<UInt8> {
        for third in [0x00, 0x41, 0x7F, 0x80, 0x81, 0xBF, 0xC0, 0xE4, 0xFF] as [UInt8] {
          let bytes = [first, second, third]
          if decode(encode(bytes)) != bytes { Issue.record("\(bytes) did not come back") }
        }
      }
    }
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func anyBytesComeBack(seed: UInt64) {
    var random = StorageRandom(seed: seed)
    // Text with its bytes damaged: truncated and overlong sequences, surrogates.
    var bytes = Array(random.text(count: 60).utf8)
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
    }
    for start in 0..<4 {
      let part = Array(bytes[start..<(bytes.count - start)])
      #expect(decode(encode(part)) == part, "seed \(seed)")
    }
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func decodingAnyBytesIsSafe(seed: UInt64) {
    var random = StorageRandom(seed: seed)
    let bytes = random.bytes(count: .random(in: 0...64, using: &random))
    if let decoded = decode(bytes) { #expect(decode(encode(decoded)) == decoded) }
    #expect(decode([0xF3]) == nil && decode([0x80]) == nil && decode([0xF3, 0x80]) == nil)
  }
}
