public import TextAnalysis

/// Finds what of a text a query matched, to the byte.
///
/// Marked are the words and pairs of characters of the query's texts, phrases where they stand whole,
/// words that start with a prefix, and nothing that a `NOT` excludes. A single Han character is
/// marked only where the query has it by itself: 大卫 marks neither 大 nor 卫 alone, so in 大卫到了扫
/// it marks 大卫.
///
/// ```swift
/// let highlighter = Highlighter(query: .text("数控", match: .all), analyzer: Analyzer(.chinese))
/// highlighter.ranges(in: "學習數控機床")  // [6..<12]: offsets of the source as it is written
/// ```
///
/// A highlighter owns an analysis session: make one a thread.
public struct Highlighter {
  private let session: AnalysisSession
  private let pattern: HighlightPattern

  /// A highlighter for a query, with the analyser of the fields it is used for.
  public init(query: Query, analyzer: Analyzer) {
    session = analyzer.makeSession()
    pattern = HighlightPattern(query: query, session: session)
  }

  /// The matched parts of a text as ranges of its UTF-8 bytes: ascending, merged where they touch.
  ///
  /// With a field, parts of the query that search other fields mark nothing. O(bytes).
  public func ranges(in text: String, field: String? = nil) -> [Range<Int>] {
    Self.merged(marks(in: text, field: field))
  }

  /// The part of a text that shows best why it matched.
  ///
  /// It is the window with the most distinct matched terms, cut between characters; it begins where
  /// a sentence does if that leaves the matches in view. O(bytes).
  public func snippet(
    in text: String,
    maximumCharacters: Int,
    field: String? = nil
  ) -> Snippet {
    let marks = marks(in: text, field: field)
    let window = SnippetWindow(text: text, marks: marks, maximumCharacters: maximumCharacters)
    return Snippet(of: text, window: window.bytes, ranges: Self.merged(marks))
  }

  /// A matched part of a text.
  struct Mark: Equatable {
    var range: Range<Int>
    /// What of the query it matched, for counting.
    var term: Int
  }

  /// The matched parts in ascending order; they may overlap.
  func marks(in text: String, field: String?) -> [Mark] {
    guard !pattern.isEmpty else { return [] }
    let analyzed = session.analyze(text)
    var marks: [Mark] = []
    // The numbers of the units' terms, for phrases; -1 for terms the query lacks.
    var units: [Int] = []
    var unitRanges: [Range<Int>] = []
    let hasPhrases = !pattern.phrases.isEmpty
    for token in analyzed.tokens {
      let term = analyzed.term(of: token)
      let range = Int(token.sourceStart)..<Int(token.sourceEnd)
      let number = pattern.table.number(of: term)
      if let number, let scopes = pattern.marked[number],
        scopes.contains(where: { Self.includes($0, field) })
      {
        marks.append(Mark(range: range, term: number))
      }
      guard token.unitCount == 1 else { continue }
      if hasPhrases {
        units.append(number ?? -1)
        unitRanges.append(range)
      }
      for (index, prefix) in pattern.prefixes.enumerated()
      where !token.isSingleHan && term.starts(with: prefix.bytes)
        && Self.includes(prefix.scope, field)
      {
        marks.append(Mark(range: range, term: pattern.table.terms.count + index))
      }
    }
    for (index, phrase) in pattern.phrases.enumerated() where Self.includes(phrase.scope, field) {
      let term = pattern.table.terms.count + pattern.prefixes.count + index
      for end in Self.ends(of: phrase, in: units) {
        // Each unit by itself, so that spaces within the phrase stay unmarked.
        marks += unitRanges[(end - phrase.units.count)..<end].map { Mark(range: $0, term: term) }
      }
    }
    marks.sort {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    return marks
  }

  private static func includes(_ scope: HighlightPattern.Scope, _ field: String?) -> Bool {
    guard let scope, let field else { return true }
    return scope.contains(field)
  }

  /// Where a phrase ends, exclusive, in units of the text.
  private static func ends(of phrase: HighlightPattern.Phrase, in units: [Int]) -> [Int] {
    var ends: [Int] = []
    var length = 0
    for (index, unit) in units.enumerated() {
      while length > 0, length == phrase.units.count || unit != phrase.units[length] {
        length = phrase.failure[length - 1]
      }
      if unit == phrase.units[length] { length += 1 }
      if length == phrase.units.count { ends.append(index + 1) }
    }
    return ends
  }

  private static func merged(_ marks: [Mark]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for mark in marks where !mark.range.isEmpty {
      if let last = merged.last, mark.range.lowerBound <= last.upperBound {
        merged[merged.count - 1] =
          last.lowerBound..<max(last.upperBound, mark.range.upperBound)
      } else {
        merged.append(mark.range)
      }
    }
    return merged
  }
}
