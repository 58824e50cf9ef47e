import Platform

/// One resource, field by field.
struct ResourcePage {
  let resource: StoredResource
  let language: Language

  /// The page.
  var html: String {
    var values: [String: Any] = language.texts
    let title = resource.resource.text(.title) ?? resource.id
    values["title"] = "\(title) · \(language.pick("职搜", "zhisou"))"
    values["heading"] = title
    values["homeURL"] = home
    values["switchURL"] = HitView.address(of: resource.id, language: language.other)
    values["recordURL"] = "/resources/\(QueryString.encode(resource.id))"
    if let url = resource.resource.text(.url), url.hasPrefix("http://") || url.hasPrefix("https://")
    {
      values["sourceURL"] = url
    }
    values["summary"] = resource.resource.text(.summary) ?? resource.resource.text(.body) ?? ""
    values["rows"] = rows
    return Templates.render("resource", values)
  }

  private var home: String {
    let query = QueryString.string(of: language.parameters)
    return query.isEmpty ? "/" : "/?\(query)"
  }

  private var rows: [[String: String]] {
    DataDictionary.fields.compactMap { field in
      guard field.name != .title, field.name != .summary,
        let value = resource.resource[field.name.rawValue]
      else { return nil }
      let text = describe(value, field: field)
      guard !text.isEmpty else { return nil }
      return ["label": language.pick(field.label.chinese, field.label.english), "value": text]
    }
  }

  private func describe(_ value: JSONValue, field: Field) -> String {
    switch value {
    case .string(let text):
      guard let label = SearchColumn.named(field.name.rawValue)?.label(of: text) else {
        return text
      }
      return language.pick(label.chinese, label.english)
    case .integer(let number): return "\(number)"
    case .number(let number): return "\(number)"
    case .boolean(let flag): return flag ? language.pick("是", "yes") : language.pick("否", "no")
    case .array(let values):
      return values.map { describe($0, field: field) }.joined(separator: language.pick("、", ", "))
    default: return ""
    }
  }
}
