/// One name and its value, as an address or a command line gives it.
public struct RequestParameter: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The value.
  public var value: String

  /// Makes a parameter.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// The names that are no fields.
  static let controls = ["q", "page", "size", "sort", "match", "facet", "highlight"]

  /// The known name most like a mistyped one, or `nil` when none is near.
  static func nearest(to name: String) -> String? {
    EditDistance.nearest(to: name, among: controls + SearchColumn.filterNames)
  }
}

extension SearchRequest {
  /// Reads a request from parameters.
  ///
  /// | name | value |
  /// |---|---|
  /// | `q` | the query |
  /// | `page`, `size` | whole numbers |
  /// | `sort` | a case of ``Sort`` |
  /// | `match` | a case of ``Match`` |
  /// | `facet` | a column to count, repeatable; empty for none |
  /// | `highlight` | `true` or `false` |
  /// | a field | a value, repeatable: any of them; `lower..upper` for numbers and days |
  ///
  /// - Throws: ``InvalidRequest`` with every issue.
  public init(parameters: [RequestParameter]) throws(InvalidRequest) {
    var reader = ParameterReader(parameters)
    let query = reader.single("q") ?? ""
    let page = reader.number("page") ?? 1
    let size = reader.number("size") ?? Self.standardSize
    let sort = reader.choice("sort", of: Sort.self)
    let match = reader.choice("match", of: Match.self) ?? .auto
    let highlights = reader.boolean("highlight") ?? true
    let facets = reader.all("facet").map { $0.filter { !$0.isEmpty } } ?? Self.standardFacets
    let issues = reader.issues
    do throws(InvalidRequest) {
      let request = try SearchRequest(
        query: query,
        page: page,
        size: size,
        filters: reader.rest,
        facets: facets,
        sort: sort,
        match: match,
        highlights: highlights
      )
      if let invalid = InvalidRequest(issues) { throw invalid }
      self = request
    } catch {
      let found = issues + error.issues.filter { !issues.contains($0) }
      throw InvalidRequest(found) ?? error
    }
  }

  /// The request as parameters that read back as the same request, for links.
  public var parameters: [RequestParameter] {
    var parameters: [RequestParameter] = []
    if !query.isEmpty { parameters.append(RequestParameter("q", query)) }
    for filter in filters {
      parameters += filter.values.map { RequestParameter(filter.field, $0) }
    }
    if match != .auto { parameters.append(RequestParameter("match", match.rawValue)) }
    if let sort { parameters.append(RequestParameter("sort", sort.rawValue)) }
    if facets != Self.standardFacets {
      parameters += (facets.isEmpty ? [""] : facets).map { RequestParameter("facet", $0) }
    }
    if !highlights { parameters.append(RequestParameter("highlight", "false")) }
    if size != Self.standardSize { parameters.append(RequestParameter("size", "\(size)")) }
    if page != 1 { parameters.append(RequestParameter("page", "\(page)")) }
    return parameters
  }
}

/// Takes parameters by name and notes what is wrong with them.
private struct ParameterReader {
  private var values: [String: [String]]
  private(set) var issues: [RequestIssue] = []

  init(_ parameters: [RequestParameter]) {
    values = Dictionary(grouping: parameters, by: \.name).mapValues { $0.map(\.value) }
  }

  /// What was not taken yet.
  var rest: [String: [String]] { values }

  mutating func all(_ name: String) -> [String]? { values.removeValue(forKey: name) }

  mutating func single(_ name: String) -> String? {
    guard let found = all(name) else { return nil }
    if found.count > 1 { refuse(name, .repeated) }
    return found.first
  }

  mutating func number(_ name: String) -> Int? {
    guard let text = single(name) else { return nil }
    guard let number = Int(text) else {
      refuse(name, .notAWholeNumber(text))
      return nil
    }
    return number
  }

  mutating func boolean(_ name: String) -> Bool? {
    guard let text = single(name) else { return nil }
    guard let value = Bool(text) else {
      refuse(name, .unknownValue(text, known: ["true", "false"]))
      return nil
    }
    return value
  }

  mutating func choice<Choice>(_ name: String, of type: Choice.Type) -> Choice?
  where Choice: CaseIterable & RawRepresentable<String> {
    guard let text = single(name) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      refuse(name, .unknownValue(text, known: Choice.allCases.map(\.rawValue)))
      return nil
    }
    return choice
  }

  private mutating func refuse(_ name: String, _ reason: RequestIssue.Reason) {
    issues.append(RequestIssue(parameter: name, reason: reason))
  }
}
