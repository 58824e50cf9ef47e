import Platform

/// Search results for people.
struct ResultPrinter {
  /// Whether escape sequences mark the matches.
  var isColoured: Bool

  private static let snippetLength = 80

  func text(of response: SearchResponse) -> String {
    var text = ""
    for (index, hit) in response.hits.enumerated() {
      let number = (response.page - 1) * response.size + index + 1
      text += "\(number). \(title(of: hit))\n"
      text += "   \(faint(description(of: hit)))\n"
      if let snippet = snippet(of: hit) { text += "   \(snippet)\n" }
    }
    for facet in response.facets where !facet.values.isEmpty {
      text += "\n\(facet.label) \(facet.field)\n"
      var table = TextTable([.left, .right, .left])
      for value in facet.values {
        let code = value.value == value.label ? "" : value.value
        table.add("  \(value.label)", Numbers.grouped(value.count), code)
      }
      text += table.text
    }
    return text
  }

  /// How many there are, and what was made of the query.
  func footer(of response: SearchResponse) -> String {
    let time = "\(Numbers.decimal(response.milliseconds, digits: 1)) ms"
    guard !response.hits.isEmpty else {
      return response.total == 0
        ? "Nothing found (\(time))."
        : "\(Numbers.count(response.total, "result")), none on page \(response.page) (\(time))."
    }
    let first = (response.page - 1) * response.size + 1
    let last = first + response.hits.count - 1
    let match = response.match == .any ? ", any part of the query" : ""
    return "\(first)–\(last) of \(Numbers.count(response.total, "result"))\(match) (\(time))."
  }

  private func title(of hit: ResourceHit) -> String {
    if let highlight = hit.highlights[FieldName.title.rawValue] { return marked(highlight) }
    return hit.text(.title) ?? hit.id
  }

  private func description(of hit: ResourceHit) -> String {
    var parts: [String] = []
    if let entry = CollectionCatalogue.collection(code: hit.collection) {
      parts.append(entry.label.chinese)
    }
    if let level = hit.text(.level), let label = CodeTable.administrativeLevels.label(of: level) {
      parts.append(label.chinese)
    }
    parts += hit.resource.texts(.institutions).prefix(2)
    if case .integer(let year) = hit.resource[FieldName.year.rawValue] { parts.append("\(year)") }
    parts.append(hit.id)
    return parts.map(Self.printable).joined(separator: " · ")
  }

  private func snippet(of hit: ResourceHit) -> String? {
    for field in [FieldName.summary, .body] {
      if let highlight = hit.highlights[field.rawValue] {
        let (before, after) = (highlight.isCutAtStart ? "…" : "", highlight.isCutAtEnd ? "…" : "")
        return before + marked(highlight) + after
      }
    }
    guard let summary = hit.text(.summary) else { return nil }
    let shown = summary.prefix(Self.snippetLength)
    return Self.printable(String(shown)) + (shown.endIndex < summary.endIndex ? "…" : "")
  }

  private func marked(_ highlight: Highlight) -> String {
    guard isColoured else { return Self.printable(highlight.text) }
    let bytes = Array(highlight.text.utf8)
    var text = ""
    var end = 0
    for range in highlight.ranges where range.lowerBound >= end && range.upperBound <= bytes.count {
      text += Self.printable(String(decoding: bytes[end..<range.lowerBound], as: UTF8.self))
      text +=
        "\u{1B}[1;31m\(Self.printable(String(decoding: bytes[range], as: UTF8.self)))\u{1B}[0m"
      end = range.upperBound
    }
    return text + Self.printable(String(decoding: bytes[end...], as: UTF8.self))
  }

  private func faint(_ text: String) -> String {
    isColoured ? "\u{1B}[2m\(text)\u{1B}[0m" : text
  }

  /// A record's text on one line, without control characters that a terminal would obey.
  private static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return text
    }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      shown.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(shown)
  }
}
