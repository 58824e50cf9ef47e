import SearchEngine
import Testing

@Suite("Storage: checksummed files")
struct StorageChecksumTests {
  private let directory = MemoryDirectory()

  private func write(
    _ name: String,
    kind: FileKind = .terms,
    _ body: (ChecksummedWriter) throws -> Void
  ) throws {
    let writer = try ChecksummedWriter(directory: directory, name: name, kind: kind)
    try body(writer)
    try writer.finish()
  }

  @Test func theFooterIsAsDocumented() throws {
    try write("a", kind: .deletes) { try $0.write(byte: 1) }
    let expected: [UInt8] = [
      0x01, 0x7A, 0x73, 0x6F, 0x75, 0x01, 0x00, 0x00, 0x00, 0x07, 0x00, 0x00, 0x00,
      0x1B, 0xDF, 0x05, 0xA5, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ]
    #expect(try directory.contents("a") == expected)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func whateverIsWrittenIsRead(seed: UInt64) throws {
    var random = StorageRandom(seed: seed)
    var chunks: [[UInt8]] = []
    try write("a") { writer in
      for _ in 0..<200 {
        let largest = Bool.random(using: &random) ? 9 : 70_000
        let chunk = random.bytes(count: .random(in: 0...largest, using: &random))
        if chunk.count == 1 { try writer.write(byte: chunk[0]) } else { try writer.write(chunk) }
        chunks.append(chunk)
        #expect(writer.offset == UInt64(chunks.reduce(0) { $0 + $1.count }))
      }
    }
    let file = try ChecksummedFile(directory: directory, name: "a", kind: .terms)
    try file.verifyChecksum()
    var reader = file.reader
    for chunk in chunks {
      #expect(try [UInt8](reader.readBytes(count: chunk.count)) == chunk, "seed \(seed)")
    }
    #expect(reader.isAtEnd)
  }

  @Test func anEmptyBodyIsAFile() throws {
    try write("a") { _ in }
    let file = try ChecksummedFile(directory: directory, name: "a", kind: .terms)
    try file.verifyChecksum()
    #expect(file.body.isEmpty)
  }

  @Test func integersAreLittleEndianAndBack() throws {
    let values: [UInt64] = [0, 1, 0x7F, 0x80, 300, 0x3FFF, 0x4000, 1 << 32, 1 << 63, .max]
    try write("a") { writer in
      for value in values {
        try writer.writeVariable(value)
        try writer.writeUInt16(UInt16(truncatingIfNeeded: value))
        try writer.writeUInt32(UInt32(truncatingIfNeeded: value))
        try writer.writeUInt64(value)
      }
      try writer.pad(toMultipleOf: 64)
      #expect(writer.offset % 64 == 0)
    }
    var reader = try ChecksummedFile(directory: directory, name: "a", kind: .terms).reader
    for value in values {
      #expect(try reader.readVariable() == value)
      #expect(try reader.readUInt16() == UInt16(truncatingIfNeeded: value))
      #expect(try reader.readUInt32() == UInt32(truncatingIfNeeded: value))
      #expect(try reader.readUInt64() == value)
    }
  }

  @Test func everyFlippedBitAndEveryCutIsNoticed() throws {
    try write("a") { try $0.write(Array("职业教育".utf8)) }
    try forEachDamage(directory.contents("a")) { bytes, what in
      #expect(throws: StorageError.self, "\(what)") {
        try ChecksummedFile(MappedFile(bytes: bytes, name: "a"), kind: .terms).verifyChecksum()
      }
    }
  }

  @Test func aLaterFormatIsNotCalledDamaged() throws {
    try write("a") { _ in }
    var bytes = try directory.contents("a")
    bytes[4] = 9
    let error = StorageError.newerVersion(file: "a", found: 9, supported: 1)
    #expect(throws: error) {
      _ = try ChecksummedFile(MappedFile(bytes: bytes, name: "a"), kind: .terms)
    }
    #expect(error.description.contains("Use the newer zhisou"))
  }

  @Test func aFileInAnothersPlaceIsNoticed() throws {
    try write("a", kind: .norms) { _ in }
    let error = StorageError.damaged(
      file: "memory/a",
      reason: "it should hold terms, but its footer says norms"
    )
    #expect(throws: error) {
      _ = try ChecksummedFile(directory: directory, name: "a", kind: .terms)
    }
  }

  @Test func anUnfinishedFileCannotBeOpened() throws {
    do {
      let writer = try ChecksummedWriter(directory: directory, name: "a", kind: .terms)
      try writer.write([UInt8](repeating: 7, count: 200_000))
    }
    #expect(throws: StorageError.self) {
      _ = try ChecksummedFile(directory: directory, name: "a", kind: .terms)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func readingNeverLeavesTheBytes(seed: UInt64) throws {
    var random = StorageRandom(seed: seed)
    for _ in 0..<200 {
      let bytes = random.bytes(count: .random(in: 0...24, using: &random))
      bytes.withUnsafeBytes { bytes in
        var reader = ByteReader(bytes, file: "random")
        for _ in 0..<40 {
          let before = reader.offset
          do {
            switch Int.random(in: 0..<9, using: &random) {
            case 0: _ = try reader.readUInt8()
            case 1: _ = try reader.readUInt16()
            case 2: _ = try reader.readUInt32()
            case 3: _ = try reader.readUInt64()
            case 4: _ = try reader.readVariable()
            case 5: #expect(try reader.readVariable(upTo: 99) <= 99)
            case 6: _ = try reader.readBytes(count: .random(in: -2...9, using: &random))
            case 7: _ = try reader.readString(utf8Count: .random(in: -2...9, using: &random))
            default: try reader.seek(to: .random(in: 0...30, using: &random))
            }
          } catch {
            #expect(reader.offset == before, "seed \(seed)")
          }
          #expect(reader.offset + reader.remaining == bytes.count)
        }
        for count in [Int.max, Int.min, -1, bytes.count + 1] {
          #expect(throws: StorageError.self) { _ = try reader.readBytes(count: count) }
        }
      }
    }
  }

  @Test func integersOfMoreThan64BitsAreRefused() {
    let malformed: [[UInt8]] = [
      [], [0x80], [0x80, 0x00], Array(repeating: 0xFF, count: 10),
      Array(repeating: 0x80, count: 30),
      Array(repeating: 0xFF, count: 9) + [0x02],
    ]
    for bytes in malformed {
      bytes.withUnsafeBytes { bytes in
        var reader = ByteReader(bytes, file: "a")
        #expect(throws: StorageError.self) { _ = try reader.readVariable() }
        #expect(reader.offset == 0)
      }
    }
  }
}
