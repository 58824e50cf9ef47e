import Platform

/// One hit as the template shows it.
struct HitView {
  let hit: ResourceHit
  let language: Language

  var values: [String: Any] {
    let title = hit.text(.title) ?? hit.id
    var values: [String: Any] = [
      "url": Self.address(of: hit.id, language: language),
      "title": pieces(hit.highlights[FieldName.title.rawValue], else: title),
      "badges": badges, "facts": Self.facts(of: hit.resource),
    ]
    let summaryName = FieldName.summary.rawValue
    let bodyName = FieldName.body.rawValue
    let text =
      hit.highlights[summaryName].flatMap { $0.ranges.isEmpty ? nil : $0 }
      ?? hit.highlights[bodyName].flatMap { $0.ranges.isEmpty ? nil : $0 }
      ?? hit.highlights[summaryName] ?? hit.highlights[bodyName]
    let plain = hit.text(.summary) ?? hit.text(.body) ?? ""
    values["summary"] = pieces(text, else: Self.shortened(plain))
    return values
  }

  static func address(of id: String, language: Language) -> String {
    let query = QueryString.string(of: language.parameters)
    return "/view/\(QueryString.encode(id))\(query.isEmpty ? "" : "?\(query)")"
  }

  private var badges: [String] {
    var badges: [String] = []
    if let entry = CollectionCatalogue.collection(code: hit.collection) {
      badges.append(language.pick(entry.label.chinese, entry.label.english))
    }
    for (name, table) in [(FieldName.educationLevel, CodeTable.educationLevels)] {
      if let code = hit.text(name), let label = table.label(of: code) {
        badges.append(language.pick(label.chinese, label.english))
      }
    }
    return badges
  }

  /// Who and when: schools, people, year.
  static func facts(of resource: JSONObject) -> [String] {
    var facts = resource.texts(.institutions)
    for name in [FieldName.teachers, .authors, .speakers, .trainers, .team] {
      facts += resource.texts(name)
    }
    if case .integer(let year) = resource[FieldName.year.rawValue] { facts.append("\(year)") }
    return Array(facts.prefix(8))
  }

  private static func shortened(_ text: String) -> String {
    text.count > 160 ? "\(text.prefix(160))…" : text
  }

  /// A text cut at the borders of its marks.
  private func pieces(_ highlight: Highlight?, else plain: String) -> [[String: Any]] {
    guard let highlight else { return [["text": plain, "isMarked": false]] }
    let bytes = Array(highlight.text.utf8)
    var pieces: [[String: Any]] = []
    func add(_ range: Range<Int>, isMarked: Bool) {
      guard !range.isEmpty, range.upperBound <= bytes.count else { return }
      pieces.append(["text": String(decoding: bytes[range], as: UTF8.self), "isMarked": isMarked])
    }
    if highlight.isCutAtStart { pieces.append(["text": "…", "isMarked": false]) }
    var place = 0
    for range in highlight.ranges where range.lowerBound >= place {
      add(place..<range.lowerBound, isMarked: false)
      add(range, isMarked: true)
      place = range.upperBound
    }
    add(place..<max(place, bytes.count), isMarked: false)
    if highlight.isCutAtEnd { pieces.append(["text": "…", "isMarked": false]) }
    return pieces
  }
}
