import Foundation
import Testing

@testable import Platform

private let full = """
  format: csv
  id_prefix: "x:"
  constants:
    collection: online_course
    synthetic: true
    year: 2021
    majors: [护理]
  fields:
    id: 编号
    title: {from: 名称}
    learners: {from: 人数, number: first}
    keywords: {from: 标签, separator: ["、", ";"]}
    level: {from: 级别, codes: {国: national, 无: ""}}
    published: 日期
    summary: {parts: ["{名称}", "学时：{学时}", "完。"], joiner: "，"}
  """

@Suite("A mapping")
struct MappingTests {
  private func read(_ text: String, _ yaml: String) throws -> ReadAll<Resource> {
    let mapping = try SourceMapping(yaml: yaml, file: "m.yaml")
    return try ResourceReader(.bytes(Array(text.utf8), name: "s"), mapping: mapping).readAll()
  }

  @Test("translates codes, splits lists, reads numbers and dates, joins texts")
  func everything() throws {
    let all = try read(
      """
      编号,名称,人数,标签,级别,日期,学时,其他
      1, 电工 ,"约1604人",电、工;  技,国,2023年2月3日,,z
      2,钳工,,,无,2023/12/01,32,z
      """,
      full
    )
    #expect(all.issues.isEmpty, "\(all.issues)")
    let first = try #require(all.records.first)
    #expect(first.id == "x:1")
    #expect(first.title == "电工")
    #expect(first.integer(.learners) == 1604)
    #expect(first.texts(.keywords) == ["电", "工", "技"])
    #expect(first.text(.level) == "national")
    #expect(first[.published] == CalendarDate("2023-02-03").map(Resource.Value.date))
    #expect(first.text(.summary) == "电工，完。")
    #expect(first[.synthetic] == .boolean(true))
    #expect(first.integer(.year) == 2021)
    #expect(first.texts(.majors) == ["护理"])
    let second = try #require(all.records.last)
    #expect(second[.level] == nil)
    #expect(second[.learners] == nil)
    #expect(second.text(.summary) == "钳工，学时：32，完。")
  }

  @Test("names line, id, field and column of a cell that it cannot read")
  func unreadable() throws {
    let all = try read(
      "编号,名称,人数,标签,级别,日期,学时\n1,电工,许多,,,昨天,\n,,,,省级,,\n",
      full
    )
    #expect(all.records.isEmpty)
    #expect(all.issues.map(\.field) == ["learners", "published", "id", "title"])
    #expect(all.issues.map(\.recordID) == ["x:1", "x:1", nil, nil])
    #expect("\(all.issues[0])".contains("column \"人数\" holds \"许多\", not a whole number"))
    #expect(all.issues[0].line == 2)
    #expect(all.issues[2].line == 3)
  }

  @Test("reaches into objects by dotted paths and takes numbers as texts")
  func paths() throws {
    let all = try read(
      #"{"a":{"b":12},"t":"x","a.c":"y","k":["p"," q ",""],"n":"1,234"}"#,
      """
      format: ndjson
      constants: {collection: model}
      fields: {id: a.b, title: t, summary: a.c, keywords: k, learners: n}
      """
    )
    #expect(all.issues.isEmpty, "\(all.issues)")
    let record = try #require(all.records.first)
    #expect(record.id == "12")
    #expect(record.text(.summary) == "y")
    #expect(record.texts(.keywords) == ["p", "q"])
    #expect(record.integer(.learners) == 1234)
  }

  @Test(
    "that is wrong is refused with line, key and remedy",
    arguments: [
      ("fields: {id: a}", "format", "is missing"),
      ("format: xml\nfields: {id: a}", "m.yaml:1: format", "\"xml\" is unknown"),
      ("format: csv\nfeilds: {id: a}", "m.yaml:2: feilds", "did you mean \"fields\"?"),
      ("format: csv", "fields", "is missing"),
      ("format: csv\nheader: false\nfields: {id: a}", "columns", "is missing"),
      ("format: csv\ncolumns: [a]\nfields: {id: a}", "columns", "names its columns itself"),
      ("format: csv\nheader: no idea\nfields: {id: a}", "header", "neither true nor false"),
      ("format: csv\nfields:\n  id: a\n  titel: b", "m.yaml:4: fields.titel", "\"title\"?"),
      ("format: csv\nconstants: {level: x}\nfields: {id: a}", "constants.level", "code table"),
      ("format: csv\nconstants: {year: x}\nfields: {id: a}", "constants.year", "not integer"),
      ("format: csv\nconstants: {id: x}\nfields: {id: a}", "fields.id", "is a constant already"),
      ("format: csv\nfields: {id: {frm: a}}", "fields.id.frm", "did you mean \"from\"?"),
      ("format: csv\nfields: {id: {from: a, parts: [b]}}", "fields.id", "needs one source"),
      ("format: csv\nfields: {id: {from: a, separator: x}}", "fields.id.separator", "one value"),
      ("format: csv\nfields: {id: {from: a, number: first}}", "fields.id.number", "no number"),
      ("format: csv\nfields: {year: {from: a, number: all}}", "fields.year.number", "first"),
      ("format: csv\nfields: {level: {from: a, codes: {x: nationl}}}", "codes", "\"national\"?"),
      ("format: csv\nfields: {id: a, title: b}", "fields.collection", "is missing"),
      (
        "format: csv\nconstants: {collection: model}\nfields: {id: a, title: b, isbn: c}",
        "fields.isbn", "is not a field of model"
      ),
      ("format: [", "m.yaml:", "is not YAML"),
      ("", "m.yaml", "is not YAML: the file is empty"),
      ("- a", "m.yaml:1", "is no mapping"),
    ]
  )
  func refusals(_ yaml: String, place: String, reason: String) {
    do {
      _ = try SourceMapping(yaml: yaml, file: "m.yaml")
      Issue.record("accepted \(yaml)")
    } catch {
      #expect("\(error)".contains(place), "\(error)")
      #expect("\(error)".contains(reason), "\(error)")
      #expect(!error.remedy.isEmpty)
    }
  }

  @Test("names the column that the table's header lacks")
  func missingColumn() throws {
    do {
      _ = try read("编号,名字\n", full)
      Issue.record("accepted")
    } catch {
      #expect("\(error)".contains("no column \"标签\", which m.yaml reads"), "\(error)")
    }
  }

  @Test("is not needed where a table's header speaks the dictionary")
  func plainTable() throws {
    let text = "id,collection,title,summary,keywords,year\n1,model,t,s,a; b,2020\n"
    let all = try ResourceReader(
      .bytes(Array(text.utf8), name: "s"),
      mapping: .plain(.csv)
    ).readAll()
    #expect(all.issues.isEmpty)
    #expect(all.records.first?.texts(.keywords) == ["a", "b"])
    #expect(all.records.first?.integer(.year) == 2020)
    #expect(
      throws: SourceError.unknownColumn(name: "s", column: "titel", nearest: "title")
    ) {
      _ = try ResourceReader(.bytes(Array("id,titel\n".utf8), name: "s"), mapping: .plain(.csv))
    }
  }

  @Test(
    "reads numbers, dates and truth values as tables spell them, nothing else",
    arguments: [
      ("12", 12), ("1,234,567", 1_234_567), ("-5", -5), ("1,2", nil), ("12人", nil), ("", nil),
      ("1.5", nil), ("９", nil), (",123", nil),
    ] as [(String, Int64?)]
  )
  func wholeNumbers(_ text: String, number: Int64?) {
    #expect(TextReading.integer(text, reading: .whole) == number)
  }

  @Test(
    "takes only days of the calendar for dates",
    arguments: [
      ("2023-02-13", "2023-02-13"), ("2023/2/3", "2023-02-03"), ("20230213", "2023-02-13"),
      ("2023年2月13日", "2023-02-13"), ("2023.12.1", "2023-12-01"), ("2023-02-29", nil),
      ("13/02/2023", nil), ("2023", nil), ("2023-02-13 10:00", nil), ("", nil),
    ] as [(String, String?)]
  )
  func dates(_ text: String, date: String?) {
    #expect(TextReading.date(text)?.description == date)
  }

  @Test("ships for laws and for courses", arguments: ["law.yaml", "courses.yaml"])
  func shippedMappings(name: String) throws {
    _ = try SourceMapping(contentsOf: Places.mapping(name))
  }

  @Test("is not needed for the project's own records, of which every one is accepted")
  func ownRecords() throws {
    let folder = Places.package.appendingPathComponent("Corpora/platform")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".ndjson") }
    #expect(!files.isEmpty)
    var ids: Set<String> = []
    for file in files {
      let path = folder.appendingPathComponent(file).path
      let all = try ResourceReader(.file(path: path), mapping: .plain(.ndjson)).readAll()
      #expect(all.issues.isEmpty, "\(all.issues.prefix(3))")
      for record in all.records { #expect(ids.insert(record.id).inserted, "\(record.id) twice") }
    }
  }

  @Test("for laws takes the national and the provincial level and the article as body")
  func laws() throws {
    let mapping = try SourceMapping(contentsOf: Places.mapping("law.yaml"))
    let text = "z1\tprovincial\t某市条例第一条\t为了规范，制定本条例。\nz2\tnational\t某法第二条\t本法适用。\n"
    let all = try ResourceReader(
      .bytes(Array(text.utf8), name: "s"),
      mapping: mapping
    ).readAll()
    #expect(all.issues.isEmpty)
    #expect(all.records.map(\.id) == ["law:z1", "law:z2"])
    #expect(all.records.map { $0.text(.level) } == ["provincial", "national"])
    #expect(all.records.first?.text(.body) == "为了规范，制定本条例。")
  }

  @Test(
    "for courses accepts every course of the shared list",
    .enabled(if: Places.shared != nil, "no shared data beside the package; set ZHISOU_SHARED")
  )
  func courses() throws {
    let shared = try #require(Places.shared)
    let path = shared.appendingPathComponent("data/platform/courses.jsonl").path
    let mapping = try SourceMapping(contentsOf: Places.mapping("courses.yaml"))
    let all = try ResourceReader(.file(path: path), mapping: mapping).readAll()
    #expect(all.issues.isEmpty, "\(all.issues.first.map { "\($0)" } ?? "")")
    #expect(all.records.count == 1219)
    #expect(Set(all.records.map(\.id)).count == 1219)
    #expect(all.records.filter { $0.integer(.learners) != nil }.count > 1200)
  }
}
