import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import SearchServer

@Suite("Pages")
struct PageTests {
  private static let records = [
    #"{"id":"c-1","collection":"online_course","title":"PLC应用技术","title_en":"PLC Applications","summary":"以S7-1200为对象，讲梯形图。","level":"national","year":2022,"learners":10,"keywords":["西门子"],"institutions":["江州职业技术学院"],"published":"2022-03-01"}"#,
    #"{"id":"c-2","collection":"online_course","title":"数控编程","summary":"FANUC系统的手工编程。","level":"provincial","year":2020,"learners":90,"url":"https://example.org/a?b=1&c=2"}"#,
    #"{"id":"b-1","collection":"new_form_textbook","title":"钳工","summary":"一书一课一空间。","authors":["林一"],"isbn":"978-7-111-00001-1","publisher":"机械工业出版社"}"#,
    #"{"id":"m-1","collection":"micro_lesson","title":"锯弓怎样拿","summary":"三分钟。","part_of":"b-1","chapter":"第一章","minutes":3}"#,
  ]

  private func site() throws -> TestSite { try TestSite(Self.records) }

  /// What attributes and texts can be broken out of with, plain and with a combining mark behind,
  /// which makes another character of it but not of what a browser reads.
  @Test("No text of a request or a record becomes markup")
  func escaping() async throws {
    let attack = "\"\u{301} onfocus=x <\u{301}script> '\u{301} &amp; <script>"
    let record =
      "{\"id\":\"x\\\"<i>\",\"collection\":\"online_course\",\"title\":\"数控\\\"\u{301}<b>\","
      + "\"summary\":\"<script>\\\"\u{301}</script>\",\"keywords\":[\"<u>\"]}"
    let site = try TestSite([record])
    for language in ["", "&lang=en"] {
      let pages = [
        try await site.get("/?q=\(QueryString.encode(attack))\(language)"),
        try await site.get("/?q=%E6%95%B0%E6%8E%A7\(language)"),
        try await site.get("/?owner=\(QueryString.encode(attack))\(language)"),
        try await site.get("/view/\(QueryString.encode("x\"<i>"))?\(language.dropFirst())"),
        try await site.get("/view/\(QueryString.encode(attack))?\(language.dropFirst())"),
        try await site.get("/?\(QueryString.encode(attack))=1\(language)"),
      ]
      for page in pages {
        #expect(page.isPage)
        let scalars = Array(page.body.unicodeScalars)
        for (index, scalar) in scalars.dropLast().enumerated()
        where "\"<>'".unicodeScalars.contains(scalar) {
          #expect(scalars[index + 1] != "\u{301}", "at \(index)")
        }
        for tag in ["<script", "<i>", "<b>", "<u>"] { #expect(!page.body.contains(tag)) }
      }
    }
  }

  @Test("Facet links add a value and take it away again, and keep the rest")
  func facetLinks() async throws {
    let page = try await site().get("/?q=PLC&lang=en")
    #expect(page.body.contains("href=\"/?q=PLC&amp;level=national&amp;lang=en\""))
    let filtered = try await site().get("/?q=PLC&level=national&lang=en")
    #expect(filtered.body.contains("aria-current=\"true\" href=\"/?q=PLC&amp;lang=en\""))
    #expect(filtered.body.contains("<input type=\"hidden\" name=\"level\" value=\"national\">"))
    #expect(filtered.body.contains("<input type=\"hidden\" name=\"lang\" value=\"en\">"))
  }

  @Test("What is chosen is shown and can be taken back, ranges too")
  func chosen() async throws {
    let page = try await site().get("/?year=2019..2021&level=provincial")
    #expect(page.body.contains("2019..2021"))
    #expect(page.body.contains("href=\"/?level=provincial\""))
    #expect(page.body.contains("href=\"/\">全部清除"))
    #expect(page.body.contains("数控编程"))
  }

  @Test("The order can be chosen")
  func sorting() async throws {
    let page = try await site().get("/?sort=learners")
    let first = try #require(page.body.range(of: "数控编程</a>"))
    let second = try #require(page.body.range(of: "PLC应用技术</a>"))
    #expect(first.lowerBound < second.lowerBound)
    #expect(page.body.contains("aria-current=\"true\" href=\"/?sort=learners\""))
  }

  @Test("A hit says what matched, even where title and summary do not")
  func matches() async throws {
    let page = try await site().get("/?q=%E8%A5%BF%E9%97%A8%E5%AD%90")
    #expect(page.body.contains("关键词</span> <mark>西门子</mark>"))
  }

  @Test("In English, English titles come first")
  func englishTitles() async throws {
    let page = try await site().get("/?q=PLC&lang=en")
    #expect(page.body.contains("<mark>PLC</mark> Applications</a>"))
    #expect(page.body.contains("<mark>PLC</mark>应用技术</p>"))
  }

  @Test("A page after the last leads back to the last")
  func beyondTheEnd() async throws {
    let page = try await site().get("/?page=9&size=3")
    #expect(page.status == 200)
    #expect(page.body.contains("没有这一页"))
    #expect(page.body.contains("href=\"/?size=3&amp;page=2\""))
  }

  @Test("A resource's page leads to its parts, and a part to its whole")
  func parts() async throws {
    let book = try await site().get("/view/b-1")
    #expect(book.body.contains("href=\"/view/m-1\">锯弓怎样拿"))
    let lesson = try await site().get("/view/m-1?lang=en")
    #expect(lesson.body.contains("href=\"/view/b-1?lang=en\">b-1"))
  }

  @Test("A resource's page links to what shares a value, and to the resource itself")
  func links() async throws {
    let page = try await site().get("/view/c-2")
    #expect(page.body.contains("href=\"https://example.org/a?b=1&amp;c=2\""))
    #expect(page.body.contains("href=\"/?level=provincial\">省级"))
    let other = try await site().get("/view/c-1?lang=en")
    #expect(other.body.contains("<h1>PLC Applications</h1>"))
    #expect(other.body.contains("href=\"/?q=%22%E8%A5%BF%E9%97%A8%E5%AD%90%22&amp;lang=en\""))
  }

  @Test("Where a browser goes astray it gets a page, a program gets a problem document")
  func missingPaths() async throws {
    let browser: HTTPFields = [.accept: "text/html,application/xhtml+xml,*/*;q=0.8"]
    let page = try await site().get("/nowhere", headers: browser)
    #expect(page.status == 404 && page.isPage && page.headers[.vary] == "Accept")
    let problem = try await site().get("/nowhere")
    #expect(problem.status == 404 && problem.isProblem)
    let data = try await site().get("/search?page=x", headers: browser)
    #expect(data.status == 400 && data.isProblem)
    let method = try await site().get("/", method: .delete, headers: browser)
    #expect(method.status == 405 && method.headers[.allow] == "GET, HEAD")
  }

  @Test(
    "What is wrong with a page's address is said on a page",
    arguments: [
      "/?lang=fr", "/?lang=en&lang=zh", "/?q=%ff", "/view/c-1?colour=red", "/view/%zz",
      "/view/c-1?lang=%ff", "/?level=galactic",
    ]
  )
  func badAddresses(path: String) async throws {
    let page = try await site().get(path)
    #expect(page.status == 400)
    #expect(page.isPage || path.hasPrefix("/view/%"))
  }

  @Test("The style sheet is named with its version and not sent twice")
  func styleSheet() async throws {
    let page = try await site().get("/")
    #expect(page.body.contains("href=\"/style.css?v=\(StyleSheet.version)\""))
    let again = try await site().get(
      "/style.css",
      headers: [.ifNoneMatch: "W/\(StyleSheet.entityTag)"]
    )
    #expect(again.status == 304 && again.body.isEmpty)
  }
}
