import Platform

/// The languages of the pages.
enum Language: String, CaseIterable {
  case chinese = "zh"
  case english = "en"

  /// The language that the parameters ask for, and the other parameters.
  ///
  /// - Throws: ``InvalidRequest`` where `lang` is none of the languages or there more than once.
  static func taken(
    from parameters: [RequestParameter]
  ) throws(InvalidRequest) -> (language: Language, rest: [RequestParameter]) {
    let wanted = parameters.filter { $0.name == "lang" }.map(\.value)
    let rest = parameters.filter { $0.name != "lang" }
    guard let name = wanted.first else { return (.chinese, rest) }
    guard wanted.count == 1 else {
      throw InvalidRequest(RequestIssue(parameter: "lang", reason: .repeated))
    }
    guard let language = Language(rawValue: name) else {
      let known = allCases.map(\.rawValue)
      throw InvalidRequest(
        RequestIssue(parameter: "lang", reason: .unknownValue(name, known: known))
      )
    }
    return (language, rest)
  }

  /// The one to switch to.
  var other: Language { self == .chinese ? .english : .chinese }

  /// One of two texts.
  func pick(_ chinese: String, _ english: String) -> String {
    self == .chinese ? chinese : english
  }

  /// A label in this language.
  func pick(_ label: Label) -> String { pick(label.chinese, label.english) }

  /// The part of a query string that keeps the language.
  var parameters: [RequestParameter] {
    self == .chinese ? [] : [RequestParameter("lang", rawValue)]
  }

  /// The address of the search page with parameters.
  func address(_ parameters: [RequestParameter] = []) -> String {
    let query = QueryString.string(of: parameters + self.parameters)
    return query.isEmpty ? "/" : "/?\(query)"
  }

  /// The address of a resource's page.
  func address(ofResource id: String) -> String {
    let query = QueryString.string(of: parameters)
    return "/view/\(QueryString.encode(id))\(query.isEmpty ? "" : "?\(query)")"
  }

  /// What separates the parts of a list.
  var comma: String { pick("、", ", ") }

  /// A number with its digits in groups of three.
  func number(_ number: Int64) -> String {
    var digits = Array(String(number.magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }

  /// What the templates say, by name.
  var texts: [String: String] {
    [
      "htmlLanguage": pick("zh-Hans", "en"),
      "otherLanguage": pick("en", "zh-Hans"),
      "siteName": pick("职搜", "zhisou"),
      "tagline": pick("职业教育资源检索", "Search for vocational education"),
      "searchLabel": pick("检索资源", "Search resources"),
      "placeholder": pick("课程、教材、专业、设备、教师、学校……", "Courses, textbooks, majors, equipment…"),
      "searchButton": pick("检索", "Search"),
      "filtersLabel": pick("筛选", "Filter"),
      "chosenLabel": pick("已选", "Chosen"),
      "removeLabel": pick("取消", "Remove"),
      "resultsLabel": pick("结果", "Results"),
      "clearFilters": pick("全部清除", "Clear all"),
      "moreLabel": pick("更多", "More"),
      "sortLabel": pick("排序", "Sort by"),
      "examplesLabel": pick("试试", "Try"),
      "switchLabel": pick("English", "中文"),
      "previous": pick("上一页", "Previous"),
      "next": pick("下一页", "Next"),
      "pagesLabel": pick("分页", "Pages"),
      "nothingTitle": pick("没有找到资源", "Nothing found"),
      "nothingHints": pick(
        "换一个说法，或减少字词；去掉引号和减号；取消筛选条件。",
        "Try other or fewer words, leave out quotation marks and minus signs, or remove filters."
      ),
      "beyondTitle": pick("没有这一页", "There is no such page"),
      "lastPage": pick("到最后一页", "To the last page"),
      "back": pick("返回检索", "Back to the search"),
      "anyNote": pick(
        "没有资源含有全部字词，以下按相同之处排序。",
        "No resource holds every word; these are ranked by what they share."
      ),
      "skip": pick("跳到结果", "Skip to the results"),
      "partsLabel": pick("所含资源", "Its parts"),
      "bodyLabel": pick("正文", "Text"),
      "recordLabel": pick("原始记录（JSON）", "The record as JSON"),
      "openSource": pick("打开资源", "Open the resource"),
    ]
  }
}
