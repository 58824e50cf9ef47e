import Platform
import Testing

@Suite("Search requests")
struct SearchRequestTests {
  private func request(_ parameters: [(String, String)]) throws(InvalidRequest) -> SearchRequest {
    try SearchRequest(parameters: parameters.map { RequestParameter($0.0, $0.1) })
  }

  private func issues(_ parameters: [(String, String)]) -> [RequestIssue] {
    do {
      _ = try request(parameters)
      return []
    } catch { return error.issues }
  }

  private func issue(_ name: String, _ value: String) -> RequestIssue.Reason? {
    let found = issues([(name, value)])
    return found.count == 1 && found[0].parameter == name ? found[0].reason : nil
  }

  @Test("No parameter asks for the first page of everything")
  func standard() throws {
    let request = try request([])
    #expect(request == (try SearchRequest()))
    #expect(request.page == 1 && request.size == 10 && request.facets.contains("collection"))
  }

  @Test("A code may be given by its Chinese label, a field by its column's name")
  func spellings() throws {
    let byLabel = try request([("level", "国家级"), ("institution_name", "深职大")])
    let byCode = try request([("institutions", "深职大"), ("level", "national")])
    #expect(byLabel == byCode)
    let filters = byCode.filters.map { "\($0.field)=\($0.values)" }
    #expect(filters == ["institutions=[\"深职大\"]", "level=[\"national\"]"])
  }

  @Test("Repeated values of a field are one filter, each value once")
  func repetition() throws {
    let request = try request([("level", "national"), ("level", "省级"), ("level", "国家级")])
    #expect(request.filters.map(\.values) == [["national", "provincial"]])
  }

  @Test("Numbers and days may be ranges, open on either side")
  func ranges() throws {
    for value in ["2020", "2019..2022", "..2022", "2019.."] {
      #expect(issues([("year", value)]).isEmpty, "\(value)")
    }
    for value in ["2020-02-29", "2020", "2020-05", "2019..2020-05", "..2020-05-03"] {
      #expect(issues([("published", value)]).isEmpty, "\(value)")
    }
    #expect(issues([("year", "2019"), ("year", "2020")]).isEmpty)
    #expect(issue("year", "2022..2019") == .emptyRange("2022..2019"))
    #expect(issue("year", "..") == .empty)
    #expect(issue("year", "MMXX") == .notAWholeNumber("MMXX"))
    #expect(issue("published", "2023-02-30") == .notADate("2023-02-30"))
    #expect(
      issues([("year", "2019.."), ("year", "2010")])
        == [RequestIssue(parameter: "year", reason: .rangeAmongValues)]
    )
  }

  @Test("What is wrong is named with its reason and a remedy")
  func refusals() throws {
    #expect(issue("page", "abc") == .notAWholeNumber("abc"))
    #expect(issue("page", "0") == .outOfRange(0, 1...1000))
    #expect(issue("page", "1001") == .tooDeep(limit: 10_000))
    #expect(issue("page", "99999999999999999999") == .notAWholeNumber("99999999999999999999"))
    #expect(issue("size", "1000") == .outOfRange(1000, 1...100))
    #expect(issue("levl", "national") == .unknownParameter(nearest: "level"))
    #expect(issue("title", "数控") == .unknownParameter(nearest: nil))
    #expect(issue("level", "") == .empty)
    #expect(issue("facet", "summary") == .unknownValue("summary", known: SearchColumn.facetNames))
    #expect(issue("synthetic", "yes") == .unknownValue("yes", known: ["true", "false"]))
    #expect(issue("major_codes", "4601") == .notAWholeNumber("4601"))
    #expect(issue("q", String(repeating: "数", count: 1366)) == .tooLong(bytes: 4098, limit: 4096))
    #expect(issues([("q", "a"), ("q", "b")]).map(\.reason) == [.repeated])
    let level = RequestIssue(
      parameter: "level",
      reason: issue("level", "nationel") ?? .empty
    )
    #expect(level.remedy == "perhaps national is meant")
    let sort = RequestIssue(parameter: "sort", reason: issue("sort", "upside-down") ?? .empty)
    #expect(sort.remedy == "use one of: relevance, year, published, learners")
  }

  @Test("Everything wrong is told at once")
  func allIssues() {
    let found = issues([("page", "x"), ("size", "0"), ("level", "x"), ("nothing", "x")])
    #expect(Set(found.map(\.parameter)) == ["page", "size", "level", "nothing"])
  }

  @Test("The parameters of a request give the same request")
  func roundTrip() throws {
    let requests = [
      try SearchRequest(),
      try SearchRequest(
        query: "数控 -机床",
        page: 3,
        size: 20,
        filters: [
          "level": ["national", "school"], "year": ["2019..2021"], "centre": ["textbook"],
        ],
        facets: ["region"],
        sort: .learners,
        match: .any,
        highlights: false
      ),
      try SearchRequest(facets: []),
    ]
    for request in requests {
      #expect(try SearchRequest(parameters: request.parameters) == request)
    }
  }
}
