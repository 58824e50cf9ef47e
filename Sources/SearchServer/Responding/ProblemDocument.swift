import HTTPTypes
import Hummingbird
import NIOCore
import Platform

/// What went wrong with a request, as a problem document (RFC 9457).
///
/// ```json
/// {"type": "about:blank", "title": "Bad Request", "status": 400,
///  "detail": "parameter \"size\": 1000 is not between 1 and 100; use 1 to 100",
///  "instance": "/search?size=1000",
///  "errors": [{"parameter": "size", "reason": "…", "remedy": "use 1 to 100"}]}
/// ```
struct ProblemDocument: Error {
  var status: HTTPResponse.Status
  var detail: String
  var issues: [RequestIssue] = []
  /// Headers that belong to the status, such as `Allow`.
  var headers: HTTPFields = [:]

  init(_ status: HTTPResponse.Status, _ detail: String, headers: HTTPFields = [:]) {
    self.status = status
    self.detail = detail
    self.headers = headers
  }

  init(_ invalid: InvalidRequest) {
    status = .badRequest
    detail = invalid.description
    issues = invalid.issues
  }

  /// The response; `instance` is the address asked for.
  func response(instance: String) -> Response {
    var members: [(String, JSONValue)] = [
      ("type", .string("about:blank")), ("title", .string(status.reasonPhrase)),
      ("status", .integer(Int64(status.code))), ("detail", .string(detail)),
      ("instance", .string(String(instance.prefix(2048)))),
    ]
    if !issues.isEmpty {
      let errors = issues.map { issue in
        JSONValue.object(
          JSONObject([
            JSONObject.Member("parameter", .string(issue.parameter)),
            JSONObject.Member("reason", .string(issue.reason.description)),
            JSONObject.Member("remedy", .string(issue.remedy)),
          ])
        )
      }
      members.append(("errors", .array(errors)))
    }
    var writer = JSONWriter()
    writer.write(.object(JSONObject(members.map { JSONObject.Member($0.0, $0.1) })))
    var response = Response.bytes(writer.bytes, type: "application/problem+json", status: status)
    response.headers.append(contentsOf: headers)
    return response
  }
}

extension Response {
  /// A response with a body in memory.
  static func bytes(
    _ bytes: [UInt8],
    type: String,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    Response(
      status: status,
      headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }
}
