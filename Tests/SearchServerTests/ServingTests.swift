import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Platform
import Testing

@testable import SearchServer

@Suite("Serving")
struct ServingTests {
  private static func course(_ id: String, _ title: String) -> String {
    #"{"id":"\#(id)","collection":"online_course","title":"\#(title)","summary":"介绍。"}"#
  }

  @Test("Over a socket, a search is answered and a newer commit is followed")
  func live() async throws {
    let site = try TestSite([Self.course("a", "数控编程")])
    let server = try site.server(
      ServerConfiguration(port: 0, refreshInterval: .milliseconds(10))
    )
    try await server.buildApplication().test(.live) { client in
      let query = "/search?q=\(QueryString.encode("数控"))"
      let first = try await client.get(query)
      #expect(first.status == 200 && first.body.contains("\"total\":1"))
      try site.add([Self.course("b", "数控车削")])
      var total = false
      for _ in 0..<500 where !total {
        try await Task.sleep(for: .milliseconds(10))
        total = try await client.get(query).body.contains("\"total\":2")
      }
      #expect(total)
      let head = try await client.get("/", method: .head)
      #expect(head.status == 200 && head.body.isEmpty)
      #expect(head.headers[.contentLength].flatMap { Int($0) } ?? 0 > 1000)
      #expect(try await client.get("/nowhere", method: .head).body.isEmpty)
    }
  }

  @Test("Every response carries the headers that keep browsers from guessing and running")
  func securityHeaders() async throws {
    let site = try TestSite([Self.course("a", "数控编程")])
    for path in ["/", "/search", "/health", "/style.css", "/nowhere", "/search?size=0", "/view/a"] {
      let answer = try await site.get(path)
      #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(path)")
      let policy = answer.headers[.contentSecurityPolicy] ?? ""
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(path)")
      let referrerPolicy = answer.headers.first { $0.name.canonicalName == "referrer-policy" }
      #expect(referrerPolicy?.value == "same-origin", "\(path)")
    }
  }

  @Test("One request too many is told to come back")
  func overload() async throws {
    let pool = SearchPool(threads: 1, limit: 1)
    let gate = DispatchSemaphore(value: 0)
    let (started, continuation) = AsyncStream.makeStream(of: Void.self)
    async let first: Void = pool.run {
      continuation.finish()
      gate.wait()
    }
    for await _ in started {}
    do {
      try await pool.run {}
      Issue.record("the second request was taken")
    } catch let problem as ProblemDocument {
      #expect(problem.status == .serviceUnavailable)
      #expect(problem.headers[.retryAfter] == "1")
    }
    gate.signal()
    try await first
    #expect(try await pool.run { 7 } == 7)
  }

  @Test("No address, however odd, gives a server error")
  func oddAddresses() async throws {
    let seed = UInt64.random(in: 0 ... .max)
    let pieces = [
      "/", "search", "view", "resources", "?", "&", "=", "q", "%E6%95%B0", "%", "%ff", "+", "level",
      "national", "year", "..", "2020", "page", "size", "1", "\"", "(", "-", "*", "lang", "en", ".",
      "facet", "sort", "%00", ":", "title", "#", "//", "http://x", "数控",
    ]
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let paths = (0..<1500).map { _ in
      "/" + (0..<next(12)).map { _ in pieces[next(pieces.count)] }.joined()
    }
    let site = try TestSite([Self.course("a", "数控编程")])
    try await site.server().buildApplication().test(.router) { client in
      for path in paths {
        let answer = try await client.get(path)
        #expect(answer.status < 500, "\(path) (seed \(seed))")
      }
    }
  }
}
