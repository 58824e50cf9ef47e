import Platform

/// The languages of the pages.
enum Language: String, CaseIterable {
  case chinese = "zh"
  case english = "en"

  /// The language that the parameters ask for, and the other parameters.
  static func taken(
    from parameters: [RequestParameter]
  ) -> (language: Language, rest: [RequestParameter]) {
    let wanted = parameters.first { $0.name == "lang" }.flatMap { Language(rawValue: $0.value) }
    return (wanted ?? .chinese, parameters.filter { $0.name != "lang" })
  }

  /// The one to switch to.
  var other: Language { self == .chinese ? .english : .chinese }

  /// One of two texts.
  func pick(_ chinese: String, _ english: String) -> String {
    self == .chinese ? chinese : english
  }

  /// The part of a query string that keeps the language.
  var parameters: [RequestParameter] {
    self == .chinese ? [] : [RequestParameter("lang", rawValue)]
  }

  /// What the templates say, by name.
  var texts: [String: String] {
    [
      "htmlLanguage": pick("zh-Hans", "en"),
      "siteName": pick("职搜", "zhisou"),
      "tagline": pick("职业教育资源检索", "Search for vocational education"),
      "searchLabel": pick("检索资源", "Search resources"),
      "placeholder": pick("课程、教材、专业、设备、教师、学校……", "Courses, textbooks, majors, equipment…"),
      "searchButton": pick("检索", "Search"),
      "filtersLabel": pick("筛选", "Filter"),
      "resultsLabel": pick("结果", "Results"),
      "clearFilters": pick("清除筛选", "Clear filters"),
      "examplesLabel": pick("试试", "Try"),
      "switchLabel": pick("English", "中文"),
      "previous": pick("上一页", "Previous"),
      "next": pick("下一页", "Next"),
      "pagesLabel": pick("分页", "Pages"),
      "nothingTitle": pick("没有找到资源", "Nothing found"),
      "nothingHint": pick(
        "换一个说法，减少字词，或清除左侧的筛选条件。",
        "Try other or fewer words, or clear the filters."
      ),
      "back": pick("返回检索", "Back to the search"),
      "anyNote": pick(
        "没有资源含有全部字词，以下按相同之处排序。",
        "No resource holds every word; these are ranked by what they share."
      ),
      "skip": pick("跳到结果", "Skip to the results"),
      "recordLabel": pick("原始记录（JSON）", "The record as JSON"),
      "openSource": pick("打开资源", "Open the resource"),
    ]
  }
}
