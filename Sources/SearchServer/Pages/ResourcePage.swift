import Platform

/// One resource, field by field, with its parts.
struct ResourcePage {
  let resource: StoredResource
  /// The resources that are part of this one.
  let parts: SearchResponse
  let language: Language

  private typealias Item = [String: Any]

  /// The page.
  var html: String {
    var values: [String: Any] = language.texts
    let record = resource.resource
    let hasEnglishTitle = language == .english && record.text(.titleEnglish) != nil
    let title = record.text(hasEnglishTitle ? .titleEnglish : .title) ?? resource.id
    values["title"] = "\(title) · \(language.pick("职搜", "zhisou"))"
    values["heading"] = title
    values["homeURL"] = language.address()
    values["switchURL"] = language.other.address(ofResource: resource.id)
    values["recordURL"] = "/resources/\(QueryString.encode(resource.id))"
    if let url = record.text(.url).flatMap(Self.webAddress) { values["sourceURL"] = url }
    values["summary"] = record.text(.summary) ?? ""
    if let body = record.text(.body) {
      let paragraphs = body.split(whereSeparator: \.isNewline).map(String.init)
      values["body"] = [["paragraphs": paragraphs]]
    }
    values["rows"] = rows
    if !parts.hits.isEmpty {
      values["parts"] = [
        [
          "count": language.number(Int64(parts.total)),
          "items": parts.hits.map { hit in
            item(hit.text(.title) ?? hit.id, url: language.address(ofResource: hit.id))
          },
        ]
      ]
    }
    return Templates.render("resource", values)
  }

  private var rows: [Item] {
    let hidden: Set<FieldName> = [.title, .summary, .body, .url]
    return DataDictionary.fields.compactMap { field in
      guard !hidden.contains(field.name), let value = resource.resource[field.name.rawValue] else {
        return nil
      }
      let items = items(of: value, field: field)
      return items.isEmpty ? nil : ["label": language.pick(field.label), "items": items]
    }
  }

  private func items(of value: JSONValue, field: Field) -> [Item] {
    switch value {
    case .string(let text): [item(text, of: field)]
    case .integer(let number) where field.name == .year: [item("\(number)", of: field)]
    case .integer(let number): [item(language.number(number))]
    case .number(let number): [item("\(number)")]
    case .boolean(let flag):
      [item(flag ? language.pick("是", "yes") : language.pick("否", "no"))]
    case .array(let values): values.flatMap { items(of: $0, field: field) }
    case .null, .object: []
    }
  }

  private func item(_ text: String, url: String? = nil) -> Item {
    var item: Item = ["text": text]
    if let url { item["url"] = url }
    return item
  }

  /// A value with a link to what else has it.
  private func item(_ text: String, of field: Field) -> Item {
    if case .url = field.type { return item(text, url: Self.webAddress(text)) }
    if case .date = field.type { return item(text) }
    if field.name == .partOf { return item(text, url: language.address(ofResource: text)) }
    if let column = SearchColumn.named(field.name.rawValue), column.uses.contains(.filter) {
      let filter = RequestParameter(column.name, text)
      return item(language.pick(column.label(of: text)), url: language.address([filter]))
    }
    switch field.search {
    case .people, .topic, .institution:
      let phrase = "\"\(text.filter { $0 != "\"" })\""
      return item(text, url: language.address([RequestParameter("q", phrase)]))
    default: return item(text)
    }
  }

  /// The address if it is one that a page may link to.
  private static func webAddress(_ text: String) -> String? {
    let start = text.prefix(8).lowercased()
    return start.hasPrefix("http://") || start == "https://" ? text : nil
  }
}
