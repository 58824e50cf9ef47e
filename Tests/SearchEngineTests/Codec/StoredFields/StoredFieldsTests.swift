import SearchEngine
import Testing

@Suite("Stored fields")
struct StoredFieldsTests {
  private let directory = MemoryDirectory()

  private func write(
    _ records: [[UInt8]],
    parameters: StoredFieldsWriter.Parameters = .init()
  ) throws -> StoredFieldsReader {
    let writer = try StoredFieldsWriter(
      directory: directory,
      name: "stored",
      parameters: parameters
    )
    for record in records { try writer.append(record) }
    #expect(writer.documentCount == records.count)
    try writer.finish()
    let reader = try StoredFieldsReader(
      directory: directory,
      name: "stored",
      documentCount: records.count
    )
    try reader.verifyChecksum()
    return reader
  }

  @Test func theFileIsAsDocumented() throws {
    _ = try write([Array("AB".utf8), []])
    let hexadecimal = try directory.contents("stored").dropLast(24).map {
      ($0 < 16 ? "0" : "") + String($0, radix: 16)
    }
    let documented = """
      d4 ad 4e e4
      02 00
      73 74 02 00
      00 00 00 00 00 00 00 00 00 00 00 00
      0a 00 00 00 00 00 00 00 02 00 00 00
      00 00 00 00 01 00 00 00 69 0c 98 1a
      """
    #expect(hexadecimal == documented.split { $0.isWhitespace }.map(String.init))
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func everyRecordComesBack(seed: UInt64) throws {
    var random = StorageRandom(seed: seed)
    var parameters = StoredFieldsWriter.Parameters()
    parameters.blockByteCount = [1, 300, 5000, 32 << 10].randomElement(using: &random) ?? 1
    parameters.level = .random(in: 1...9, using: &random)
    parameters.hasDictionary = .random(using: &random)
    let records = (0..<Int.random(in: 0...400, using: &random)).map { _ in
      switch Int.random(in: 0..<6, using: &random) {
      case 0: [UInt8]()
      case 1: random.bytes(count: .random(in: 0...300, using: &random))
      case 2: Array(random.text(count: .random(in: 0...1500, using: &random)).utf8)
      default: Array(random.text(count: .random(in: 0...150, using: &random)).utf8)
      }
    }
    let reader = try write(records, parameters: parameters)
    let cursor = reader.makeCursor()
    for document in records.indices {
      #expect(try cursor.record(document) == records[document], "seed \(seed)")
    }
    for document in records.indices.shuffled(using: &random).prefix(100) {
      #expect(try reader.record(document) == records[document], "seed \(seed)")
      #expect(try cursor.record(document) == records[document], "seed \(seed)")
    }
  }

  @Test func moreThanTheDictionarysSampleComesBack() throws {
    var random = StorageRandom(seed: 7)
    let parts = (0..<60).map { _ in Array(random.text(count: 700).utf8) }
    let records = (0..<600).map { _ in
      (0..<3).flatMap { _ in parts.randomElement(using: &random) ?? [] }
    }
    let reader = try write(records)
    let cursor = reader.makeCursor()
    for document in records.indices { #expect(try cursor.record(document) == records[document]) }
    #expect(try reader.record(599) == records[599])
  }

  @Test func aHugeRecordIsOneBlock() throws {
    let huge = [UInt8](repeating: 0x41, count: 5 << 20) + Array("职".utf8)
    let reader = try write([[1], huge, [2]])
    #expect(try reader.record(0) == [1])
    #expect(try reader.record(1) == huge)
    #expect(try reader.record(2) == [2])
  }

  @Test func manyEmptyRecordsComeBack() throws {
    let reader = try write(Array(repeating: [], count: 5000))
    #expect(try reader.record(0) == [])
    #expect(try reader.record(4999) == [])
  }

  @Test func noRecordsAreAFile() throws {
    let reader = try write([])
    #expect(throws: StorageError.self) { _ = try reader.record(0) }
  }

  @Test func documentsThatAreNotThereAreRefused() throws {
    let reader = try write([[1], [2]])
    for document in [-1, 2, Int.max, Int.min] {
      #expect(throws: StorageError.self) { _ = try reader.record(document) }
      #expect(throws: StorageError.self) { _ = try reader.makeCursor().record(document) }
    }
  }

  @Test func anotherSegmentsRecordsAreRefused() throws {
    _ = try write([[1], [2]])
    #expect(throws: StorageError.self) {
      _ = try StoredFieldsReader(directory: directory, name: "stored", documentCount: 3)
    }
  }

  @Test func manyThreadsReadAtOnce() async throws {
    var random = StorageRandom(seed: 3)
    let records = (0..<400).map { _ in Array(random.text(count: 400).utf8) }
    let reader = try write(records)
    try await withThrowingTaskGroup(of: Void.self) { (group) async throws -> Void in
      for task in 0..<8 {
        group.addTask { () async throws -> Void in
          for document in stride(from: task, to: 400, by: 3) {
            #expect(try reader.record(document) == records[document])
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Without the checksum of the whole file: what is given out was verified block by block.
  @Test func noFlippedBitOrCutChangesARecord() throws {
    var random = StorageRandom(seed: 5)
    let records = (0..<6).map { _ in Array(random.text(count: 12).utf8) } + [[]]
    var parameters = StoredFieldsWriter.Parameters()
    parameters.blockByteCount = 40
    _ = try write(records, parameters: parameters)
    try forEachDamage(directory.contents("stored")) { bytes, what in
      try directory.replace("damaged", bytes)
      do {
        let reader = try StoredFieldsReader(
          directory: directory,
          name: "damaged",
          documentCount: records.count
        )
        let cursor = reader.makeCursor()
        for document in records.indices {
          let record = try? reader.record(document)
          #expect(record == nil || record == records[document], "\(what)")
          let same = try? cursor.record(document)
          #expect(same == record, "\(what)")
        }
      } catch let error as StorageError {
        #expect(error.description.contains("memory/damaged"), "\(what)")
      }
    }
  }

  /// Bytes whose checksums are right, as somebody could make them on purpose.
  @Test(arguments: 1...150 as ClosedRange<UInt64>)
  func forgedBlocksAreReadWithinBounds(seed: UInt64) throws {
    var random = StorageRandom(seed: seed)
    let records = (0..<4).map { _ in Array(random.text(count: 10).utf8) }
    _ = try write(records)
    var body = Array(try directory.contents("stored").dropLast(24))
    // One block: its checksum, its content, two entries, the end of the index.
    let content = 4..<(body.count - 36)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: content, using: &random)
      body[place] = .random(in: 0...255, using: &random)
    }
    let forged = try ChecksummedWriter(directory: directory, name: "block", kind: .stored)
    try forged.write(Array(body[content]))
    try forged.finish()
    body.replaceSubrange(0..<4, with: try directory.contents("block").suffix(12).prefix(4))
    let writer = try ChecksummedWriter(directory: directory, name: "forged", kind: .stored)
    try writer.write(body)
    try writer.finish()
    let reader = try StoredFieldsReader(directory: directory, name: "forged", documentCount: 4)
    let cursor = reader.makeCursor()
    for document in 0..<4 {
      _ = try? reader.record(document)
      _ = try? cursor.record(document)
    }
  }

  @Test func everyFailureOfTheMediumIsReported() throws {
    var random = StorageRandom(seed: 2)
    let records = (0..<50).map { _ in random.bytes(count: 5000) }
    func run(_ directory: any IndexDirectory) throws {
      let writer = try StoredFieldsWriter(directory: directory, name: "stored")
      for record in records { try writer.append(record) }
      try writer.finish()
    }
    let whole = FaultInjectingDirectory(MemoryDirectory())
    try run(whole)
    #expect(whole.operations.count > 6)
    for number in whole.operations.indices {
      let memory = MemoryDirectory()
      let directory = FaultInjectingDirectory(memory, failing: number, with: .diskFull)
      #expect(throws: StorageError.diskFull(file: "stored")) { try run(directory) }
      if whole.operations[number] == .write {
        #expect(throws: StorageError.self) {
          _ = try StoredFieldsReader(directory: memory, name: "stored", documentCount: 50)
        }
      }
    }
  }
}
