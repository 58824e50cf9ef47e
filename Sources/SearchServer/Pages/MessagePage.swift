import HTTPTypes
import Platform

/// A page that says why there is nothing to show.
struct MessagePage {
  let problem: ProblemDocument
  let language: Language

  init(_ problem: ProblemDocument, language: Language) {
    self.problem = problem
    self.language = language
  }

  /// The page.
  var html: String {
    var values: [String: Any] = language.texts
    values["title"] = "\(heading) · \(language.pick("职搜", "zhisou"))"
    values["heading"] = heading
    values["messages"] =
      problem.issues.isEmpty ? [problem.detail] : problem.issues.map(\.description)
    values["homeURL"] = language.address()
    values["switchURL"] = language.other.address()
    return Templates.render("message", values)
  }

  private var heading: String {
    switch problem.status.code {
    case 404: language.pick("这里什么也没有", "There is nothing here")
    case 405: language.pick("不能这样请求", "This is not possible here")
    case 503: language.pick("现在太忙，请稍后再试", "Too busy at the moment; try again soon")
    case 500...: language.pick("索引读取失败", "The index could not be read")
    default: language.pick("这个请求无法回答", "This request cannot be answered")
    }
  }
}
