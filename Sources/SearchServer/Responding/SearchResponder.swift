import HTTPTypes
import Hummingbird
import Logging
import Platform
import SearchEngine

/// Answers every request: finds the route, searches on the pool's threads, and turns errors into
/// problem documents, or into pages where a person reads them.
struct SearchResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  /// Longer addresses are refused unread.
  private static let longestAddress = 16 << 10

  let searcher: ResourceSearcher
  let pool: SearchPool

  /// Searches once, so that the dictionaries are in memory before the first person asks.
  func warmUp() async {
    _ = try? await pool.run { [searcher] in
      let request = try SearchRequest(query: "职业教育 vocational education")
      return try searcher.search(request).total
    }
  }

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    let clock = ContinuousClock()
    let started = clock.now
    var response: Response
    do {
      response = try await answer(request)
    } catch {
      response = Self.response(to: error, request: request, logger: context.logger)
    }
    SecurityHeaders.add(to: &response)
    // Neither the address of who asks nor the words asked for: nobody's searches are kept.
    context.logger.info(
      "request",
      metadata: [
        "method": "\(request.method)", "path": "\(request.uri.path.prefix(256))",
        "status": "\(response.status.code)",
        "ms": "\(((clock.now - started) / .microseconds(1) / 1000 * 100).rounded() / 100)",
      ]
    )
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func answer(_ request: Request) async throws -> Response {
    guard request.uri.string.utf8.count <= Self.longestAddress else {
      throw ProblemDocument(
        .badRequest,
        "The address has more than \(Self.longestAddress) bytes; shorten it."
      )
    }
    let path = request.uri.path
    guard let route = try Route(path: path) else {
      throw ProblemDocument(
        .notFound,
        "There is nothing at \(path). Try /, /search, /resources/{id} or /health."
      )
    }
    guard request.method == .get || request.method == .head else {
      throw ProblemDocument(
        .methodNotAllowed,
        "\(request.method) is not possible here; use GET.",
        headers: [.allow: "GET, HEAD"]
      )
    }
    let query = request.uri.query ?? ""
    switch route {
    // These two cost nothing, and answer even while all threads search.
    case .health: return health()
    case .style: return StyleSheet.response(ifNoneMatch: request.headers[.ifNoneMatch])
    case .search: return try await pool.run { try search(query) }
    case .resource(let id): return try await pool.run { try resource(id, query: query) }
    case .page: return try await pool.run { try page(query) }
    case .view(let id): return try await pool.run { try view(id, query: query) }
    }
  }

  // MARK: - Data

  private static let json = "application/json; charset=utf-8"

  private func search(_ query: String) throws -> Response {
    let request = try SearchRequest(parameters: try QueryString.parameters(of: query))
    return .bytes(try searcher.search(request).json, type: Self.json)
  }

  private func resource(_ id: String, query: String) throws -> Response {
    try refuse(try QueryString.parameters(of: query))
    return .bytes(try stored(id).json, type: Self.json)
  }

  private func stored(_ id: String) throws -> StoredResource {
    guard let resource = try searcher.resource(id: id) else {
      throw ProblemDocument(.notFound, "There is no resource with the id \"\(id)\".")
    }
    return resource
  }

  /// Refuses parameters where none is known.
  private func refuse(_ parameters: [RequestParameter]) throws(InvalidRequest) {
    guard let first = parameters.first else { return }
    throw InvalidRequest(
      RequestIssue(parameter: first.name, reason: .unknownParameter(nearest: nil))
    )
  }

  private func health() -> Response {
    let statistics = searcher.statistics
    var writer = JSONWriter()
    writer.write(
      .object(
        JSONObject([
          JSONObject.Member("status", .string("ok")),
          JSONObject.Member("generation", .integer(Int64(clamping: statistics.generation))),
          JSONObject.Member("documents", .integer(Int64(statistics.documents))),
          JSONObject.Member("segments", .integer(Int64(statistics.segments))),
          JSONObject.Member("analyser", .string(statistics.analyser)),
        ])
      )
    )
    var response = Response.bytes(writer.bytes, type: Self.json)
    response.headers[.cacheControl] = "no-store"
    return response
  }

  // MARK: - Pages

  private func page(_ query: String) throws -> Response {
    var (language, parameters) = try Language.taken(from: try QueryString.parameters(of: query))
    // An empty field of the form is no wish.
    parameters.removeAll { $0.value.isEmpty }
    let request = try SearchRequest(parameters: parameters)
    let page = SearchPage(
      request: request,
      response: try searcher.search(request),
      language: language
    )
    return .html(page.html)
  }

  private func view(_ id: String, query: String) throws -> Response {
    let (language, rest) = try Language.taken(from: try QueryString.parameters(of: query))
    try refuse(rest)
    let resource = try stored(id)
    let parts = try searcher.search(
      SearchRequest(
        size: SearchRequest.sizes.upperBound,
        filters: [FieldName.partOf.rawValue: [id]],
        facets: [],
        highlights: false
      )
    )
    return .html(ResourcePage(resource: resource, parts: parts, language: language).html)
  }

  // MARK: - Errors

  private static func response(
    to error: any Error,
    request: Request,
    logger: Logger
  ) -> Response {
    let problem: ProblemDocument
    switch error {
    case let known as ProblemDocument: problem = known
    case let invalid as InvalidRequest: problem = ProblemDocument(invalid)
    default:
      logger.error("a request failed", metadata: ["reason": "\(error)"])
      problem = ProblemDocument(
        .internalServerError,
        "The index could not be read; the server's log says more."
      )
    }
    guard isReadByPerson(request) else { return problem.response(instance: request.uri.string) }
    let language = (try? QueryString.parameters(of: request.uri.query ?? ""))
      .flatMap { try? Language.taken(from: $0).language }
    var response = Response.html(
      MessagePage(problem, language: language ?? .chinese).html,
      status: problem.status
    )
    response.headers.append(contentsOf: problem.headers)
    response.headers[.vary] = "Accept"
    return response
  }

  /// Whether a page answers better than a problem document: on the pages' own addresses, and
  /// wherever else a browser went but to the data.
  private static func isReadByPerson(_ request: Request) -> Bool {
    switch try? Route(path: request.uri.path) {
    case .page, .view: true
    case .search, .resource, .health, .style: false
    case nil: request.headers[.accept]?.contains("text/html") == true
    }
  }
}

/// Headers that every response carries.
enum SecurityHeaders {
  static func add(to response: inout Response) {
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.contentSecurityPolicy] =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
      + "base-uri 'none'; frame-ancestors 'none'"
    if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "same-origin" }
  }
}

extension Response {
  /// A page.
  static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    .bytes(Array(text.utf8), type: "text/html; charset=utf-8", status: status)
  }
}
