import Foundation
import Platform
import SearchEngine
import Testing

@Suite("Searching resources")
struct ResourceSearcherTests {
  private static let records = [
    #"""
    {"id":"a","collection":"online_course","title":"数控编程与加工","summary":"从对刀到数控铣削。",
    "level":"national","region":"32","year":2021,"learners":900,"institutions":["常州信息职业技术学院"],
    "keywords":["数控","刀具"],"body":"第一章。第二章讲数控系统。"}
    """#,
    #"""
    {"id":"b","collection":"online_course","title":"钳工技能","summary":"锉削、锯割与数控的关系。",
    "level":"provincial","region":"33","year":2023,"learners":100}
    """#,
    #"""
    {"id":"c","collection":"planned_textbook","title":"基础护理","title_en":"Basic Nursing",
    "summary":"无菌技术与静脉输液。","level":"national","region":"32","year":2020,"isbn":"978-7-117-00001-1",
    "publisher":"人民卫生出版社","authors":["林一"],"plan":"十四五"}
    """#,
  ]

  private func searcher() throws -> ResourceSearcher {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory: directory, schema: try PlatformSchema.schema)
    for record in Self.records {
      let resource = try Resource(json: Array(record.utf8), at: RecordPlace(source: "test"))
      try writer.add(resource.document)
    }
    _ = try writer.commit()
    return ResourceSearcher(reader: try IndexReader(directory: directory))
  }

  private func ids(_ response: SearchResponse) -> [String] { response.hits.map(\.id) }

  private func values(_ response: SearchResponse, _ field: String) -> [String] {
    let facet = response.facets.first { $0.field == field }
    return (facet?.values ?? []).map {
      "\($0.isSelected ? "*" : "")\($0.value) \($0.label) \($0.count)"
    }
  }

  @Test("A short query asks for all its words, and for any where that finds nothing")
  func automaticMatch() throws {
    let searcher = try searcher()
    let all = try searcher.search(SearchRequest(query: "数控 铣削"))
    #expect(all.match == .all && ids(all) == ["a"])
    let any = try searcher.search(SearchRequest(query: "数控 静脉"))
    #expect(any.match == .any && Set(ids(any)) == ["a", "b", "c"])
    let strict = try searcher.search(SearchRequest(query: "数控 静脉", match: .all))
    #expect(strict.match == .all && strict.total == 0)
  }

  @Test("A long question ranks; it need not match whole")
  func longQuestion() throws {
    let response = try searcher().search(SearchRequest(query: "请问哪里可以学习怎样给病人做静脉输液？"))
    #expect(response.match == .any)
    #expect(response.hits.first?.id == "c")
  }

  @Test("An empty query gives everything, the newest first, and still counts")
  func emptyQuery() throws {
    let response = try searcher().search(SearchRequest())
    #expect(ids(response) == ["b", "a", "c"])
    #expect(response.total == 3 && response.pages == 1)
    #expect(values(response, "level") == ["national 国家级 2", "provincial 省级 1"])
    #expect(values(response, "centre") == ["major_course 专业与课程服务中心 2", "textbook 教材资源中心 1"])
    #expect(response.hits.allSatisfy { $0.highlights.isEmpty })
  }

  @Test("Sorting orders by the field, the highest first")
  func sorting() throws {
    let searcher = try searcher()
    #expect(ids(try searcher.search(SearchRequest(query: "数控", sort: .learners))) == ["a", "b"])
    #expect(ids(try searcher.search(SearchRequest(query: "数控", sort: .year))) == ["b", "a"])
  }

  @Test("Filters on one field are alternatives, on several all must hold")
  func filters() throws {
    let searcher = try searcher()
    let either = try searcher.search(SearchRequest(filters: ["year": ["2020", "2021"]]))
    #expect(Set(ids(either)) == ["a", "c"])
    let both = try searcher.search(
      SearchRequest(filters: ["year": ["2020..2021"], "collection": ["online_course"]])
    )
    #expect(ids(both) == ["a"])
  }

  @Test("A filtered field is counted as if it were not, so that its other values can be chosen")
  func facetsOfFilteredFields() throws {
    let response = try searcher().search(SearchRequest(filters: ["level": ["national"]]))
    #expect(response.total == 2)
    #expect(values(response, "level") == ["*national 国家级 2", "provincial 省级 1"])
    #expect(values(response, "year") == ["2020 2020 1", "2021 2021 1"])
    let nothing = try searcher().search(SearchRequest(filters: ["level": ["school"]]))
    #expect(nothing.total == 0)
    #expect(values(nothing, "level").last == "*school 校级 0")
  }

  @Test("Hits say what matched, in every field that holds it, and leave out the long text")
  func highlights() throws {
    let response = try searcher().search(SearchRequest(query: "数控"))
    let hit = try #require(response.hits.first { $0.id == "a" })
    #expect(Set(hit.highlights.keys) == ["title", "summary", "keywords", "body"])
    #expect(hit.highlights["title"]?.ranges == [0..<6])
    #expect(hit.highlights["keywords"]?.text == "数控、刀具")
    #expect(hit.resource["body"] == nil && hit.resource["title"] != nil)
    let plain = try searcher().search(SearchRequest(query: "数控", highlights: false))
    #expect(plain.hits.allSatisfy { $0.highlights.isEmpty })
    let inTitle = try searcher().search(SearchRequest(query: "title:数控"))
    #expect(inTitle.hits.map { Array($0.highlights.keys) } == [["title"]])
  }

  @Test("Pages cut the same order")
  func pages() throws {
    let searcher = try searcher()
    let pages = try (1...4).map { try searcher.search(SearchRequest(page: $0, size: 1)) }
    #expect(pages.map(\.pages) == [3, 3, 3, 3])
    #expect(pages.flatMap(ids) == ["b", "a", "c"])
  }

  @Test("The response's JSON says the same")
  func json() throws {
    let response = try searcher().search(
      SearchRequest(query: "数控", filters: ["level": ["national"]])
    )
    let object = try JSONSerialization.jsonObject(with: Data(response.json)) as? [String: Any]
    #expect(object?["total"] as? Int == 1)
    #expect(object?["match"] as? String == "all")
    let hits = object?["hits"] as? [[String: Any]]
    let titles = hits?.map { ($0["resource"] as? [String: Any])?["title"] as? String }
    #expect(titles == ["数控编程与加工"])
    let highlights = hits?.first?["highlights"] as? [String: [String: Any]]
    #expect(highlights?["title"]?["ranges"] as? [[Int]] == [[0, 6]])
    let facets = object?["facets"] as? [[String: Any]]
    #expect(facets?.map { $0["field"] as? String } == SearchRequest.standardFacets)
  }

  @Test("A resource is found by its id, and an unknown id is nothing")
  func byID() throws {
    let searcher = try searcher()
    let found = try #require(try searcher.resource(id: "c"))
    #expect(found.resource.text(.titleEnglish) == "Basic Nursing")
    #expect(try searcher.resource(id: "d") == nil)
    #expect(searcher.statistics.documents == 3)
  }
}
