import SearchEngine
import Testing

@Suite("Columns")
struct ColumnsTests {
  private let directory = MemoryDirectory()

  private func write(
    documentCount: Int,
    _ body: (ColumnsWriter) throws -> Void
  ) throws -> ColumnsReader {
    let writer = try ColumnsWriter(
      directory: directory,
      name: "columns",
      documentCount: documentCount
    )
    try body(writer)
    try writer.finish()
    let reader = try ColumnsReader(
      directory: directory,
      name: "columns",
      documentCount: documentCount
    )
    try reader.verifyChecksum()
    return reader
  }

  private func keywords(_ values: [[String]]) -> KeywordColumnBuilder {
    var builder = KeywordColumnBuilder()
    for (document, values) in values.enumerated() {
      for value in values { builder.add(value, document: document) }
    }
    return builder
  }

  private func integers(_ values: [Int64?]) -> IntegerColumnBuilder {
    var builder = IntegerColumnBuilder()
    for (document, value) in values.enumerated() {
      if let value { builder.add(value, document: document) }
    }
    return builder
  }

  private func ordinals(_ column: KeywordColumn, _ document: Int) -> [Int] {
    var ordinals: [Int] = []
    column.forEachOrdinal(document) { ordinals.append($0) }
    return ordinals
  }

  private func documents(count: Int, _ body: (UnsafeMutableBufferPointer<UInt64>) -> Void) -> [Int]
  {
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    words.withUnsafeMutableBufferPointer { body($0) }
    return (0..<words.count * 64).filter { words[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
  }

  @Test func theFileIsAsDocumented() throws {
    _ = try write(documentCount: 3) {
      try $0.addKeyword(name: "l", values: keywords([["国"], [], ["省"]]))
    }
    let expected: [UInt8] = [
      0x00, 0x03, 0x06, 0x00, 0x00, 0x00, 0x00, 0x00,
      0xE5, 0x9B, 0xBD, 0xE7, 0x9C, 0x81, 0x00, 0x00,
      0x01, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x01, 0x6C, 0x01, 0x00, 0x02, 0x06, 0x02,
      0x18, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x01, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00,
    ]
    #expect(try directory.contents("columns").dropLast(24) == expected[...])
  }

  @Test(arguments: [0, 1, 3, 200, 255, 256, 300, 65_535, 65_536, 70_000])
  func keywordsComeBackForEverySizeOfDictionary(size: Int) throws {
    var random = StorageRandom(seed: UInt64(size))
    var values = (0..<size).map { ["值\($0)"] }
    values += (0..<500).map { _ in
      size == 0 || Bool.random(using: &random)
        ? [] : ["值\(Int.random(in: 0..<size, using: &random))"]
    }
    values.shuffle(using: &random)
    let reader = try write(documentCount: values.count) {
      try $0.addKeyword(name: "k", values: keywords(values))
    }
    let column = try #require(reader.keyword(named: "k"))
    #expect(column.ordinalCount == size)
    #expect(!column.isMultiple)
    #expect(column.valueCount == values.count { !$0.isEmpty })
    for (document, values) in values.enumerated() {
      // Not #expect, which takes long when there are so many.
      let first = values.first.map { column.ordinal(of: $0) ?? -1 } ?? 0
      if ordinals(column, document).map(column.value(ofOrdinal:)) != values
        || column.firstOrdinal(document) != first
      {
        Issue.record("document \(document)")
      }
    }
    #expect(column.ordinal(of: "没有") == nil)
    #expect(column.ordinal(of: "") == nil)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func severalKeywordsComeBackCountedAndFiltered(seed: UInt64) throws {
    var random = StorageRandom(seed: seed)
    let vocabulary = (0..<Int.random(in: 1...400, using: &random)).map { _ in
      random.text(count: .random(in: 0...4, using: &random))
    }
    let largest = Int.random(in: 0...4, using: &random)
    let values = (0..<Int.random(in: 0...300, using: &random)).map { _ in
      (0..<Int.random(in: 0...largest, using: &random)).map { _ in
        vocabulary.randomElement(using: &random) ?? ""
      }
    }
    let reader = try write(documentCount: values.count) {
      try $0.addKeyword(name: "other", values: KeywordColumnBuilder())
      try $0.addKeyword(name: "k", values: keywords(values))
    }
    let column = try #require(reader.keyword(named: "k"))
    // The oracle: bytes of values, sorted and unique.
    let sorted = values.map {
      Set($0.map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
    }
    let dictionary = Set(sorted.joined()).sorted { $0.lexicographicallyPrecedes($1) }
    let strings = dictionary.map { String(decoding: $0, as: UTF8.self) }
    #expect(
      (1..<column.ordinalCount + 1).map { Array(column.value(ofOrdinal: $0).utf8) } == dictionary
    )
    #expect(column.isMultiple == sorted.contains { $0.count > 1 })
    #expect(column.valueCount == sorted.reduce(0) { $0 + $1.count })

    var expected = [UInt32](repeating: 0, count: dictionary.count + 1)
    for (document, values) in sorted.enumerated() {
      let own = ordinals(column, document)
      #expect(own.map { dictionary[$0 - 1] } == values, "seed \(seed)")
      #expect(column.firstOrdinal(document) == own.first ?? 0)
      for ordinal in own { expected[ordinal] += 1 }
    }
    for (place, string) in strings.enumerated() { #expect(column.ordinal(of: string) == place + 1) }

    var counts = [UInt32](repeating: 0, count: dictionary.count + 1)
    counts.withUnsafeMutableBufferPointer { counts in
      Array(0..<UInt32(values.count)).withUnsafeBufferPointer { column.count($0, into: counts) }
    }
    #expect(counts.dropFirst() == expected.dropFirst())
    counts = [UInt32](repeating: 0, count: dictionary.count + 1)
    counts.withUnsafeMutableBufferPointer { column.countAll(into: $0) }
    #expect(counts.dropFirst() == expected.dropFirst())

    var visited = values.map { _ in [Int]() }
    column.forEach { visited[$0].append($1) }
    #expect(visited == values.indices.map { ordinals(column, $0) })

    let prefix = random.text(count: 1)
    let withPrefix = column.ordinals(withPrefix: prefix)
    #expect(
      Array(withPrefix)
        == dictionary.indices.filter { dictionary[$0].starts(with: prefix.utf8) }
        .map { $0 + 1 }
        || withPrefix.isEmpty && !dictionary.contains { $0.starts(with: prefix.utf8) }
    )
    #expect(column.ordinals(withPrefix: "") == 1..<dictionary.count + 1)
    let low = Int.random(in: -1...dictionary.count + 1, using: &random)
    let range = low..<low + Int.random(in: 0...40, using: &random)
    #expect(
      documents(count: values.count) { column.insertDocuments(withOrdinals: range, into: $0) }
        == values.indices.filter { ordinals(column, $0).contains { range.contains($0) } }
    )
  }

  @Test func equivalentButDifferentSpellingsStayApart() throws {
    let spellings = ["é", "e\u{301}", "\u{2126}", "\u{3A9}"]
    let reader = try write(documentCount: 4) {
      try $0.addKeyword(name: "k", values: keywords(spellings.map { [$0] }))
    }
    let column = try #require(reader.keyword(named: "k"))
    #expect(column.ordinalCount == 4)
    for (document, spelling) in spellings.enumerated() {
      let value = column.value(ofOrdinal: column.firstOrdinal(document))
      #expect(Array(value.utf8) == Array(spelling.utf8))
      #expect(column.ordinal(of: spelling) == column.firstOrdinal(document))
    }
  }

  @Test func aMergeInternsEachValueOnceAndDropsWhatNoDocumentHas() throws {
    let reader = try write(documentCount: 3) {
      try $0.addKeyword(name: "k", values: keywords([["b", "a"], ["c"], ["a"]]))
    }
    let source = try #require(reader.keyword(named: "k"))
    var merged = KeywordColumnBuilder()
    let handles = (1...source.ordinalCount).map { merged.intern(source.value(ofOrdinal: $0)) }
    // The second document was deleted.
    for (document, old) in [0, 2].enumerated() {
      source.forEachOrdinal(old) { merged.add(handles[$0 - 1], document: document) }
    }
    try directory.removeFile(named: "columns")
    let target = try write(documentCount: 2) { try $0.addKeyword(name: "k", values: merged) }
    let column = try #require(target.keyword(named: "k"))
    #expect((1...2).map(column.value(ofOrdinal:)) == ["a", "b"])
    #expect(ordinals(column, 0) == [1, 2] && ordinals(column, 1) == [1])
    #expect(column.ordinal(of: "c") == nil)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func integersComeBackAndAreFiltered(seed: UInt64) throws {
    var random = StorageRandom(seed: seed)
    let ranges: [ClosedRange<Int64>] = [
      0...0, 2000...2026, -5...250, 0...254, 0...255, 0...65_534, 0...65_535, -1...1 << 32,
      .min...(.min + 9), .min ... .max, -1 << 40...1 << 40,
    ]
    let range = ranges.randomElement(using: &random) ?? 0...0
    let isComplete = Bool.random(using: &random)
    var values: [Int64?] = (0..<Int.random(in: 0...300, using: &random)).map { _ in
      isComplete || Bool.random(using: &random) ? .random(in: range, using: &random) : nil
    }
    if Bool.random(using: &random) { values += [range.lowerBound, range.upperBound] }
    let reader = try write(documentCount: values.count) {
      try $0.addInteger(name: "i", values: integers(values))
    }
    let column = try #require(reader.integer(named: "i"))
    #expect(values.indices.map { column.value($0) } == values, "seed \(seed)")
    #expect(column.minimum == values.compactMap { $0 }.min())
    #expect(column.maximum == values.compactMap { $0 }.max())
    var visited = [Int64?](repeating: nil, count: values.count)
    column.forEach { visited[$0] = $1 }
    #expect(visited == values)
    for _ in 0..<20 {
      let bounds = (0..<2).map { _ in Int64.random(in: range, using: &random) }.sorted()
      let wanted =
        [bounds[0]...bounds[1], .min...bounds[1], bounds[0] ... .max, .min ... .max]
        .randomElement(using: &random) ?? 0...0
      #expect(
        documents(count: values.count) { column.insertDocuments(withValues: wanted, into: $0) }
          == values.indices.filter { values[$0].map(wanted.contains) ?? false },
        "seed \(seed)"
      )
    }
  }

  @Test func allSixtyFourBitsAndNoValueFitTogether() throws {
    let values: [Int64?] = [.min, nil, .max, 0, nil, .min + 1, .min + 2]
    let reader = try write(documentCount: values.count) {
      try $0.addInteger(name: "i", values: integers(values))
    }
    let column = try #require(reader.integer(named: "i"))
    #expect(values.indices.map { column.value($0) } == values)
    #expect(
      documents(count: 7) { column.insertDocuments(withValues: .min ... .max, into: $0) }
        == [0, 2, 3, 5, 6]
    )
  }

  @Test func columnsAreFoundByNameAndType() throws {
    let reader = try write(documentCount: 2) {
      try $0.addKeyword(name: "地区", values: keywords([["11"], []]))
      try $0.addInteger(name: "year", values: integers([nil, 2021]))
      try $0.addKeyword(name: "", values: keywords([[], ["x", "y"]]))
    }
    #expect(reader.names == ["地区", "year", ""])
    #expect(reader.keyword(named: "地区")?.value(ofOrdinal: 1) == "11")
    #expect(reader.integer(named: "year")?.value(1) == 2021)
    #expect(reader.integer(named: "year")?.value(0) == nil)
    #expect(reader.keyword(named: "")?.ordinalCount == 2)
    #expect(reader.keyword(named: "year") == nil)
    #expect(reader.integer(named: "地区") == nil)
    #expect(reader.keyword(named: "none") == nil)
    #expect(throws: StorageError.self) {
      _ = try ColumnsReader(directory: directory, name: "columns", documentCount: 3)
    }
  }

  @Test func noColumnsAreAFile() throws {
    #expect(try write(documentCount: 0) { _ in }.names.isEmpty)
  }

  /// Uses everything that a column offers; must not leave the file whatever the file holds.
  private func exercise(_ reader: ColumnsReader, documentCount: Int) {
    for name in reader.names {
      if let column = reader.keyword(named: name) {
        for document in 0..<documentCount {
          column.forEachOrdinal(document) { _ = column.value(ofOrdinal: $0) }
          _ = column.firstOrdinal(document)
        }
        _ = column.ordinal(of: "国")
        _ = column.ordinals(withPrefix: "国")
        var counts = [UInt32](repeating: 0, count: column.ordinalCount + 1)
        counts.withUnsafeMutableBufferPointer { column.countAll(into: $0) }
        _ = documents(count: documentCount) {
          column.insertDocuments(withOrdinals: 1..<3, into: $0)
        }
      }
      if let column = reader.integer(named: name) {
        for document in 0..<documentCount { _ = column.value(document) }
        column.forEach { _, _ in }
        _ = documents(count: documentCount) {
          column.insertDocuments(withValues: -9...2020, into: $0)
        }
      }
    }
  }

  @Test func noFlippedBitOrCutLeadsOutOfTheFile() throws {
    let whole = try write(documentCount: 5) {
      try $0.addKeyword(name: "a", values: keywords([["国"], [], ["省"], ["国"], ["市"]]))
      try $0.addKeyword(name: "b", values: keywords([["x", "y"], [], ["z", "x"], [], ["y"]]))
      try $0.addInteger(name: "c", values: integers([2019, nil, 2020, 2021, -4]))
    }
    exercise(whole, documentCount: 5)
    try forEachDamage(directory.contents("columns")) { bytes, what in
      try directory.replace("damaged", bytes)
      do {
        let reader = try ColumnsReader(directory: directory, name: "damaged", documentCount: 5)
        exercise(reader, documentCount: 5)
        #expect(throws: StorageError.self, "\(what)") { try reader.verifyChecksum() }
      } catch let error as StorageError {
        #expect(error.description.contains("memory/damaged"), "\(what)")
      }
    }
  }

  @Test(arguments: 1...400 as ClosedRange<UInt64>)
  func randomDamageOfManyBytesIsSafe(seed: UInt64) throws {
    var random = StorageRandom(seed: seed)
    _ = try write(documentCount: 3) {
      try $0.addKeyword(name: "a", values: keywords([["国"], ["市", "县"], ["省"]]))
      try $0.addInteger(name: "c", values: integers([2019, nil, 1 << 40]))
    }
    var bytes = try directory.contents("columns")
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      bytes[Int.random(in: 0..<bytes.count - 24, using: &random)] =
        [0, 1, 0x7F, 0x80, 0xFF, .random(in: 0...255, using: &random)].randomElement(using: &random)
        ?? 0
    }
    try directory.replace("damaged", bytes)
    if let reader = try? ColumnsReader(directory: directory, name: "damaged", documentCount: 3) {
      exercise(reader, documentCount: 3)
    }
  }
}
