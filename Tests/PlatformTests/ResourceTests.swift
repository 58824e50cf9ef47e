import SearchEngine
import Testing

@testable import Platform

private let course = """
  {"title":"机电设备安装与调试","id":"c1","collection":"online_course","summary":"一门课程。",
  "teachers":["王芳","李强"],"level":"国家级","honours":["national_quality_online_course"],
  "year":2022,"published":"2022-09-01","hours":64,"synthetic":true,"education_level":"高职专科",
  "institutions":["江州职业技术学院"],"url":"https://example.org/c1","learners":1604}
  """

@Suite("A resource")
struct ResourceTests {
  @Test("round-trips through canonical JSON with sorted keys and codes for labels")
  func roundTrip() throws {
    let first = try resource(course)
    let json = String(decoding: first.canonicalJSON, as: UTF8.self)
    #expect(
      json.hasPrefix("{\"collection\":\"online_course\",\"education_level\":\"higher_vocational\",")
    )
    #expect(json.contains("\"level\":\"national\""))
    #expect(try resource(json) == first)
    #expect(try resource(json).canonicalJSON == first.canonicalJSON)
    #expect(first.integer(.hours) == 64)
    #expect(first.texts(.teachers) == ["王芳", "李强"])
    #expect(first[.published] == CalendarDate("2022-09-01").map(Resource.Value.date))
    #expect(first.entry?.centre.code == "major_course")
  }

  @Test("keeps every character of its texts, escaped or not")
  func charactersSurvive() throws {
    let text = #"a\"b\\c\/\b\f\n\r\t\u0001\u4e2d\ud83d\ude00é𠮷"#
    let record = try resource(
      #"{"id":"1","collection":"model","title":"t","summary":"\#(text)"}"#
    )
    #expect(record.text(.summary) == "a\"b\\c/\u{8}\u{c}\n\r\t\u{1}中😀é𠮷")
    let again = try Resource(json: record.canonicalJSON, at: RecordPlace(source: "again"))
    #expect(again == record)
  }

  @Test("stores the code however its source spells it")
  func spellings() throws {
    let record = try resource(
      #"{"id":"1","collection":"模型","title":"t","summary":"s","file_kind":"glb","region":"浙江"}"#
    )
    #expect(record.collection == "model")
    #expect(record.text(.fileKind) == "model_3d")
    #expect(record.text(.region) == "33")
  }

  @Test("counts null, empty texts and empty lists as absent")
  func absentValues() throws {
    let record = try resource(
      #"{"id":"1","collection":"model","title":"t","summary":"s","body":null,"owner":"","majors":[]}"#
    )
    #expect(record.values.map(\.name) == [.collection, .id, .summary, .title])
  }

  @Test("of a law may have a body instead of a summary, any other may not")
  func bodyForSummary() throws {
    let law = try resource(#"{"id":"1","collection":"standard_document","title":"t","body":"b"}"#)
    #expect(law.text(.summary) == nil)
    #expect(
      issues(#"{"id":"1","collection":"model","title":"t","body":"b"}"#).map(\.reason)
        == [.missing(collection: "model")]
    )
    #expect(
      issues(#"{"id":"1","collection":"standard_document","title":"t"}"#).map(\.field)
        == ["summary"]
    )
  }

  @Test("becomes a document: words by search field, columns by code, labels in words")
  func document() throws {
    let record = try resource(course)
    let document = record.document
    func values(_ field: String) -> [FieldValue.Value] {
      document.values.filter { $0.field == field }.map(\.value)
    }
    #expect(document.id == "c1")
    #expect(document.stored == record.canonicalJSON)
    #expect(values("title") == [.text("机电设备安装与调试")])
    #expect(values("people") == [.text("王芳"), .text("李强")])
    #expect(values("institution") == [.text("江州职业技术学院")])
    #expect(values("institution_name") == [.keyword("江州职业技术学院")])
    #expect(values("collection") == [.keyword("online_course")])
    #expect(values("centre") == [.keyword("major_course")])
    #expect(values("level") == [.keyword("national")])
    #expect(values("honours") == [.keyword("national_quality_online_course")])
    #expect(values("published") == [.integer(20_220_901)])
    #expect(values("year") == [.integer(2022)])
    #expect(values("synthetic") == [.keyword("true")])
    for label in ["在线精品课", "高职专科", "国家级", "国家在线精品课程"] {
      #expect(values("labels").contains(.text(label)))
    }
  }

  @Test("gives each value to a field that the schema has, of the schema's kind")
  func documentFitsSchema() throws {
    let schema = try PlatformSchema.schema
    for value in try resource(course).document.values {
      switch (schema.field(named: value.field)?.kind, value.value) {
      case (.text, .text), (.keyword, .keyword), (.integer, .integer): break
      default: Issue.record("\(value.field) does not fit")
      }
    }
  }
}

@Suite("A bad record")
struct BadRecordTests {
  /// The common fields of a valid record, and what a test adds.
  static func record(_ rest: String, id: String = "r1", title: String = "t") -> String {
    """
    {"id":"\(id)","collection":"online_course","title":"\(title)","summary":"s"\(rest)}
    """
  }

  @Test(
    "is refused with file, line, field, reason and remedy",
    arguments: [
      (
        #","year":"2022""#, "year", "is a string, not integer",
        "write a whole number without quotes"
      ),
      (#","year":2022.5"#, "year", "is a number with a fraction", "whole number"),
      (#","year":1066"#, "year", "1066 is not between 1900 and 2100", "correct"),
      (#","learners":-1"#, "learners", "-1 is not between 0", "correct"),
      (
        #","level":"natonal""#, "level", "\"natonal\" is not in the code table",
        "did you mean \"national\"?"
      ),
      (#","level":"宇宙级""#, "level", "is not in the code table", "zhisou schema"),
      (#","region":"99""#, "region", "not in the code table regions", "zhisou schema"),
      (#","published":"2023-02-30""#, "published", "\"2023-02-30\" is no date", "YYYY-MM-DD"),
      (#","published":"2023-2-3""#, "published", "is no date", "YYYY-MM-DD"),
      (#","synthetic":"true""#, "synthetic", "is a string, not boolean", "without quotes"),
      (#","teachers":"王芳""#, "teachers", "is a string, not a list of strings", "[\"…\"]"),
      (#","teachers":["a",1]"#, "teachers", "not a list", "[\"…\"]"),
      (#","titel":"x""#, "titel", "is not in the data dictionary", "did you mean \"title\"?"),
      (#","zzzzzz":"x""#, "zzzzzz", "is not in the data dictionary", "zhisou schema"),
      (#","isbn":"978""#, "isbn", "is not a field of online_course", "collection"),
      (#","year":2021,"year":2022"#, "year", "appears twice", "keep one"),
      (#","url":"javascript:alert(1)""#, "url", "is no web address", "http://"),
      (#","url":"http:///x""#, "url", "is no web address", "http://"),
      (#","major_codes":["5102"]"#, "major_codes", "\"5102\" is not 6 digits", "leading zeros"),
      (#","owner":"a\nb""#, "owner", "line break", "one line"),
      (#","title_en":{}"#, "title_en", "is an object, not text", "a string"),
    ]
  )
  func refusals(_ rest: String, field: String, reason: String, remedy: String) throws {
    let found = issues(Self.record(rest))
    let issue = try #require(found.first)
    #expect(found.count == 1)
    #expect(issue.source == "test.ndjson")
    #expect(issue.line == 7)
    #expect(issue.recordID == "r1")
    #expect(issue.field == field)
    #expect("\(issue.reason)".contains(reason), "\(issue)")
    #expect("\(issue)".hasPrefix("test.ndjson:7: record \"r1\": field \"\(field)\": "))
    #expect(issue.remedy.contains(remedy), "\(issue)")
  }

  @Test("reports every wrong field at once")
  func allIssues() {
    let found = issues(#"{"id":"1","collection":"planned_textbook","year":"x","nope":1}"#)
    #expect(Set(found.map(\.field)) == ["year", "nope", "title", "summary", "plan"])
  }

  @Test("without a known collection is still asked for id and title")
  func unknownCollection() {
    let found = issues(#"{"collection":"online_corse"}"#)
    #expect(found.map(\.field) == ["collection", "id", "title"])
    #expect(found[0].remedy == "did you mean \"online_course\"?")
  }

  @Test(
    "with a bad id is refused",
    arguments: ["", "a\\u0000b", "a\\nb", "\\u0085", String(repeating: "标", count: 86)]
  )
  func badIdentifier(id: String) throws {
    let issue = try #require(issues(Self.record("", id: id)).first)
    #expect(issue.field == "id")
    guard case .badIdentifier = issue.reason else {
      Issue.record("\(issue)")
      return
    }
  }

  @Test("does not write control characters of its values into messages")
  func messagesAreClean() throws {
    let issue = try #require(issues(Self.record(#","region":"\u001b[31m""#)).first)
    #expect(!"\(issue)".unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test(
    "that is no JSON object is refused with the place in the line",
    arguments: [
      ("", "ends early"), ("[]", "a list, not an object"), ("{\"a\":}", "at byte 6"),
      ("{\"a\":1,}", "a key in double quotes is missing"), ("{'a':1}", "double quotes"),
      ("{\"a\":01}", "starts with 0"), ("{\"a\":1} x", "text follows"),
      ("{\"a\":\"\\ud800\"}", "surrogate"), ("{\"a\":\"\\x\"}", "escape"),
      ("{\"a\":\"b", "not closed"), ("{\"a\":tru}", "misspelled"), ("{\"a\":1e999}", "range"),
      ("{\"a\":\"\t\"}", "control character"), ("nul", "misspelled"), ("-", "digit"),
      (String(repeating: "[", count: 100_000), "nest deeper"),
    ]
  )
  func noJSON(_ text: String, reason: String) throws {
    let issue = try #require(issues(text).first)
    #expect("\(issue)".contains(reason), "\(issue)")
    #expect(issue.line == 7)
  }

  @Test("that is no UTF-8 is refused as such")
  func invalidUTF8() {
    let bytes = Array("{\"id\":\"".utf8) + [0xFF] + Array("\"}".utf8)
    #expect(throws: RecordRefusal.self) {
      try Resource(json: bytes, at: RecordPlace(source: "x"))
    }
  }

  @Test("of random bytes never crashes the decoder")
  func randomBytes() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let alphabet = Array(#"{}[]",:\u0dD8e+-.123tfn "中"#.utf8) + [0, 0xFF]
    let valid = Array(course.utf8)
    for _ in 0..<3000 {
      var bytes = valid
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = bytes.indices.randomElement(using: &random) ?? 0
        bytes[index] = alphabet.randomElement(using: &random) ?? 0
      }
      do {
        let record = try Resource(json: bytes, at: RecordPlace(source: "seed \(seed)"))
        let again = try Resource(json: record.canonicalJSON, at: RecordPlace(source: "again"))
        #expect(record == again, "seed \(seed)")
      } catch {
        #expect(!error.issues.isEmpty, "seed \(seed)")
      }
    }
  }
}
