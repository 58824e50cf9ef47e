import Platform

/// The search page: a form, facets as links, hits with marks, pages.
struct SearchPage {
  let request: SearchRequest
  let response: SearchResponse
  let statistics: IndexStatistics
  let language: Language

  private static let examples = ["数控编程", "课程思政", "新能源汽车", "PLC", "護理", "“虚拟仿真”实训"]
  private static let shownFacetValues = 10

  /// The page.
  var html: String {
    var values: [String: Any] = language.texts
    let isStart = request.query.isEmpty && request.filters.isEmpty && request.page == 1
    values["title"] =
      request.query.isEmpty
      ? "\(language.pick("职搜", "zhisou")) · \(language.pick("职业教育资源检索", "Search for vocational education"))"
      : "\(request.query) · \(language.pick("职搜", "zhisou"))"
    values["query"] = request.query
    values["homeURL"] = address([])
    values["switchURL"] = address(
      request.parameters,
      language: language.other
    )
    values["hidden"] = hiddenParameters
    values["isStart"] = isStart
    values["examples"] = Self.examples.map {
      ["text": $0, "url": address([RequestParameter("q", $0)])]
    }
    values["summary"] = summary
    values["isRelaxed"] =
      !request.query.isEmpty && response.match == .any && request.match == .auto
      && response.total > 0
    values["facets"] = response.facets.compactMap(facet)
    values["hasFilters"] = !request.filters.isEmpty
    values["clearURL"] = address(
      request.parameters.filter { !isFilter($0.name) && $0.name != "page" }
    )
    values["hits"] = response.hits.map { HitView(hit: $0, language: language).values }
    values["isEmpty"] = response.hits.isEmpty
    values["hasPages"] = response.pages > 1
    values["pages"] = pages
    if request.page > 1 { values["previousURL"] = pageAddress(request.page - 1) }
    if request.page < response.pages { values["nextURL"] = pageAddress(request.page + 1) }
    return Templates.render("search", values)
  }

  private var summary: String {
    let count = grouped(response.total)
    if request.query.isEmpty {
      return language.pick("共 \(count) 个资源", "\(count) resources")
    }
    let time = "\((response.milliseconds * 10).rounded() / 10)"
    return language.pick(
      "找到 \(count) 个资源，用时 \(time) 毫秒",
      "\(count) resources in \(time) ms"
    )
  }

  private func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }

  private func isFilter(_ name: String) -> Bool { request.filters.contains { $0.field == name } }

  /// The filters, to be kept when the form is sent.
  private var hiddenParameters: [[String: String]] {
    (request.parameters.filter { isFilter($0.name) } + language.parameters).map {
      ["name": $0.name, "value": $0.value]
    }
  }

  private func address(_ parameters: [RequestParameter], language: Language? = nil) -> String {
    let query = QueryString.string(of: parameters + (language ?? self.language).parameters)
    return query.isEmpty ? "/" : "/?\(query)"
  }

  // MARK: - Facets

  private func facet(_ facet: ResourceFacet) -> [String: Any]? {
    guard !facet.values.isEmpty else { return nil }
    let shown = facet.values.enumerated().filter {
      $0.offset < Self.shownFacetValues || $0.element.isSelected
    }
    return [
      "label": language.pick(facet.label, facet.englishLabel),
      "values": shown.map { entry -> [String: Any] in
        [
          "label": language.pick(entry.element.label, entry.element.englishLabel),
          "count": grouped(entry.element.count), "isSelected": entry.element.isSelected,
          "url": toggle(facet.field, entry.element.value, isOn: entry.element.isSelected),
        ]
      },
    ]
  }

  private func toggle(_ field: String, _ value: String, isOn: Bool) -> String {
    var parameters = request.parameters.filter { $0.name != "page" }
    if isOn {
      parameters.removeAll { $0.name == field && $0.value == value }
    } else {
      parameters.append(RequestParameter(field, value))
    }
    return address(parameters)
  }

  // MARK: - Pages

  private func pageAddress(_ page: Int) -> String {
    address(
      request.parameters.filter { $0.name != "page" }
        + (page > 1 ? [RequestParameter("page", "\(page)")] : [])
    )
  }

  private var pages: [[String: Any]] {
    let first = max(1, min(request.page - 3, response.pages - 6))
    return (first...max(first, min(first + 6, response.pages))).map {
      ["number": "\($0)", "url": pageAddress($0), "isCurrent": $0 == request.page]
    }
  }
}
