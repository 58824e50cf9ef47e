import HTTPTypes
import Hummingbird
import Logging
import NIOPosix
import Platform
import SearchEngine

/// Answers every request: finds the route, searches on the pool's threads, and turns errors into
/// problem documents.
struct SearchResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  /// Longer addresses are refused unread.
  private static let longestAddress = 16 << 10

  let searcher: ResourceSearcher
  let pool: NIOThreadPool
  let logger: Logger

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    let clock = ContinuousClock()
    let started = clock.now
    var response: Response
    do {
      response = try await answer(request)
    } catch let problem as ProblemDocument {
      response = problem.response(instance: request.uri.string)
    } catch let invalid as InvalidRequest {
      response = ProblemDocument(invalid).response(instance: request.uri.string)
    } catch {
      logger.error("a request failed", metadata: ["reason": "\(error)"])
      let problem = ProblemDocument(
        .internalServerError,
        "The index could not be read; the server's log says more."
      )
      response = problem.response(instance: request.uri.string)
    }
    SecurityHeaders.add(to: &response)
    logger.info(
      "request",
      metadata: [
        "method": "\(request.method)", "path": "\(request.uri.path)",
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
        allow: "GET, HEAD"
      )
    }
    let query = request.uri.query ?? ""
    return try await pool.runIfActive { try respond(to: route, query: query, request: request) }
  }

  private func respond(to route: Route, query: String, request: Request) throws -> Response {
    switch route {
    case .search:
      let parameters = try QueryString.parameters(of: query)
      let found = try searcher.search(SearchRequest(parameters: parameters))
      return .bytes(found.json, type: "application/json; charset=utf-8")
    case .resource(let id):
      return .bytes(try resource(id).json, type: "application/json; charset=utf-8")
    case .health: return health()
    case .page: return page(query)
    case .view(let id): return view(id, query: query)
    case .style:
      return StyleSheet.response(ifNoneMatch: request.headers[.ifNoneMatch])
    }
  }

  private func resource(_ id: String) throws -> StoredResource {
    guard let resource = try searcher.resource(id: id) else {
      throw ProblemDocument(.notFound, "There is no resource with the id \"\(id)\".")
    }
    return resource
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
    var response = Response.bytes(writer.bytes, type: "application/json; charset=utf-8")
    response.headers[.cacheControl] = "no-store"
    return response
  }

  // MARK: - Pages

  private func page(_ query: String) -> Response {
    do {
      var (language, parameters) = Language.taken(from: try QueryString.parameters(of: query))
      // An empty field of the form is no wish.
      parameters.removeAll { $0.value.isEmpty }
      do {
        let request = try SearchRequest(parameters: parameters)
        let found = try searcher.search(request)
        let page = SearchPage(
          request: request,
          response: found,
          statistics: searcher.statistics,
          language: language
        )
        return .html(page.html)
      } catch let invalid as InvalidRequest {
        return .html(MessagePage(invalid, language: language).html, status: .badRequest)
      }
    } catch let invalid as InvalidRequest {
      return .html(MessagePage(invalid, language: .chinese).html, status: .badRequest)
    } catch {
      logger.error("a page failed", metadata: ["reason": "\(error)"])
      return .html(MessagePage.failure(language: .chinese).html, status: .internalServerError)
    }
  }

  private func view(_ id: String, query: String) -> Response {
    let parameters = (try? QueryString.parameters(of: query)) ?? []
    let language = Language.taken(from: parameters).language
    do {
      guard let resource = try searcher.resource(id: id) else {
        return .html(MessagePage.missing(id, language: language).html, status: .notFound)
      }
      return .html(ResourcePage(resource: resource, language: language).html)
    } catch {
      logger.error("a page failed", metadata: ["reason": "\(error)"])
      return .html(MessagePage.failure(language: language).html, status: .internalServerError)
    }
  }
}

/// What an address asks for.
enum Route: Equatable {
  case page
  case search
  case health
  case style
  case resource(id: String)
  case view(id: String)

  /// - Throws: ``InvalidRequest`` where the path is badly encoded.
  init?(path: String) throws {
    switch path {
    case "/": self = .page
    case "/search": self = .search
    case "/health": self = .health
    case "/style.css": self = .style
    default:
      let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0].isEmpty, !parts[2].isEmpty else { return nil }
      let id = try QueryString.decode(parts[2], of: "id", plusIsSpace: false)
      switch String(parts[1]) {
      case "resources": self = .resource(id: id)
      case "view": self = .view(id: id)
      default: return nil
      }
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
