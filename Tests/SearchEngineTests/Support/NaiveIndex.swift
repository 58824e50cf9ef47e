import SearchEngine
import TextAnalysis

/// What an index should find, worked out from the analysed texts with sets and scans: slow, and too
/// simple to be wrong.
struct NaiveIndex {
  /// A document as the query sees it.
  struct Entry {
    var document: Document
    var fields: [String: FieldContent] = [:]
  }

  struct FieldContent {
    /// All tokens' terms.
    var terms: Set<String> = []
    /// The units' terms by position.
    var units: [Int: String] = [:]
  }

  private let schema: Schema
  private var sessions: [Analyzer.Kind: AnalysisSession] = [:]
  private(set) var entries: [String: Entry] = [:]

  init(schema: Schema) {
    self.schema = schema
    for field in schema.fields {
      if case .text(let kind, _, _) = field.kind { sessions[kind] = Analyzer(kind).makeSession() }
    }
  }

  mutating func add(_ document: Document) {
    var entry = Entry(document: document)
    for field in schema.fields {
      guard case .text(let analyzer, _, _) = field.kind else { continue }
      var content = FieldContent()
      var offset = 0
      for value in document.values where value.field == field.name {
        guard case .text(let text) = value.value else { continue }
        let tokens = tokens(of: text, analyzer)
        guard !tokens.isEmpty else { continue }
        for token in tokens {
          content.terms.insert(token.term)
          if token.isUnit { content.units[token.position + offset] = token.term }
        }
        // One position stays free between two values.
        offset += (tokens.map(\.position).max() ?? 0) + 2
      }
      entry.fields[field.name] = content
    }
    entries[document.id] = entry
  }

  mutating func delete(_ id: String) -> Bool { entries.removeValue(forKey: id) != nil }

  // MARK: - Queries

  /// The ids of the documents that match.
  func matches(_ query: Query, filters: [Filter] = []) -> Set<String> {
    let matches = matcher(query)
    return Set(
      entries.values.filter { entry in
        filters.allSatisfy { passes(entry.document, $0) } && matches(entry)
      }
      .map(\.document.id)
    )
  }

  private typealias Matcher = (Entry) -> Bool

  private struct QueryToken {
    var term: String
    var position: Int
    var isUnit: Bool
    var isHanUnit: Bool
  }

  private func tokens(of text: String, _ analyzer: Analyzer.Kind) -> [QueryToken] {
    guard let session = sessions[analyzer] else { return [] }
    let analyzed = session.analyze(text)
    return analyzed.tokens.map { token in
      let range = Int(token.start)..<Int(token.end)
      return QueryToken(
        term: String(decoding: analyzed.normalized[range], as: UTF8.self),
        position: Int(token.position),
        isUnit: token.unitCount == 1,
        isHanUnit: token.unitCount == 1 && analyzer == .chinese && !token.streams.contains(.bigrams)
      )
    }
  }

  /// The fields' names by analyser; all text fields for `nil`.
  private func fields(_ names: [String]?) -> [(Analyzer.Kind, [String])] {
    var result: [(Analyzer.Kind, [String])] = []
    let texts = schema.fields.filter { names?.contains($0.name) ?? true }
    for kind in [Analyzer.Kind.chinese, .whitespace] {
      let own = texts.filter {
        if case .text(kind, _, _) = $0.kind { true } else { false }
      }
      if !own.isEmpty { result.append((kind, own.map(\.name))) }
    }
    return result
  }

  private func hasPositions(_ name: String) -> Bool {
    if case .text(_, _, true) = schema.field(named: name)?.kind { true } else { false }
  }

  private func matcher(_ query: Query) -> Matcher {
    switch query {
    case .all: return { _ in true }
    case .term(let term, let field): return { $0.fields[field]?.terms.contains(term) == true }
    case .and(let parts):
      let parts = parts.map(matcher)
      return { entry in parts.allSatisfy { $0(entry) } }
    case .or(let parts):
      let parts = parts.map(matcher)
      return { entry in parts.contains { $0(entry) } }
    case .not(let part):
      let part = matcher(part)
      return { !part($0) }
    case .text(let text, let match, let names):
      return any(of: names) { analyzer, fields in
        let tokens = tokens(of: text, analyzer)
        guard !tokens.isEmpty else { return nil }
        func holds(_ entry: Entry, _ token: QueryToken) -> Bool {
          fields.contains { entry.fields[$0]?.terms.contains(token.term) == true }
        }
        switch match {
        case .any: return { entry in tokens.contains { holds(entry, $0) } }
        case .all: return { entry in tokens.allSatisfy { !$0.isUnit || holds(entry, $0) } }
        }
      }
    case .phrase(let text, let names):
      return any(of: names) { phrase(tokens(of: text, $0).filter(\.isUnit), $1) }
    case .prefix(let text, let names):
      return any(of: names) { analyzer, fields in
        let units = tokens(of: text, analyzer).filter(\.isUnit)
        guard let last = units.last else { return nil }
        let starts: Matcher = { entry in
          fields.contains { entry.fields[$0]?.terms.contains { $0.hasPrefix(last.term) } == true }
        }
        if analyzer == .whitespace || units.count == 1 && !last.isHanUnit { return starts }
        guard let whole = phrase(units, fields) else { return nil }
        if last.isHanUnit { return whole }
        guard let head = phrase(Array(units.dropLast()), fields) else { return nil }
        return { whole($0) || head($0) && starts($0) }
      }
    }
  }

  /// Any of the analysers' answers; everything where none finds a token in the query.
  private func any(
    of names: [String]?,
    _ make: (Analyzer.Kind, [String]) -> Matcher?
  ) -> Matcher {
    let parts = fields(names).compactMap { make($0.0, $0.1) }
    return parts.isEmpty ? { _ in true } : { entry in parts.contains { $0(entry) } }
  }

  private func phrase(_ units: [QueryToken], _ fields: [String]) -> Matcher? {
    guard let first = units.first else { return nil }
    if units.count == 1 {
      return { entry in fields.contains { entry.fields[$0]?.terms.contains(first.term) == true } }
    }
    let searched = fields.filter(hasPositions)
    return { entry in
      searched.contains { name in
        guard let content = entry.fields[name] else { return false }
        return content.units.keys.contains { start in
          units.allSatisfy { content.units[start + $0.position - first.position] == $0.term }
        }
      }
    }
  }

  private func passes(_ document: Document, _ filter: Filter) -> Bool {
    document.values.contains { value in
      guard value.field == filter.field else { return false }
      switch (value.value, filter.condition) {
      case (.keyword(let keyword), .anyOf(let values)): return values.contains(keyword)
      case (.integer(let integer), .anyOf(let values)): return values.contains("\(integer)")
      case (.integer(let integer), .range(let lower, let upper)):
        return integer >= lower ?? .min && integer <= upper ?? .max
      default: return false
      }
    }
  }

  /// How often each value of a keyword field occurs among some documents.
  func facet(_ field: String, among ids: Set<String>) -> [String: Int] {
    var counts: [String: Int] = [:]
    for id in ids {
      let values = entries[id]?.document.values.compactMap { value -> String? in
        if value.field == field, case .keyword(let keyword) = value.value { keyword } else { nil }
      }
      for value in Set(values ?? []) { counts[value, default: 0] += 1 }
    }
    return counts
  }
}
