import Platform

/// One hit as the template shows it.
struct HitView {
  let hit: ResourceHit
  let language: Language

  private static let summaryLength = 160
  private static let people: [FieldName] = [
    .teachers, .authors, .speakers, .trainers, .team, .members,
  ]

  var values: [String: Any] {
    var shown: Set<FieldName> = [.summary, .body]
    var values: [String: Any] = [
      "url": language.address(ofResource: hit.id), "badges": badges, "summary": summary.pieces,
    ]
    // Who searches in English sees English titles first, where a record has one.
    let hasEnglishTitle = hit.text(.titleEnglish) != nil
    let name: FieldName = language == .english && hasEnglishTitle ? .titleEnglish : .title
    values["title"] = (text(of: name) ?? MarkedText(hit.id)).pieces
    shown.insert(name)
    if name == .titleEnglish, let title = text(of: .title) {
      if hit.text(.title) != hit.text(.titleEnglish) {
        values["subtitle"] = [["pieces": title.pieces]]
      }
      shown.insert(.title)
    }
    var facts: [[String: Any]] = []
    for name in [.institutions] + Self.people {
      guard let text = text(of: name) else { continue }
      facts.append(["pieces": text.pieces])
      shown.insert(name)
    }
    if case .integer(let year) = hit.resource[FieldName.year.rawValue] {
      facts.append(["pieces": MarkedText("\(year)").pieces])
    }
    values["facts"] = facts
    let matches = matches(besides: shown)
    values["matches"] = matches
    values["hasMatches"] = !matches.isEmpty
    return values
  }

  /// The text of a field with its marks, `nil` where the record lacks it.
  private func text(of name: FieldName) -> MarkedText? {
    if let highlight = hit.highlights[name.rawValue] { return MarkedText(highlight) }
    let texts = hit.resource.texts(name)
    return texts.isEmpty ? nil : MarkedText(texts.joined(separator: "、"), maximumCharacters: 80)
  }

  /// The part of the summary or the long text that shows the match.
  private var summary: MarkedText {
    let found =
      hit.highlights[FieldName.summary.rawValue] ?? hit.highlights[FieldName.body.rawValue]
    if let found { return MarkedText(found) }
    return MarkedText(hit.text(.summary) ?? "", maximumCharacters: Self.summaryLength)
  }

  /// What matched in fields that are not shown otherwise, so that no hit is a riddle.
  private func matches(besides shown: Set<FieldName>) -> [[String: Any]] {
    DataDictionary.fields.compactMap { field in
      guard !shown.contains(field.name), let found = hit.highlights[field.name.rawValue] else {
        return nil
      }
      return ["label": language.pick(field.label), "pieces": MarkedText(found).pieces]
    }
  }

  private var badges: [String] {
    var badges: [String] = []
    if let entry = CollectionCatalogue.collection(code: hit.collection) {
      badges.append(language.pick(entry.label))
    }
    let coded: [(FieldName, CodeTable)] = [
      (.educationLevel, .educationLevels), (.level, .administrativeLevels),
    ]
    for (name, table) in coded {
      if let label = hit.text(name).flatMap({ table.label(of: $0) }) {
        badges.append(language.pick(label))
      }
    }
    return badges
  }
}
