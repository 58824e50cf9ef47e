import Platform

/// What an address asks for.
enum Route: Equatable {
  /// The search page.
  case page
  /// A search.
  case search
  /// What is served.
  case health
  /// The style sheet.
  case style
  /// A record.
  case resource(id: String)
  /// A record's page.
  case view(id: String)

  /// The route of a path, `nil` where there is none.
  ///
  /// - Throws: ``InvalidRequest`` where the path is badly encoded.
  init?(path: String) throws(InvalidRequest) {
    switch path {
    case "/": self = .page
    case "/search": self = .search
    case "/health": self = .health
    case "/style.css": self = .style
    default:
      let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0].isEmpty, !parts[2].isEmpty else { return nil }
      let folder = String(decoding: parts[1], as: UTF8.self)
      guard folder == "resources" || folder == "view" else { return nil }
      let id = try QueryString.decode(parts[2], of: "id", plusIsSpace: false)
      self = folder == "view" ? .view(id: id) : .resource(id: id)
    }
  }
}
