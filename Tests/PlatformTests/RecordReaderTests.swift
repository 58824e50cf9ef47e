import Testing

@testable import Platform

@Suite("A record reader")
struct RecordReaderTests {
  @Test(
    "reads CSV as RFC 4180 says",
    arguments: [
      ("a,b\nc,d\n", [["a", "b"], ["c", "d"]], [1, 2]),
      ("a,b\r\nc,d", [["a", "b"], ["c", "d"]], [1, 2]),
      ("a,\"b \"\"c\"\", d\"\n", [["a", "b \"c\", d"]], [1]),
      ("\"a\nb\",c\nd,e\n", [["a\nb", "c"], ["d", "e"]], [1, 3]),
      ("\"a\r\nb\",c\r\nd,e\r\n", [["a\r\nb", "c"], ["d", "e"]], [1, 3]),
      ("a,\n,b\n", [["a", ""], ["", "b"]], [1, 2]),
      ("a,", [["a", ""]], [1]),
      ("\"a\",\"\"", [["a", ""]], [1]),
      ("\"\"\"\",\"\"\"\"\"\"\n", [["\"", "\"\""]], [1]),
      ("a,b\n\n\r\nc,d\n", [["a", "b"], ["c", "d"]], [1, 4]),
      (" a , b \n", [[" a ", " b "]], [1]),
      ("职,搜\n", [["职", "搜"]], [1]),
    ]
  )
  func csv(_ text: String, rows: [[String]], lines: [Int]) throws {
    let all = try reader(text, .csv, columns: ["x", "y"]).readAll()
    #expect(all.records == rows.map(SourceRecord.row))
    #expect(all.lines == lines)
    #expect(all.issues.isEmpty)
  }

  @Test("refuses a CSV record that breaks the grammar and reads the next")
  func badCSV() throws {
    let text = "a,b\nc\"d,e\nf,\"g\" h\ni,j\nk\nl,m,n\no,\"p\nq"
    let all = try reader(text, .csv, columns: ["x", "y"]).readAll()
    #expect(all.records == [.row(["a", "b"]), .row(["i", "j"])])
    #expect(all.issues.map(\.line) == [2, 3, 5, 6, 7])
    #expect(all.issues[2].reason == .wrongCellCount(expected: 2, found: 1))
    #expect(all.issues[3].reason == .wrongCellCount(expected: 2, found: 3))
    #expect("\(all.issues[4])".contains("not closed before the end"))
  }

  @Test("takes tabs alone as TSV's separators, quotes are text")
  func tsv() throws {
    let all = try reader("\u{FEFF}id\ttitle\r\n1\t\"a\r\n\n2\tb,c", .tsv).readAll()
    #expect(all.records == [.row(["1", "\"a"]), .row(["2", "b,c"])])
    #expect(all.lines == [2, 4])
  }

  @Test("skips a byte order mark at the beginning only")
  func byteOrderMark() throws {
    let header = try reader("\u{FEFF}id,title\n\u{FEFF}1,2\n", .csv)
    #expect(header.columns == ["id", "title"])
    #expect(try header.readAll().records == [.row(["\u{FEFF}1", "2"])])
  }

  @Test("says so when a source is empty", arguments: SourceFormat.allCases)
  func emptySource(format: SourceFormat) throws {
    for text in ["", "\n", "\u{FEFF}", "\r\n\r\n"] {
      let all = try reader(text, format).readAll()
      #expect(all.records.isEmpty)
      #expect(all.issues.map(\.reason) == [.emptySource])
      #expect("\(all.issues)".contains("test.\(format.rawValue)"))
    }
    if format != .ndjson {
      #expect(try reader("id\n", format).readAll().issues.map(\.reason) == [.emptySource])
    }
  }

  @Test("refuses the line that is no UTF-8 and no other", arguments: SourceFormat.allCases)
  func invalidUTF8(format: SourceFormat) throws {
    let good = format == .ndjson ? "{\"a\":\"b\"}" : "b"
    let bad =
      format == .ndjson ? Array("{\"a\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8) : [0xFF]
    let bytes = Array("\(good)\n".utf8) + bad + Array("\n\(good)\n".utf8)
    let reader = try RecordReader(
      .bytes(bytes, name: "bad"),
      format: format,
      columns: format == .ndjson ? nil : ["a"]
    )
    let all = try reader.readAll()
    #expect(all.lines == [1, 3])
    #expect(all.issues == [RecordIssue(source: "bad", line: 2, reason: .invalidUTF8)])
  }

  @Test("refuses a record over the limit and goes on after it", arguments: SourceFormat.allCases)
  func tooLong(format: SourceFormat) throws {
    func record(_ content: String) -> String {
      format == .ndjson ? "{\"a\":\"\(content)\"}" : format == .csv ? "\"\(content)\"" : content
    }
    // As long as several pieces of the window, with line breaks where the format allows them.
    let content =
      format == .csv
      ? String(repeating: "0123456\n\"\"", count: 90_000) : String(repeating: "x", count: 900_000)
    let text = record("1") + "\n" + record(content) + "\r\n" + record("2") + "\n"
    let line = format == .csv ? 90_003 : 3
    let columns = format == .ndjson ? nil : ["a"]
    let all = try reader(text, format, columns: columns, recordLimit: 1000).readAll()
    #expect(all.issues.map(\.reason) == [.tooLong(limit: 1000)])
    #expect(all.issues.map(\.line) == [2])
    #expect(all.lines == [1, line])
    let whole = try reader(text, format, columns: columns).readAll()
    #expect(whole.lines == [1, 2, line])
  }

  @Test("takes a record of exactly the limit, its ending included, and refuses one byte more")
  func exactLimit() throws {
    for format in [SourceFormat.csv, .tsv] {
      for ending in ["", "\n", "\r\n"] {
        let text = String(repeating: "x", count: 10) + ending
        func issues(_ limit: Int) throws -> Int {
          try reader(text, format, columns: ["a"], recordLimit: limit).readAll().issues.count
        }
        #expect(try issues(text.utf8.count) == 0)
        #expect(try issues(text.utf8.count - 1) == 1)
      }
    }
  }

  @Test("gives the same records wherever the system's pieces end", arguments: SourceFormat.allCases)
  func pieceIndependence(format: SourceFormat) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let alphabet =
      format == .ndjson
      ? ["{\"a\":\"中\"}", "\n", "\r\n", "{", "\u{FEFF}", " "]
      : ["a", "中", "\"", ",", "\n", "\r\n", "\r", "\t", "\"\"", "\u{FEFF}"]
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        text += alphabet.randomElement(using: &random) ?? ""
      }
      let limit = Int.random(in: 5...60, using: &random)
      let bytes = Array(text.utf8)
      func read(_ pieceLimit: (() -> Int)?) throws -> ReadAll<SourceRecord> {
        let stream = try ByteStream(.bytes(bytes, name: "s"), pieceLimit: pieceLimit)
        return try RecordReader(
          stream,
          format: format,
          columns: format == .ndjson ? nil : ["a", "b"],
          recordLimit: limit
        ).readAll()
      }
      let whole = try read(nil)
      let sizes = SeededGenerator(seed: random.next())
      var generator = sizes
      let pieces = try read { Int.random(in: 1...9, using: &generator) }
      #expect(whole.records == pieces.records, "seed \(seed), text \(text.debugDescription)")
      #expect(whole.lines == pieces.lines, "seed \(seed), text \(text.debugDescription)")
      #expect(whole.issues == pieces.issues, "seed \(seed), text \(text.debugDescription)")
    }
  }

  @Test("reads back any table written as CSV")
  func csvRoundTrip() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let alphabet = ["a", "中", "\"", ",", "\n", "\r\n", "\r", "\t", " "]
    for _ in 0..<300 {
      let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        (0..<3).map { _ in
          (0..<Int.random(in: 0...6, using: &random))
            .map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
        }
      }
      let text = rows.map { row in
        row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
      }.joined(separator: "\r\n")
      let all = try reader(text, .csv, columns: ["x", "y", "z"]).readAll()
      #expect(all.records == rows.map(SourceRecord.row), "seed \(seed)")
    }
  }

  @Test("refuses a header that names a column twice, or is no UTF-8")
  func badHeader() throws {
    #expect(throws: SourceError.repeatedColumn(name: "test.csv", column: "a")) {
      _ = try reader("a,b,a\n", .csv)
    }
    #expect(throws: SourceError.self) {
      _ = try RecordReader(.bytes([0xFF, 0x0A], name: "x"), format: .tsv)
    }
  }

  @Test("names the file that is not there, and the directory that is none")
  func missingFile() throws {
    do {
      _ = try RecordReader(.file(path: "/nonexistent/x.csv"), format: .csv)
      Issue.record("opened")
    } catch {
      #expect("\(error)".contains("/nonexistent/x.csv cannot be opened: No such file"))
    }
    #expect(throws: SourceError.self) {
      _ = try RecordReader(.file(path: "/"), format: .csv)
    }
  }
}
