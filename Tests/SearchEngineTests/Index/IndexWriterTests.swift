import SearchEngine
import Testing
import TextAnalysis

/// A schema of one text field, for tests that are not about fields.
func plainSchema() throws -> Schema {
  try Schema(fields: [
    FieldDefinition(name: "text", kind: .text(analyzer: .chinese, weight: 1, positions: true)),
    FieldDefinition(name: "level", kind: .keyword(multiple: false)),
    FieldDefinition(name: "tags", kind: .keyword(multiple: true)),
    FieldDefinition(name: "year", kind: .integer),
  ])
}

func plainDocument(_ id: String, _ text: String) -> Document {
  Document(
    id: id,
    values: [FieldValue(field: "text", value: .text(text))],
    stored: Array("\(id): \(text)".utf8)
  )
}

@Suite("Index writer")
struct IndexWriterTests {
  private let directory = MemoryDirectory()

  private func writer(_ options: IndexWriterOptions = .init()) throws -> IndexWriter {
    try IndexWriter(directory: directory, schema: plainSchema(), options: options)
  }

  private func ids(_ text: String) throws -> Set<String> {
    let snapshot = try IndexSnapshot.open(directory)
    let options = SearchOptions(query: .text(text, match: .all), limit: 1_000)
    return Set(try snapshot.scoredIDs(options).map(\.id))
  }

  @Test func whatWasCommittedIsFoundAndComesBackWhole() throws {
    let writer = try writer()
    try writer.add(plainDocument("a", "计算机应用技术"))
    try writer.add(plainDocument("b", "农业机械"))
    #expect(try writer.commit() == 1)
    let snapshot = try IndexSnapshot.open(directory)
    #expect(snapshot.documentCount == 2)
    #expect(snapshot.generation == 1)
    #expect(try ids("计算机") == ["a"])
    #expect(try ids("机") == ["a", "b"])
    let address = try #require(try snapshot.address(ofID: "b"))
    let stored = try snapshot.storedDocument(at: address)
    #expect(stored.id == "b")
    #expect(stored.stored == Array("b: 农业机械".utf8))
    #expect(try snapshot.address(ofID: "c") == nil)
    expectIntact(directory)
  }

  @Test func nothingIsSeenBeforeTheCommit() throws {
    let writer = try writer()
    try writer.commit()
    try writer.add(plainDocument("a", "课程"))
    #expect(try ids("课程").isEmpty)
    try writer.commit()
    #expect(try ids("课程") == ["a"])
    expectIntact(directory)
  }

  @Test func aWriterDroppedWithoutCommitLeavesTheOldCommit() throws {
    do {
      let writer = try writer()
      try writer.add(plainDocument("a", "课程"))
      try writer.commit()
    }
    do {
      // So little memory that each document is written at once.
      let writer = try writer(IndexWriterOptions(memoryBudget: 1))
      for number in 0..<5 { try writer.add(plainDocument("n\(number)", "课程")) }
      #expect(try writer.delete(id: "a"))
    }
    #expect(try ids("课程") == ["a"])
    expectIntact(directory)
    // The next writer clears up what the dropped one left.
    let writer = try writer()
    let before = try directory.fileNames()
    #expect(before.count == 8)
    try writer.add(plainDocument("b", "课程"))
    try writer.commit()
    #expect(try ids("课程") == ["a", "b"])
    expectIntact(directory)
  }

  @Test func addingAnIdAgainReplacesItWhereverItWas() throws {
    let writer = try writer()
    try writer.add(plainDocument("a", "旧课程"))
    try writer.add(plainDocument("a", "新课程"))
    try writer.commit()
    #expect(try ids("旧").isEmpty)
    #expect(try ids("新") == ["a"])
    try writer.add(plainDocument("a", "专业"))
    try writer.commit()
    #expect(try ids("课程").isEmpty)
    #expect(try ids("专业") == ["a"])
    let snapshot = try IndexSnapshot.open(directory)
    #expect(snapshot.documentCount == 1)
    let address = try #require(try snapshot.address(ofID: "a"))
    #expect(try snapshot.storedDocument(at: address).stored == Array("a: 专业".utf8))
    expectIntact(directory)
  }

  @Test func aDeletedDocumentIsGoneAndMayComeBack() throws {
    let writer = try writer()
    try writer.add(plainDocument("a", "课程"))
    #expect(try writer.delete(id: "a"))
    #expect(try !writer.delete(id: "a"))
    try writer.add(plainDocument("b", "课程"))
    try writer.commit()
    #expect(try ids("课程") == ["b"])
    #expect(try writer.delete(id: "b"))
    #expect(try !writer.delete(id: "b"))
    #expect(try !writer.delete(id: "never"))
    try writer.commit()
    #expect(try ids("课程").isEmpty)
    #expect(try IndexSnapshot.open(directory).address(ofID: "b") == nil)
    try writer.add(plainDocument("b", "课程"))
    try writer.commit()
    #expect(try ids("课程") == ["b"])
    expectIntact(directory)
  }

  @Test func deletesSurviveReopeningAndMerging() throws {
    do {
      let writer = try writer()
      for number in 0..<20 { try writer.add(plainDocument("d\(number)", "课程\(number)")) }
      try writer.commit()
      for number in stride(from: 0, to: 20, by: 3) { _ = try writer.delete(id: "d\(number)") }
      try writer.commit()
    }
    let expected = Set((0..<20).filter { $0 % 3 != 0 }.map { "d\($0)" })
    #expect(try ids("课程") == expected)
    let writer = try writer()
    try writer.add(plainDocument("e", "课程"))
    try writer.optimize()
    #expect(try ids("课程") == expected.union(["e"]))
    let snapshot = try IndexSnapshot.open(directory)
    #expect(snapshot.segmentCount == 1)
    #expect(IndexChecker(directory).check().deletedDocuments == 0)
    expectIntact(directory)
  }

  @Test func anEmptyIndexAnswers() throws {
    try writer().commit()
    #expect(try ids("课程").isEmpty)
    #expect(try IndexSnapshot.open(directory).search(SearchOptions(query: .all)).total == 0)
    expectIntact(directory)
  }

  @Test func anIndexWhoseDocumentsAreAllDeletedAnswers() throws {
    let writer = try writer()
    for number in 0..<3 { try writer.add(plainDocument("\(number)", "课程")) }
    try writer.commit()
    for number in 0..<3 { _ = try writer.delete(id: "\(number)") }
    try writer.commit()
    #expect(try IndexSnapshot.open(directory).search(SearchOptions(query: .all)).total == 0)
    expectIntact(directory)
    try writer.optimize()
    #expect(try IndexSnapshot.open(directory).segmentCount == 0)
    expectIntact(directory)
  }

  @Test func aCommitWithoutChangesKeepsItsGeneration() throws {
    let writer = try writer()
    #expect(try writer.commit() == 1)
    #expect(try writer.commit() == 1)
    try writer.add(plainDocument("a", "课程"))
    #expect(try writer.commit() == 2)
    #expect(try writer.optimize() == 2)
    #expect(writer.generation == 2)
    expectIntact(directory)
  }

  @Test func aSearchKeepsItsSnapshotWhileTheIndexGoesOn() throws {
    let writer = try writer()
    try writer.add(plainDocument("a", "课程"))
    try writer.commit()
    let reader = try IndexReader(directory: directory)
    let old = reader.snapshot
    for number in 0..<5 { try writer.add(plainDocument("n\(number)", "课程")) }
    _ = try writer.delete(id: "a")
    try writer.optimize()
    #expect(try old.ids() == ["a"])
    #expect(try reader.refresh())
    #expect(try !reader.refresh())
    #expect(try reader.snapshot.ids() == Set((0..<5).map { "n\($0)" }))
    #expect(try old.ids() == ["a"])
    expectIntact(directory)
  }

  @Test func onlyTheFilesOfTheCommitAreKept() throws {
    let writer = try writer(IndexWriterOptions(mergeFactor: 2))
    for number in 0..<12 {
      try writer.add(plainDocument("\(number)", "课程"))
      if number > 0 { _ = try writer.delete(id: "\(number - 1)") }
      try writer.commit()
      let segments = try IndexSnapshot.open(directory).segmentCount
      #expect(segments <= 2)
      #expect(try directory.fileNames().count <= 1 + 8 * segments)
    }
    #expect(try ids("课程") == ["11"])
    expectIntact(directory)
  }
}

@Suite("Index writer refuses")
struct IndexRefusalTests {
  private let directory = MemoryDirectory()

  @Test func aSecondWriter() throws {
    let first = try IndexWriter(directory: directory, schema: plainSchema())
    let error = #expect(throws: IndexError.self) {
      try IndexWriter(directory: directory, schema: plainSchema())
    }
    guard case .storage(.locked) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.description.contains("is writing to this index") == true)
    try first.add(plainDocument("a", "课程"))
    try first.commit()
  }

  @Test func anIndexOfAnotherSchema() throws {
    do {
      let writer = try IndexWriter(directory: directory, schema: plainSchema())
      try writer.add(plainDocument("a", "课程"))
      try writer.commit()
    }
    let other = try Schema(fields: [FieldDefinition(name: "year", kind: .integer)])
    let error = #expect(throws: IndexError.self) {
      try IndexWriter(directory: directory, schema: other)
    }
    #expect(error == .schemaMismatch(path: "memory"))
    #expect(error?.description.contains("has another schema") == true)
    #expect(try IndexSnapshot.open(directory).ids() == ["a"])
    expectIntact(directory)
  }

  @Test func documentsThatDoNotFitTheSchemaAndNothingElse() throws {
    let writer = try IndexWriter(directory: directory, schema: plainSchema())
    let long = String(repeating: "长", count: 86)
    func value(_ field: String, _ value: FieldValue.Value) -> FieldValue {
      FieldValue(field: field, value: value)
    }
    let refused: [(Document, DocumentError)] = [
      (plainDocument("", "课程"), .invalidID("")),
      (plainDocument(long, "课程"), .invalidID(long)),
      (
        Document(id: "a", values: [value("other", .text(""))]),
        .unknownField(id: "a", field: "other")
      ),
      (
        Document(id: "a", values: [value("text", .integer(1))]),
        .wrongType(id: "a", field: "text", expected: "text")
      ),
      (
        Document(id: "a", values: [value("level", .text("x"))]),
        .wrongType(id: "a", field: "level", expected: "a keyword")
      ),
      (
        Document(id: "a", values: [value("year", .keyword("x"))]),
        .wrongType(id: "a", field: "year", expected: "an integer")
      ),
      (
        Document(id: "a", values: [value("level", .keyword("x")), value("level", .keyword("y"))]),
        .tooManyValues(id: "a", field: "level")
      ),
      (
        Document(id: "a", values: [value("year", .integer(1)), value("year", .integer(1))]),
        .tooManyValues(id: "a", field: "year")
      ),
    ]
    for (number, (document, expected)) in refused.enumerated() {
      #expect(throws: IndexError.document(expected)) { try writer.add(document) }
      #expect(expected.description.hasSuffix("."))
      try writer.add(plainDocument("ok\(number)", "课程"))
    }
    // The longest id there is.
    try writer.add(plainDocument(String(repeating: "长", count: 85), "课程"))
    try writer.commit()
    #expect(try IndexSnapshot.open(directory).documentCount == refused.count + 1)
    expectIntact(directory)
  }

  @Test func schemasThatCannotWork() throws {
    func text(_ name: String, _ weight: Float = 1) -> FieldDefinition {
      FieldDefinition(name: name, kind: .text(analyzer: .chinese, weight: weight, positions: true))
    }
    for name in ["", "_id", String(repeating: "a", count: 256)] {
      #expect(throws: SchemaError.invalidName(name)) { try Schema(fields: [text(name)]) }
    }
    for weight: Float in [0, -1, .infinity, .greatestFiniteMagnitude, 1_000_001] {
      #expect(throws: SchemaError.invalidWeight(field: "a", weight: weight)) {
        try Schema(fields: [text("a", weight)])
      }
    }
    #expect(throws: SchemaError.self) { try Schema(fields: [text("a", .nan)]) }
    #expect(throws: SchemaError.duplicateName("a")) { try Schema(fields: [text("a"), text("a")]) }
  }

  @Test func foldersWithoutAnIndex() throws {
    #expect(throws: IndexError.storage(.notAnIndex(path: "memory"))) {
      try IndexSnapshot.open(directory)
    }
    let report = IndexChecker(directory).check()
    #expect(!report.ok)
    #expect(report.issues.first?.file == "manifest")
  }
}
