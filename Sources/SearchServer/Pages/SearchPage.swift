import Platform

/// The search page: a form, facets as links, hits with marks, pages.
struct SearchPage {
  let request: SearchRequest
  let response: SearchResponse
  let language: Language

  private var examples: [String] {
    switch language {
    case .chinese: ["数控编程", "课程思政", "新能源汽车", "PLC", "護理", "“虚拟仿真”实训"]
    case .english: ["nursing", "PLC", "FANUC", "SolidWorks", "\"vocational education\"", "新能源汽车"]
    }
  }

  /// The page.
  var html: String {
    var values: [String: Any] = language.texts
    let isStart = request.query.isEmpty && request.filters.isEmpty && request.page == 1
    let name = language.pick("职搜", "zhisou")
    let tagline = language.pick("职业教育资源检索", "Search for vocational education")
    values["title"] =
      request.query.isEmpty ? "\(name) · \(tagline)" : "\(request.query) · \(name)"
    values["query"] = request.query
    values["homeURL"] = language.address()
    values["switchURL"] = language.other.address(request.parameters)
    values["hidden"] = hiddenParameters
    values["isStart"] = isStart
    values["examples"] = examples.map {
      ["text": $0, "url": language.address([RequestParameter("q", $0)])]
    }
    values["summary"] = summary
    values["isRelaxed"] =
      !request.query.isEmpty && response.match == .any && request.match == .auto
      && response.total > 0
    values["sorts"] = sorts
    values["facets"] = response.facets.compactMap { FacetView($0, page: self).values }
    if !request.filters.isEmpty {
      values["chosen"] = [["filters": chosen, "clearURL": language.address(unfiltered)]]
    }
    values["hits"] = response.hits.map { HitView(hit: $0, language: language).values }
    values["isEmpty"] = response.total == 0
    if response.hits.isEmpty, response.total > 0 {
      values["beyond"] = [["lastURL": pageAddress(max(response.pages, 1))]]
    }
    values["hasPages"] = response.pages > 1 && !response.hits.isEmpty
    values["pages"] = pages
    if request.page > 1 { values["previousURL"] = pageAddress(request.page - 1) }
    if request.page < response.pages { values["nextURL"] = pageAddress(request.page + 1) }
    return Templates.render("search", values)
  }

  private var summary: String {
    let count = language.number(Int64(response.total))
    let resources = response.total == 1 ? "1 resource" : "\(count) resources"
    if request.query.isEmpty { return language.pick("共 \(count) 个资源", resources) }
    let time = "\((response.milliseconds * 10).rounded() / 10)"
    return language.pick("找到 \(count) 个资源，用时 \(time) 毫秒", "\(resources) in \(time) ms")
  }

  // MARK: - Links

  private func isFilter(_ name: String) -> Bool { request.filters.contains { $0.field == name } }

  /// The request without filters, on its first page.
  private var unfiltered: [RequestParameter] {
    request.parameters.filter { !isFilter($0.name) && $0.name != "page" }
  }

  /// All but the words and the page, to be kept when the form is sent.
  private var hiddenParameters: [[String: String]] {
    let kept = request.parameters.filter { $0.name != "q" && $0.name != "page" }
    return (kept + language.parameters).map { ["name": $0.name, "value": $0.value] }
  }

  /// The address of the first page with a value added to a filter or taken away.
  func toggle(_ field: String, _ value: String, isOn: Bool) -> String {
    var parameters = request.parameters.filter { $0.name != "page" }
    if isOn {
      parameters.removeAll { $0.name == field && $0.value == value }
    } else {
      parameters.append(RequestParameter(field, value))
    }
    return language.address(parameters)
  }

  private var chosen: [[String: String]] {
    request.filters.flatMap { filter in
      filter.values.map { value in
        let column = SearchColumn.named(filter.field)
        return [
          "name": column.map { language.pick($0.label) } ?? filter.field,
          "value": column.map { language.pick($0.label(of: value)) } ?? value,
          "url": toggle(filter.field, value, isOn: true),
        ]
      }
    }
  }

  private var sorts: [[String: Any]] {
    let standard: SearchRequest.Sort = request.query.isEmpty ? .year : .relevance
    var offered: [(SearchRequest.Sort, String)] = [
      (.year, language.pick("年份", "Year")), (.learners, language.pick("学习人数", "Learners")),
    ]
    if !request.query.isEmpty {
      offered.insert((.relevance, language.pick("相关度", "Relevance")), at: 0)
    }
    let others = request.parameters.filter { $0.name != "sort" && $0.name != "page" }
    return offered.map { sort, label in
      let parameter = sort == standard ? [] : [RequestParameter("sort", sort.rawValue)]
      return [
        "label": label, "url": language.address(others + parameter),
        "isCurrent": (request.sort ?? standard) == sort,
      ]
    }
  }

  // MARK: - Pages

  private func pageAddress(_ page: Int) -> String {
    language.address(
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
