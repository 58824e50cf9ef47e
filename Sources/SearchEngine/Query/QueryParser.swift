import TextAnalysis

/// Reads the query language. Every text is a query: what cannot be read as an operator is text.
///
/// ```
/// query   = and *( "OR" and )
/// and     = piece *( [ "AND" ] piece )
/// piece   = *( "NOT" / "-" ) ( "(" query ")" / [ field ":" ] value )
/// value   = word / word "*" / quoted
/// quoted  = DQUOTE text DQUOTE / "“" text "”" / "「" text "」" / "『" text "』" / "＂" text "＂"
/// ```
///
/// | typed | meaning |
/// |---|---|
/// | `数控 编程` | both words, ranked as one text |
/// | `"数控编程"` | the phrase |
/// | `数控 -编程`, `数控 NOT 编程` | the one without the other |
/// | `数控 OR 钳工` | one of them; AND binds closer than OR |
/// | `title:数控` | in a known text field; with any other name before the colon it is text |
/// | `auto*` | words that start with it |
///
/// Pieces without an operator between them are joined as the match asks: all of them or any of them;
/// what is excluded is excluded either way. The plain words of one level form a single
/// ``Query/text(_:match:fields:)`` for each field, so that ranking sees one text. Quotation marks and
/// parentheses without a partner, operators without operands and parentheses more than 32 deep are
/// text; pieces without a letter or digit ask for nothing and are left out.
public struct QueryParser: Sendable {
  /// Units (Han characters, alphabetic words) of a query; the rest of a longer one is ignored.
  public static let maximumUnits = 1024

  /// How deep parentheses may nest.
  public static var maximumDepth: Int { QueryLexer.maximumDepth }

  private let match: TextMatch
  private let fields: Set<String>

  /// A parser that knows the names of some text fields.
  public init(match: TextMatch = .all, fields: some Sequence<String> = []) {
    self.match = match
    self.fields = Set(fields)
  }

  /// A parser that knows the text fields of a schema.
  public init(match: TextMatch = .all, schema: Schema) {
    let names = schema.fields.filter { field in
      if case .text = field.kind { true } else { false }
    }
    self.init(match: match, fields: names.map(\.name))
  }

  /// The query that a text asks for; ``Query/all`` where it asks for nothing. O(bytes).
  public func parse(_ text: String) -> Query {
    var reader = LexemeReader(
      lexemes: QueryLexer.lexemes(of: Self.limited(text), fields: fields),
      match: match
    )
    return reader.readQuery() ?? .all
  }

  /// The text without what follows its first ``maximumUnits`` units.
  private static func limited(_ text: String) -> String {
    // A unit has at least one byte.
    guard text.utf8.count > maximumUnits else { return text }
    let analyzed = Analyzer(.chinese).makeSession().analyze(text)
    guard let next = analyzed.tokens.first(where: { $0.position >= maximumUnits }) else {
      return text
    }
    return String(decoding: text.utf8.prefix(Int(next.sourceStart)), as: UTF8.self)
  }
}

/// Builds the tree from lexemes.
private struct LexemeReader {
  let lexemes: [QueryLexer.Lexeme]
  let match: TextMatch
  private var index = 0

  init(lexemes: [QueryLexer.Lexeme], match: TextMatch) {
    self.lexemes = lexemes
    self.match = match
  }

  private var next: QueryLexer.Lexeme? { index < lexemes.count ? lexemes[index] : nil }

  /// Whether a piece can begin at a place.
  private func hasPiece(at index: Int) -> Bool {
    index < lexemes.count && lexemes[index] != .close
  }

  mutating func readQuery() -> Query? {
    var alternatives = [readJoined()]
    while next == .word("OR"), hasPiece(at: index + 1) {
      index += 1
      alternatives.append(readJoined())
    }
    return QueryBuilder.joined(alternatives.compactMap(\.self), by: .any, match: match)
  }

  /// Reads pieces up to an OR, a closing parenthesis or the end.
  private mutating func readJoined() -> Query? {
    // Each group holds pieces that an explicit AND joins.
    var groups: [[Query]] = []
    var excluded: [Query] = []
    var joinsLast = false
    var isFirst = true
    while hasPiece(at: index) {
      if !isFirst, hasPiece(at: index + 1) {
        if next == .word("OR") { break }
        if next == .word("AND") {
          joinsLast = true
          index += 1
        }
      }
      isFirst = false
      guard let piece = readPiece() else { continue }
      if case .not = piece {
        excluded.append(piece)
      } else if joinsLast, let last = groups.indices.last {
        groups[last].append(piece)
      } else {
        groups.append([piece])
      }
      joinsLast = false
    }
    let pieces = groups.compactMap { QueryBuilder.joined($0, by: .all, match: match) }
    let positive = QueryBuilder.joined(pieces, by: match, match: match)
    return QueryBuilder.joined((positive.map { [$0] } ?? []) + excluded, by: .all, match: match)
  }

  private mutating func readPiece() -> Query? {
    var isExcluded = false
    while hasPiece(at: index + 1), next == .exclusion || next == .word("NOT") {
      isExcluded.toggle()
      index += 1
    }
    var field: [String]?
    if case .field(let name) = next {
      field = [name]
      index += 1
    }
    guard let lexeme = next else { return nil }
    index += 1
    let piece: Query?
    switch lexeme {
    case .open:
      piece = readQuery()
      index += 1
    case .quoted(let text): piece = text.hasLetterOrDigit ? .phrase(text, fields: field) : nil
    case .word(let text): piece = word(text, fields: field)
    case .close, .exclusion, .field: piece = nil
    }
    guard isExcluded, let piece else { return piece }
    if case .not(let inner) = piece { return inner }
    return .not(piece)
  }

  private func word(_ text: String, fields: [String]?) -> Query? {
    guard text.hasLetterOrDigit else { return nil }
    if text.hasSuffix("*"), !text.dropLast().contains("*") {
      return .prefix(String(text.dropLast()), fields: fields)
    }
    return .text(text, match: match, fields: fields)
  }
}

/// Joins queries without nesting more than need be.
private enum QueryBuilder {
  /// All or any of some queries; `nil` where there are none.
  static func joined(_ queries: [Query], by operation: TextMatch, match: TextMatch) -> Query? {
    var parts: [Query] = []
    for query in queries {
      switch (operation, query) {
      case (.all, .and(let inner)), (.any, .or(let inner)): parts.append(contentsOf: inner)
      default: parts.append(query)
      }
    }
    // "All of a and all of b" is "all of a b", and so with any; the mixed ones are not.
    if operation == match { parts = joiningTexts(parts, match: match) }
    if parts.count <= 1 { return parts.first }
    return operation == .all ? .and(parts) : .or(parts)
  }

  private static func joiningTexts(_ parts: [Query], match: TextMatch) -> [Query] {
    var places: [[String]?: Int] = [:]
    var words: [Int: [String]] = [:]
    var joined: [Query] = []
    for part in parts {
      guard case .text(let text, match, let fields) = part else {
        joined.append(part)
        continue
      }
      if let place = places[fields] {
        words[place, default: []].append(text)
      } else {
        places[fields] = joined.count
        words[joined.count] = [text]
        joined.append(part)
      }
    }
    for (place, texts) in words where texts.count > 1 {
      guard case .text(_, _, let fields) = joined[place] else { continue }
      joined[place] = .text(texts.joined(separator: " "), match: match, fields: fields)
    }
    return joined
  }
}

extension String {
  /// Whether analysis can find a unit in the text.
  fileprivate var hasLetterOrDigit: Bool {
    unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber:
        true
      default: false
      }
    }
  }
}
