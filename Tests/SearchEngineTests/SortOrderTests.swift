import SearchEngine
import Testing
import TextAnalysis

@Suite("Ordering by an integer field")
struct SortOrderTests {
  private static let schema = [
    FieldDefinition(name: "text", kind: .text(analyzer: .chinese, weight: 1, positions: true)),
    FieldDefinition(name: "year", kind: .integer),
  ]

  /// Documents with these years, in commits of three, so that the order crosses segments.
  private func snapshot(years: [Int64?]) throws -> IndexSnapshot {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory: directory, schema: Schema(fields: Self.schema))
    for (number, year) in years.enumerated() {
      var values = [FieldValue(field: "text", value: .text("数控 \(number)"))]
      if let year { values.append(FieldValue(field: "year", value: .integer(year))) }
      try writer.add(Document(id: "\(number)", values: values))
      if number % 3 == 2 { _ = try writer.commit() }
    }
    _ = try writer.commit()
    return try IndexSnapshot.open(directory)
  }

  private func ids(
    _ snapshot: IndexSnapshot,
    _ order: SortOrder?,
    offset: Int = 0,
    limit: Int = 100
  ) throws -> [String] {
    let options = SearchOptions(
      query: .text("数控", match: .all),
      offset: offset,
      limit: limit,
      sort: order
    )
    return try snapshot.search(options).hits.map { try snapshot.storedDocument(at: $0.document).id }
  }

  @Test("Values decide, then document order; documents without a value come last either way")
  func order() throws {
    let snapshot = try snapshot(years: [2020, nil, .min, 2022, 2020, .max, nil, 2019])
    let newest = SortOrder(field: "year", isDescending: true)
    let oldest = SortOrder(field: "year", isDescending: false)
    #expect(try ids(snapshot, newest) == ["5", "3", "0", "4", "7", "2", "1", "6"])
    #expect(try ids(snapshot, oldest) == ["2", "7", "0", "4", "3", "5", "1", "6"])
  }

  @Test("Pages are cuts of the whole order, of any random column")
  func pages() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var state = seed
    let years = (0..<200).map { _ -> Int64? in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Int64(state >> 33) % 20
      return value == 0 ? nil : value
    }
    let snapshot = try snapshot(years: years)
    let expected = years.indices
      .sorted { (-(years[$0] ?? -1), $0) < (-(years[$1] ?? -1), $1) }.map(String.init)
    let order = SortOrder(field: "year", isDescending: true)
    #expect(try ids(snapshot, order, limit: 500) == expected, "seed \(seed)")
    for offset in stride(from: 0, to: 210, by: 7) {
      let page = try ids(snapshot, order, offset: offset, limit: 7)
      #expect(page == Array(expected.dropFirst(offset).prefix(7)), "seed \(seed)")
    }
  }

  @Test("Only an integer field can order")
  func wrongFields() throws {
    let snapshot = try snapshot(years: [1])
    #expect(throws: SearchError.unknownField("none")) {
      try ids(snapshot, SortOrder(field: "none", isDescending: true))
    }
    #expect(throws: SearchError.self) {
      try ids(snapshot, SortOrder(field: "text", isDescending: true))
    }
  }
}
