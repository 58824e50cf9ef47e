/// A checked search over the platform's resources.
///
/// A request that exists can be answered: whatever is wrong with it was refused when it was made.
public struct SearchRequest: Sendable, Equatable {
  /// How much of the query a resource must hold.
  public enum Match: String, Sendable, CaseIterable, Codable {
    /// Everything for a short query, falling back to anything where that finds nothing; anything
    /// for a long question.
    case auto
    /// Everything.
    case all
    /// Anything.
    case any
  }

  /// What orders the results.
  public enum Sort: String, Sendable, CaseIterable, Codable {
    /// How well the query matches.
    case relevance
    /// The year, newest first.
    case year
    /// The day of publication, newest first.
    case published
    /// The learners, most first.
    case learners

    /// The field that gives the order, `nil` where the scores do.
    var column: FieldName? {
      switch self {
      case .relevance: nil
      case .year: .year
      case .published: .published
      case .learners: .learners
      }
    }
  }

  /// The longest query, in UTF-8 bytes.
  public static let longestQuery = 4096
  /// The sizes a page may have.
  public static let sizes = 1...100
  /// Only so many results can be paged through: each page costs as much as all before it.
  public static let deepestResult = 10_000
  /// The size of a page where none is asked for.
  public static let standardSize = 10
  /// What is counted where nothing is asked for.
  public static let standardFacets = [
    DataDictionary.centreColumn, FieldName.collection.rawValue, FieldName.educationLevel.rawValue,
    FieldName.majorCategory.rawValue, FieldName.level.rawValue, FieldName.honours.rawValue,
    FieldName.year.rawValue, FieldName.region.rawValue,
  ]

  /// The words to search for, in the language of `QueryParser`; empty for all resources.
  public let query: String
  /// The page, from 1.
  public let page: Int
  /// Results a page.
  public let size: Int
  /// The restrictions, all of which must hold, in the order of ``SearchColumn/all``.
  public let filters: [ResourceFilter]
  /// The names of the columns to count.
  public let facets: [String]
  /// What orders the results; `nil` is relevance, and the newest first for an empty query.
  public let sort: Sort?
  /// How much of the query a resource must hold.
  public let match: Match
  /// Whether hits say what of them matched.
  public let highlights: Bool

  /// Checks a request.
  ///
  /// - Parameter filters: the wanted values by field, as the data dictionary names both.
  /// - Throws: ``InvalidRequest`` with every issue.
  public init(
    query: String = "",
    page: Int = 1,
    size: Int = SearchRequest.standardSize,
    filters: [String: [String]] = [:],
    facets: [String] = SearchRequest.standardFacets,
    sort: Sort? = nil,
    match: Match = .auto,
    highlights: Bool = true
  ) throws(InvalidRequest) {
    var issues: [RequestIssue] = []
    func refuse(_ parameter: String, _ reason: RequestIssue.Reason) {
      issues.append(RequestIssue(parameter: parameter, reason: reason))
    }
    if query.utf8.count > Self.longestQuery {
      refuse("q", .tooLong(bytes: query.utf8.count, limit: Self.longestQuery))
    }
    if !Self.sizes.contains(size) { refuse("size", .outOfRange(size, Self.sizes)) }
    let pages = 1...Self.deepestResult / min(max(size, 1), Self.sizes.upperBound)
    if page < 1 {
      refuse("page", .outOfRange(page, pages))
    } else if page > pages.upperBound {
      refuse("page", .tooDeep(limit: Self.deepestResult))
    }
    var wanted: [String: [String]] = [:]
    for (name, values) in filters.sorted(by: { $0.key < $1.key }) {
      if let column = SearchColumn.named(name), column.uses.contains(.filter) {
        wanted[column.name, default: []] += values
      } else {
        refuse(name, .unknownParameter(nearest: RequestParameter.nearest(to: name)))
      }
    }
    var checked: [ResourceFilter] = []
    for column in SearchColumn.all {
      guard let values = wanted[column.name], !values.isEmpty else { continue }
      do throws(InvalidRequest) {
        checked.append(try ResourceFilter(column, values: values))
      } catch { issues += error.issues }
    }
    var counted: [String] = []
    for name in facets {
      if let column = SearchColumn.named(name), column.isCountable {
        if !counted.contains(column.name) { counted.append(column.name) }
      } else {
        refuse("facet", .unknownValue(name, known: SearchColumn.facetNames))
      }
    }
    if let invalid = InvalidRequest(issues) { throw invalid }
    self.query = query
    self.page = page
    self.size = size
    self.filters = checked
    self.facets = counted
    self.sort = sort
    self.match = match
    self.highlights = highlights
  }

  /// How many results come before the page.
  var offset: Int { (page - 1) * size }
}
