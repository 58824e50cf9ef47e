import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Platform
import SearchEngine
import Testing

@testable import SearchServer

/// Every route, on the responder without a socket.
@Suite("Routes")
struct RouteTests {
  private static let records = [
    #"{"id":"c-1","collection":"online_course","title":"PLC应用技术","summary":"以S7-1200为对象，讲梯形图。","level":"national","year":2022}"#,
    #"{"id":"c-2","collection":"online_course","title":"數控編程","summary":"FANUC系統的手工編程。","level":"provincial","year":2020}"#,
    #"{"id":"a/b c","collection":"industry_resource","title":"<b>焊接</b>","summary":"焊条电弧焊 & 气保焊。"}"#,
  ]

  private func server() throws -> SearchServer {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory: directory, schema: try PlatformSchema.schema)
    for (line, record) in Self.records.enumerated() {
      let place = RecordPlace(source: "test", line: line + 1)
      try writer.add(try Resource(json: Array(record.utf8), at: place).document)
    }
    try writer.commit()
    return try SearchServer(directory: directory, logger: Logger(label: "test"))
  }

  private func get(
    _ path: String,
    method: HTTPRequest.Method = .get
  ) async throws -> (status: Int, headers: HTTPFields, body: String) {
    try await server().buildApplication().test(.router) { client in
      try await client.execute(uri: path, method: method) { response in
        (response.status.code, response.headers, String(buffer: response.body))
      }
    }
  }

  @Test func aSearchAnswersWithTotalHitsHighlightsAndFacets() async throws {
    let (status, headers, body) = try await get("/search?q=%E6%95%B0%E6%8E%A7")
    #expect(status == 200)
    #expect(headers[.contentType]?.hasPrefix("application/json") == true)
    #expect(body.contains("\"total\":1"))
    #expect(body.contains("\"id\":\"c-2\""))
    #expect(body.contains("\"ranges\":[[0,6]]"))
    #expect(body.contains("\"facets\""))
  }

  @Test func aRepeatedColumnMeansAnyOfItsValues() async throws {
    let both = try await get("/search?level=national&level=provincial").body
    #expect(both.contains("\"total\":2"))
    #expect(try await get("/search?level=national").body.contains("\"total\":1"))
  }

  @Test(arguments: [
    "/search?page=abc", "/search?page=0", "/search?size=1000", "/search?q=%zz", "/search?q=%ff",
    "/search?nonsense=1", "/search?level=galactic", "/search?sort=beauty", "/search?q=a&q=b",
    "/search?page=99999999999999999999",
  ])
  func whatAClientSendsWrongIsAProblemDocument(path: String) async throws {
    let (status, headers, body) = try await get(path)
    #expect(status == 400)
    #expect(headers[.contentType] == "application/problem+json")
    #expect(body.contains("\"errors\":[{\"parameter\":"))
  }

  @Test func aQueryThatIsTooLongIsRefused() async throws {
    #expect(try await get("/search?q=" + String(repeating: "a", count: 5000)).status == 400)
    #expect(try await get("/search?q=" + String(repeating: "a", count: 50_000)).status == 400)
  }

  @Test func resourcesAreGivenByTheirEncodedIDs() async throws {
    let (status, _, body) = try await get("/resources/a%2Fb%20c")
    #expect(status == 200)
    #expect(body.contains("气保焊"))
    #expect(try await get("/resources/none").status == 404)
  }

  @Test func unknownPathsAndMethodsAreSaidToBe() async throws {
    #expect(try await get("/nowhere").status == 404)
    let (status, headers, _) = try await get("/search", method: .post)
    #expect(status == 405)
    #expect(headers[.allow] == "GET, HEAD")
  }

  @Test func headAnswersLikeGetWithoutABody() async throws {
    let (status, _, body) = try await get("/search?q=PLC", method: .head)
    #expect(status == 200)
    #expect(body.isEmpty)
  }

  @Test func healthSaysWhatIsServed() async throws {
    let body = try await get("/health").body
    #expect(body.contains("\"status\":\"ok\""))
    #expect(body.contains("\"documents\":3"))
  }

  @Test func thePageMarksWhatMatchedAndEscapesTheRest() async throws {
    let (status, headers, body) = try await get("/?q=%E7%84%8A%E6%8E%A5")
    #expect(status == 200)
    #expect(headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
    #expect(body.contains("&lt;b&gt;<mark>焊接</mark>&lt;/b&gt;"))
    #expect(!body.contains("<b>焊接"))
    #expect(body.contains("lang=\"zh-Hans\""))
  }

  @Test func thePageSpeaksEnglishWhenAskedTo() async throws {
    let body = try await get("/?q=PLC&lang=en").body
    #expect(body.contains("lang=\"en\""))
    #expect(body.contains(">Search</button>"))
    #expect(body.contains("href=\"/?q=PLC\""))
  }

  @Test func aPageThatFindsNothingHelps() async throws {
    let body = try await get("/?q=zzzzzz").body
    #expect(body.contains("没有找到资源"))
  }

  @Test func aBadPageRequestIsAPageToo() async throws {
    let (status, headers, body) = try await get("/?size=1000")
    #expect(status == 400)
    #expect(headers[.contentType]?.hasPrefix("text/html") == true)
    #expect(body.contains("size"))
  }

  @Test func theResourcePageShowsLabelsForCodes() async throws {
    let body = try await get("/view/c-1").body
    #expect(body.contains("PLC应用技术"))
    #expect(body.contains("国家级"))
    #expect(try await get("/view/none").status == 404)
  }

  @Test func theStyleSheetIsFetchedOnce() async throws {
    let (status, headers, _) = try await get("/style.css")
    #expect(status == 200)
    #expect(headers[.eTag] == StyleSheet.entityTag)
  }
}
