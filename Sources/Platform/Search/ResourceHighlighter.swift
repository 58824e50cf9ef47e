import SearchEngine
import TextAnalysis

/// Finds what of a record a query matched, field by field.
struct ResourceHighlighter {
  /// Characters of a long text that are shown.
  static let snippetLength = 160

  private let highlighter: Highlighter

  init(query: Query) {
    highlighter = Highlighter(query: query, analyzer: Analyzer(.chinese))
  }

  /// The fields whose words the index holds as the record has them; labels of codes are not in it.
  private static let fields: [(name: FieldName, search: String)] = DataDictionary.fields
    .compactMap { field in
      guard let search = field.search, field.codeTable == nil else { return nil }
      return (field.name, search.rawValue)
    }

  /// The highlights of the fields that hold a match.
  func highlights(of resource: JSONObject) -> [String: Highlight] {
    var highlights: [String: Highlight] = [:]
    for (name, search) in Self.fields {
      let texts = resource.texts(name)
      guard !texts.isEmpty else { continue }
      let snippet = snippet(in: texts.joined(separator: "、"), of: name, search: search)
      guard !snippet.ranges.isEmpty else { continue }
      highlights[name.rawValue] = Highlight(
        text: snippet.text,
        ranges: snippet.ranges,
        isCutAtStart: snippet.isCutAtStart,
        isCutAtEnd: snippet.isCutAtEnd
      )
    }
    return highlights
  }

  private func snippet(in text: String, of name: FieldName, search: String) -> Snippet {
    switch name {
    case .title, .titleEnglish:
      Snippet(text: text, ranges: highlighter.ranges(in: text, field: search))
    default:
      highlighter.snippet(in: text, maximumCharacters: Self.snippetLength, field: search)
    }
  }
}
