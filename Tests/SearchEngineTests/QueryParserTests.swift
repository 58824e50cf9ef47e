import SearchEngine
import Testing

@Suite("The query language")
struct QueryParserTests {
  private func all(_ text: String) -> Query {
    QueryParser(match: .all, fields: ["title", "summary"]).parse(text)
  }

  private func any(_ text: String) -> Query {
    QueryParser(match: .any, fields: ["title", "summary"]).parse(text)
  }

  @Test("Plain words are ranked as one text")
  func plainWords() {
    #expect(all("数控 机床　编程") == .text("数控 机床 编程", match: .all))
    #expect(any("  数控\n机床 ") == .text("数控 机床", match: .any))
    #expect(all("数控 \"机床\" 编程") == .and([.text("数控 编程", match: .all), .phrase("机床")]))
    #expect(all("(数控) (机床 (编程))") == .text("数控 机床 编程", match: .all))
  }

  @Test(
    "Nothing asked for is everything",
    arguments: ["", "  ", "，。！", "\"\"", "()", "-", "\" \""]
  )
  func empty(text: String) {
    #expect(all(text) == .all)
    #expect(any(text) == .all)
  }

  @Test("Quotation marks of every kind make a phrase")
  func phrases() {
    for text in ["\"数控 机床\"", "“数控 机床”", "「数控 机床」", "『数控 机床』", "＂数控 机床＂"] {
      #expect(all(text) == .phrase("数控 机床"), "\(text)")
    }
    #expect(any("国家“十四五”教材") == .or([.text("国家 教材", match: .any), .phrase("十四五")]))
  }

  @Test("A quotation mark without a partner is text")
  func unbalancedQuotes() {
    #expect(all("5\" 屏幕") == .text("5\" 屏幕", match: .all))
    #expect(all("“数控") == .text("“数控", match: .all))
    #expect(all("数控”“机床") == .text("数控”“机床", match: .all))
  }

  @Test("A parenthesis without a partner is text")
  func unbalancedParentheses() {
    #expect(all("数控) (机床") == .text("数控) (机床", match: .all))
    #expect(all("((数控)") == .text("数控", match: .all))
    #expect(all("\"数控(\" 机床)") == .and([.phrase("数控("), .text("机床)", match: .all)]))
    #expect(all("工程力学（第三版）") == .text("工程力学（第三版）", match: .all))
  }

  @Test("A hyphen before a piece and NOT exclude it, whatever the match")
  func exclusion() {
    #expect(all("数控 -机床") == .and([.text("数控", match: .all), .not(.text("机床", match: .all))]))
    #expect(
      any("数控 编程 -机床")
        == .and([.text("数控 编程", match: .any), .not(.text("机床", match: .any))])
    )
    #expect(
      all("数控 NOT \"机床\"") == .and([.text("数控", match: .all), .not(.phrase("机床"))])
    )
    #expect(all("-机床") == .not(.text("机床", match: .all)))
    #expect(
      all("-(机床 -刀具)") == .not(.and([.text("机床", match: .all), .not(.text("刀具", match: .all))]))
    )
    #expect(all("NOT -机床") == .text("机床", match: .all))
    #expect(
      all("数控 -a -b 编程")
        == .and([
          .text("数控 编程", match: .all), .not(.text("a", match: .all)), .not(.text("b", match: .all)),
        ])
    )
  }

  @Test("A hyphen inside or alone is text")
  func hyphens() {
    #expect(all("PD1728-A") == .text("PD1728-A", match: .all))
    #expect(all("数控 - 机床") == .text("数控 机床", match: .all))
    #expect(all("--all") == .text("--all", match: .all))
  }

  @Test("AND binds closer than OR")
  func operators() {
    #expect(
      all("数控 OR 钳工") == .or([.text("数控", match: .all), .text("钳工", match: .all)])
    )
    #expect(
      all("数控 编程 OR 钳工")
        == .or([.text("数控 编程", match: .all), .text("钳工", match: .all)])
    )
    #expect(
      all("数控 (编程 OR 钳工)")
        == .and([
          .text("数控", match: .all),
          .or([.text("编程", match: .all), .text("钳工", match: .all)]),
        ])
    )
    #expect(all("数控 AND 编程") == .text("数控 编程", match: .all))
    #expect(any("数控 OR 编程") == .text("数控 编程", match: .any))
    #expect(
      any("数控 AND 编程") == .and([.text("数控", match: .any), .text("编程", match: .any)])
    )
    #expect(
      any("数控 AND \"编程\" 钳工")
        == .or([.and([.text("数控", match: .any), .phrase("编程")]), .text("钳工", match: .any)])
    )
  }

  @Test(
    "An operator without operands is text",
    arguments: [
      "AND", "OR", "NOT", "OR 数控", "数控 OR", "数控 AND", "数控 NOT", "and or not",
    ]
  )
  func danglingOperators(text: String) {
    #expect(all(text) == .text(text, match: .all))
  }

  @Test("Known fields restrict; other names before a colon are text")
  func fields() {
    #expect(all("title:数控") == .text("数控", match: .all, fields: ["title"]))
    #expect(all("title：数控") == .text("数控", match: .all, fields: ["title"]))
    #expect(all("summary:\"数控 机床\"") == .phrase("数控 机床", fields: ["summary"]))
    #expect(all("title:auto*") == .prefix("auto", fields: ["title"]))
    #expect(all("-title:数控") == .not(.text("数控", match: .all, fields: ["title"])))
    #expect(all("owner:数控") == .text("owner:数控", match: .all))
    #expect(all("https://a.cn/b") == .text("https://a.cn/b", match: .all))
    #expect(all("title: 数控") == .text("title: 数控", match: .all))
    #expect(
      all("title:数控 编程 title:机床")
        == .and([
          .text("数控 机床", match: .all, fields: ["title"]), .text("编程", match: .all),
        ])
    )
  }

  @Test("A star after a word makes a prefix; alone or inside it is text")
  func prefixes() {
    #expect(all("auto*") == .prefix("auto"))
    #expect(all("数控 auto*") == .and([.text("数控", match: .all), .prefix("auto")]))
    #expect(all("*") == .all)
    #expect(all("a*b") == .text("a*b", match: .all))
    #expect(all("a**") == .text("a**", match: .all))
  }

  @Test("Only the first 1,024 units count")
  func longQueries() {
    let query = all(String(repeating: "数", count: 2000))
    #expect(query == .text(String(repeating: "数", count: 1024), match: .all))
    let words = Array(repeating: "word", count: 1500).joined(separator: " ")
    let limited = Array(repeating: "word", count: 1024).joined(separator: " ")
    #expect(all(words) == .text(limited, match: .all))
  }

  @Test("Parentheses nest 32 deep, and any number of them is a query")
  func deepNesting() {
    let deep = 100_000
    let text = String(repeating: "(", count: deep) + "数控" + String(repeating: ")", count: deep)
    guard case .text(let found, .all, nil) = all(text) else {
      Issue.record("not one text")
      return
    }
    #expect(found.contains("数控"))
    var nested = "a"
    for level in 0..<50 { nested = "b\(level) (c\(level) OR d\(level) (\(nested)))" }
    #expect(depth(of: all(nested)) <= 2 * QueryParser.maximumDepth + 2)
    _ = all(String(repeating: "NOT ", count: deep) + "数控")
    _ = all(String(repeating: "“", count: deep))
    _ = all(String(repeating: "-(", count: deep))
  }

  private func depth(of query: Query) -> Int {
    switch query {
    case .and(let parts), .or(let parts): 1 + (parts.map(depth).max() ?? 0)
    case .not(let part): 1 + depth(of: part)
    default: 1
    }
  }

  @Test("Any text is a query without empty parts and without a leaf that asks for nothing")
  func anyText() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let pieces = [
      "数控", "a", " ", " ", "\"", "“", "”", "(", ")", "-", "*", ":", "title:", "AND", "OR", "NOT",
      "。",
      "「", "」", "\u{301}", "\u{0}", "😀", "　",
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<14, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      for query in [all(text), any(text)] where !isSound(query) {
        Issue.record("\(text.debugDescription) gives \(query) (seed \(seed))")
      }
    }
  }

  private func isSound(_ query: Query) -> Bool {
    switch query {
    case .all: true
    case .and(let parts), .or(let parts):
      parts.count > 1 && parts.allSatisfy { $0 != .all && isSound($0) }
    case .not(let part): part != .all && isSound(part)
    case .text(let text, _, _), .phrase(let text, _), .prefix(let text, _), .term(let text, _):
      text.unicodeScalars.contains {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
private struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
