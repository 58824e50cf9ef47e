import Platform

/// A page that says why there is nothing to show.
struct MessagePage {
  var heading: String
  var messages: [String]
  var language: Language

  init(heading: String, messages: [String], language: Language) {
    self.heading = heading
    self.messages = messages
    self.language = language
  }

  /// What is wrong with a request.
  init(_ invalid: InvalidRequest, language: Language) {
    self.init(
      heading: language.pick("这个请求无法回答", "This request cannot be answered"),
      messages: invalid.issues.map(\.description),
      language: language
    )
  }

  static func missing(_ id: String, language: Language) -> MessagePage {
    MessagePage(
      heading: language.pick("没有这个资源", "No such resource"),
      messages: [
        language.pick("索引中没有编号为 \(id) 的资源。", "The index holds no resource with the id \(id).")
      ],
      language: language
    )
  }

  static func failure(language: Language) -> MessagePage {
    MessagePage(
      heading: language.pick("索引读取失败", "The index could not be read"),
      messages: [language.pick("详情见服务器日志。", "The server's log says more.")],
      language: language
    )
  }

  /// The page.
  var html: String {
    var values: [String: Any] = language.texts
    values["title"] = "\(heading) · \(language.pick("职搜", "zhisou"))"
    values["heading"] = heading
    values["messages"] = messages
    let query = QueryString.string(of: language.parameters)
    values["homeURL"] = query.isEmpty ? "/" : "/?\(query)"
    let other = QueryString.string(of: language.other.parameters)
    values["switchURL"] = other.isEmpty ? "/" : "/?\(other)"
    return Templates.render("message", values)
  }
}
