import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Platform
import SearchEngine

@testable import SearchServer

/// A small index in memory, and a server over it.
struct TestSite {
  let directory = MemoryDirectory()

  init(_ records: [String]) throws { try add(records) }

  /// Publishes records in one commit.
  func add(_ records: [String]) throws {
    let writer = try IndexWriter(directory: directory, schema: try PlatformSchema.schema)
    for (line, record) in records.enumerated() {
      let place = RecordPlace(source: "test", line: line + 1)
      try writer.add(try Resource(json: Array(record.utf8), at: place).document)
    }
    _ = try writer.commit()
  }

  func server(
    _ configuration: ServerConfiguration = ServerConfiguration()
  ) throws -> SearchServer {
    try SearchServer(directory: directory, configuration: configuration, logger: Self.logger)
  }

  /// Answers one request on the responder, without a socket.
  func get(
    _ path: String,
    method: HTTPRequest.Method = .get,
    headers: HTTPFields = [:]
  ) async throws -> TestAnswer {
    try await server().buildApplication().test(.router) { client in
      try await client.get(path, method: method, headers: headers)
    }
  }

  static var logger: Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }
}

/// What came back.
struct TestAnswer: Sendable {
  var status: Int
  var headers: HTTPFields
  var body: String

  var isProblem: Bool { headers[.contentType] == "application/problem+json" }
  var isPage: Bool { headers[.contentType]?.hasPrefix("text/html") == true }
}

extension TestClientProtocol {
  func get(
    _ path: String,
    method: HTTPRequest.Method = .get,
    headers: HTTPFields = [:]
  ) async throws -> TestAnswer {
    try await execute(uri: path, method: method, headers: headers) { response in
      TestAnswer(
        status: response.status.code,
        headers: response.headers,
        body: String(buffer: response.body)
      )
    }
  }
}
