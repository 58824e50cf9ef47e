import TextAnalysis

/// What of a query is marked in a text: single terms, runs of units, beginnings of words.
struct HighlightPattern {
  /// The fields a part applies to, `nil` for all.
  typealias Scope = Set<String>?

  /// A run of units, marked only where all stand one after the other.
  struct Phrase {
    var units: [Int]
    var scope: Scope
    /// For each unit, how many units of the phrase still match when the next one does not: the
    /// failure function of Knuth, Morris and Pratt, *Fast Pattern Matching in Strings*, 1977.
    var failure: [Int]

    init(units: [Int], scope: Scope) {
      self.units = units
      self.scope = scope
      failure = Array(repeating: 0, count: units.count)
      var length = 0
      for index in units.indices.dropFirst() {
        while length > 0, units[index] != units[length] { length = failure[length - 1] }
        if units[index] == units[length] { length += 1 }
        failure[index] = length
      }
    }
  }

  /// The terms of texts, of phrases and of exact terms.
  private(set) var table = TermTable()
  /// By term number: where the term is marked by itself; no entry where it is only part of phrases.
  private(set) var marked: [Int: [Scope]] = [:]
  private(set) var phrases: [Phrase] = []
  private(set) var prefixes: [(bytes: [UInt8], scope: Scope)] = []

  /// Whether nothing can be marked.
  var isEmpty: Bool { marked.isEmpty && phrases.isEmpty && prefixes.isEmpty }

  init(query: Query, session: AnalysisSession) {
    collect(query, session: session)
  }

  private mutating func collect(_ query: Query, session: AnalysisSession) {
    switch query {
    case .all, .not: break
    case .and(let parts), .or(let parts):
      for part in parts { collect(part, session: session) }
    case .term(let term, let field): mark(Array(term.utf8), scope: [field])
    case .text(let text, _, let fields):
      collectText(session.analyze(text), scope: fields.map(Set.init))
    case .phrase(let text, let fields):
      let units = session.analyze(text).units.map(\.term)
      addPhrase(units[...], scope: fields.map(Set.init))
    case .prefix(let text, let fields):
      collectPrefix(session.analyze(text).units, scope: fields.map(Set.init))
    }
  }

  /// Words and bigrams; a single Han character only where it has no neighbour in the query.
  private mutating func collectText(_ text: AnalyzedText, scope: Scope) {
    var hasNeighbour = [Bool](repeating: false, count: text.unitCount + 1)
    for token in text.tokens where token.unitCount == 2 && token.streams.contains(.bigrams) {
      hasNeighbour[Int(token.position)] = true
      hasNeighbour[Int(token.position) + 1] = true
    }
    for token in text.tokens {
      let isHan = token.isSingleHan
      if !isHan, token.streams.isDisjoint(with: [.words, .bigrams]) { continue }
      if isHan, hasNeighbour[Int(token.position)] { continue }
      mark(Array(text.term(of: token)), scope: scope)
    }
  }

  /// A Han character is complete as it is: a prefix that ends in one is a phrase. Any other ends in
  /// the beginning of a word, and what stands before that is a phrase.
  private mutating func collectPrefix(
    _ units: [(term: [UInt8], isHan: Bool)],
    scope: Scope
  ) {
    guard let last = units.last else { return }
    if last.isHan {
      addPhrase(units.map(\.term)[...], scope: scope)
    } else {
      addPhrase(units.dropLast().map(\.term)[...], scope: scope)
      prefixes.append((last.term, scope))
    }
  }

  private mutating func addPhrase(_ units: ArraySlice<[UInt8]>, scope: Scope) {
    if units.count == 1, let unit = units.first {
      mark(unit, scope: scope)
    } else if units.count > 1 {
      phrases.append(Phrase(units: units.map { table.insert($0) }, scope: scope))
    }
  }

  private mutating func mark(_ term: [UInt8], scope: Scope) {
    marked[table.insert(term), default: []].append(scope)
  }
}

extension AnalyzedText {
  /// The terms of the units in order, and whether each is a single Han, kana or Hangul character.
  fileprivate var units: [(term: [UInt8], isHan: Bool)] {
    tokens.filter { $0.unitCount == 1 }.map { (Array(term(of: $0)), $0.isSingleHan) }
  }
}

extension Token {
  /// Whether the token is one Han, kana or Hangul character, whose bigrams are tokens of their own.
  var isSingleHan: Bool {
    unitCount == 1 && streams.contains(.characters) && !streams.contains(.bigrams)
  }
}
