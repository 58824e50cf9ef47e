/// Cuts a query into the pieces that ``QueryParser`` builds a tree from.
struct QueryLexer {
  /// A piece of a query.
  enum Lexeme: Equatable {
    /// A run without white space, quotes and parentheses.
    case word(String)
    /// What stands between quotation marks.
    case quoted(String)
    /// A known field's name with its colon; its value is the next lexeme.
    case field(String)
    /// A hyphen that excludes the next lexeme.
    case exclusion
    /// A parenthesis that has a partner.
    case open, close
  }

  /// How deep parentheses group; deeper ones are text.
  static let maximumDepth = 32

  private let scalars: [Unicode.Scalar]
  private let fields: Set<String>
  /// For each parenthesis that groups, whether it opens.
  private let parentheses: [Int: Bool]
  /// Where the last mark that closes a quotation stands, by the mark.
  private let lastClosing: [Unicode.Scalar: Int]

  /// The lexemes of a text. O(scalars).
  static func lexemes(of text: String, fields: Set<String>) -> [Lexeme] {
    let scalars = Array(text.unicodeScalars)
    var lastClosing: [Unicode.Scalar: Int] = [:]
    for index in scalars.indices where closingMarks.values.contains(scalars[index]) {
      lastClosing[scalars[index]] = index
    }
    var lexer = QueryLexer(
      scalars: scalars,
      fields: fields,
      parentheses: [:],
      lastClosing: lastClosing
    )
    let quoted = lexer.quotedRanges()
    lexer = QueryLexer(
      scalars: scalars,
      fields: fields,
      parentheses: Self.partners(in: scalars, outside: quoted),
      lastClosing: lastClosing
    )
    return lexer.lexemes()
  }

  /// The marks that open a quotation with those that close it.
  private static let closingMarks: [Unicode.Scalar: Unicode.Scalar] = [
    "\"": "\"", "\u{FF02}": "\u{FF02}", "“": "”", "「": "」", "『": "』",
  ]

  /// Where the quotation that opens at `index` closes, `nil` where none opens there.
  private func closing(ofQuotationAt index: Int) -> Int? {
    guard let mark = Self.closingMarks[scalars[index]], let last = lastClosing[mark], last > index
    else { return nil }
    return scalars[(index + 1)...].firstIndex(of: mark)
  }

  private func quotedRanges() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while index < scalars.count {
      if let end = closing(ofQuotationAt: index) {
        ranges.append(index..<end + 1)
        index = end
      }
      index += 1
    }
    return ranges
  }

  /// The parentheses with a partner, at most ``maximumDepth`` deep.
  private static func partners(
    in scalars: [Unicode.Scalar],
    outside quoted: [Range<Int>]
  ) -> [Int: Bool] {
    var partners: [Int: Bool] = [:]
    var open: [Int] = []
    var quotations = quoted[...]
    for index in scalars.indices {
      if let first = quotations.first, index >= first.upperBound { quotations.removeFirst() }
      if quotations.first?.contains(index) == true { continue }
      if scalars[index] == "(" {
        open.append(index)
      } else if scalars[index] == ")", let partner = open.popLast(), open.count < maximumDepth {
        partners[partner] = true
        partners[index] = false
      }
    }
    return partners
  }

  private func lexemes() -> [Lexeme] {
    var lexemes: [Lexeme] = []
    var word = String.UnicodeScalarView()
    var index = 0
    func finishWord() {
      if !word.isEmpty { lexemes.append(.word(String(word))) }
      word = String.UnicodeScalarView()
    }
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar.properties.isWhitespace {
        finishWord()
      } else if let opens = parentheses[index] {
        finishWord()
        lexemes.append(opens ? .open : .close)
      } else if let end = closing(ofQuotationAt: index) {
        finishWord()
        var content = String.UnicodeScalarView()
        content.append(contentsOf: scalars[(index + 1)..<end])
        lexemes.append(.quoted(String(content)))
        index = end
      } else if word.isEmpty, isExclusion(at: index) {
        lexemes.append(.exclusion)
      } else if scalar == ":" || scalar == "\u{FF1A}", fields.contains(String(word)),
        startsValue(at: index + 1)
      {
        lexemes.append(.field(String(word)))
        word = String.UnicodeScalarView()
      } else {
        word.append(scalar)
      }
      index += 1
    }
    finishWord()
    return lexemes
  }

  /// A hyphen excludes where a piece begins and something follows at once; a second one does not, so
  /// that `--all` stays what it is.
  private func isExclusion(at index: Int) -> Bool {
    guard scalars[index] == "-", index + 1 < scalars.count else { return false }
    let next = scalars[index + 1]
    guard !next.properties.isWhitespace, next != "-", parentheses[index + 1] != false else {
      return false
    }
    guard index > 0 else { return true }
    return scalars[index - 1].properties.isWhitespace || parentheses[index - 1] == true
  }

  /// Whether a field's value, a word or a quotation, begins at `index`.
  private func startsValue(at index: Int) -> Bool {
    index < scalars.count && !scalars[index].properties.isWhitespace && parentheses[index] == nil
  }
}
