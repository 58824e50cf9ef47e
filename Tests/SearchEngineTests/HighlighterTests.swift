import SearchEngine
import Testing
import TextAnalysis

@Suite("Highlights and snippets")
struct HighlighterTests {
  private func marked(_ query: Query, in text: String, field: String? = nil) -> [String] {
    let highlighter = Highlighter(query: query, analyzer: Analyzer(.chinese))
    let bytes = Array(text.utf8)
    return highlighter.ranges(in: text, field: field).map {
      String(decoding: bytes[$0], as: UTF8.self)
    }
  }

  private func text(_ text: String) -> Query { .text(text, match: .all) }

  @Test("大卫 in 大卫到了扫 marks 大卫 and nothing else")
  func exactlyTheName() {
    #expect(marked(text("大卫"), in: "大卫到了扫") == ["大卫"])
    #expect(marked(text("大卫"), in: "大家卫生") == [])
  }

  @Test("A word inside a longer word is marked")
  func insideLongerWords() {
    #expect(marked(text("农业"), in: "中国农业发展银行") == ["农业"])
    #expect(marked(text("处理"), in: "待处理") == ["处理"])
  }

  @Test("A single character is marked where the query is a single character")
  func singleCharacters() {
    #expect(marked(text("钳"), in: "钳工与电工") == ["钳"])
    #expect(marked(text("钳 电工"), in: "钳工与电工") == ["钳", "电工"])
    #expect(marked(text("钳工"), in: "老虎钳") == [])
  }

  @Test("Latin words are marked whole, whatever their case and width")
  func latinWords() {
    #expect(marked(text("plc"), in: "PLC 与 ＰＬＣ，plcs") == ["PLC", "ＰＬＣ"])
    #expect(marked(text("c"), in: "C 语言 code") == ["C"])
  }

  @Test("Marks are right in traditional text and in characters that fold to several")
  func foldedSources() {
    #expect(marked(text("数控"), in: "學習數控機床") == ["數控"])
    #expect(marked(text("株式"), in: "abc㍿def") == ["㍿"])
  }

  @Test("Marks that touch are one")
  func merging() {
    #expect(marked(text("计算机应用"), in: "学计算机应用基础") == ["计算机应用"])
    #expect(marked(text("数控 机床"), in: "数控机床 数控，机床") == ["数控机床", "数控", "机床"])
  }

  @Test("A phrase is marked only where it stands whole")
  func phrases() {
    #expect(marked(.phrase("数控机床"), in: "数控与机床，数控机床") == ["数控机床"])
    #expect(marked(.phrase("数控机床"), in: "数控 机床") == ["数控", "机床"])
    #expect(marked(.phrase("哈哈"), in: "哈哈哈！哈") == ["哈哈哈", "哈"])
    #expect(marked(.phrase("a b a"), in: "a b a b a c a b") == ["a", "b", "a", "b", "a"])
    #expect(marked(.phrase("钳"), in: "钳工") == ["钳"])
  }

  @Test("A prefix marks the words that start with it")
  func prefixes() {
    #expect(
      marked(.prefix("auto"), in: "AutoCAD, an automatic auto") == ["AutoCAD", "automatic", "auto"]
    )
    #expect(marked(.prefix("数控机"), in: "数控机床与数控") == ["数控机"])
  }

  @Test("What NOT excludes is never marked")
  func exclusion() {
    let query = Query.and([text("数控"), .not(text("机床"))])
    #expect(marked(query, in: "数控机床") == ["数控"])
    #expect(marked(.not(.not(text("机床"))), in: "数控机床") == [])
    #expect(marked(.all, in: "数控机床") == [])
  }

  @Test("A part for one field marks nothing in another")
  func fields() {
    let query = Query.or([.text("数控", match: .all, fields: ["title"]), text("机床")])
    #expect(marked(query, in: "数控，机床", field: "summary") == ["机床"])
    #expect(marked(query, in: "数控，机床", field: "title") == ["数控", "机床"])
    #expect(marked(query, in: "数控，机床") == ["数控", "机床"])
  }

  // MARK: - Snippets

  private func snippet(_ query: String, in text: String, _ maximum: Int) -> Snippet {
    Highlighter(query: self.text(query), analyzer: Analyzer(.chinese))
      .snippet(in: text, maximumCharacters: maximum)
  }

  private func marked(_ snippet: Snippet) -> [String] {
    snippet.runs.filter(\.isMarked).map(\.text)
  }

  @Test("A short text is shown whole")
  func shortText() {
    let snippet = snippet("数控", in: "学数控机床", 20)
    #expect(snippet.text == "学数控机床")
    #expect(snippet.ranges == [3..<9])
    #expect(!snippet.isCutAtStart && !snippet.isCutAtEnd)
    #expect(snippet.runs.map(\.text) == ["学", "数控", "机床"])
  }

  @Test("The window holds the most distinct terms, not the most marks")
  func distinctTerms() {
    let filling = String(repeating: "天地玄黄宇宙洪荒", count: 10)
    let text = "数控数控数控数控" + filling + "数控与钳工" + filling
    let snippet = snippet("数控 钳工", in: text, 20)
    #expect(snippet.text.count <= 20)
    #expect(marked(snippet) == ["数控", "钳工"])
    #expect(snippet.isCutAtStart && snippet.isCutAtEnd)
  }

  @Test("A snippet begins with a sentence where the match stays in view")
  func sentenceStarts() {
    let filling = String(repeating: "天地玄黄宇宙洪荒。", count: 10)
    let text = filling + "“先学钳工，再学数控。”" + filling
    let snippet = snippet("数控", in: text, 20)
    #expect(snippet.text.hasPrefix("“先学钳工，再学数控。”"))
    #expect(marked(snippet) == ["数控"])
  }

  @Test("A word is rather left out than cut")
  func wholeWords() {
    let filling = String(repeating: "alphabet letters ", count: 20)
    for maximum in 20...60 {
      let snippet = snippet("needle", in: filling + "a needle here " + filling, maximum)
      let words = snippet.text.split(separator: " ")
      #expect(words.contains("needle") && snippet.text.count <= maximum)
      #expect(words.allSatisfy { ["alphabet", "letters", "a", "needle", "here"].contains($0) })
    }
    #expect(snippet("abc", in: String(repeating: "x", count: 100), 40).text.count == 40)
  }

  @Test("Without a match the beginning is shown")
  func noMatch() {
    let snippet = snippet("钳工", in: "一二三四五六七八九十", 4)
    #expect(snippet == Snippet(beginningOf: "一二三四五六七八九十", maximumCharacters: 4))
    #expect(snippet.text == "一二三四" && snippet.isCutAtEnd && !snippet.isCutAtStart)
  }

  @Test("A snippet never cuts a character, and its marks are the text's own")
  func characterBoundaries() {
    let seed = UInt64.random(in: 0 ... .max)
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = [
      "数控", "钳工", "a", "e\u{301}", "👩‍👩‍👧", "。", "\r\n", " ", "㍿", "數", "か\u{3099}", "\u{0}",
    ]
    let highlighter = Highlighter(query: text("数控 钳工 a é 株式 が"), analyzer: Analyzer(.chinese))
    for _ in 0..<2000 {
      let text = (0..<next(60)).map { _ in pieces[next(pieces.count)] }.joined()
      let maximum = 1 + next(30)
      let snippet = highlighter.snippet(in: text, maximumCharacters: maximum)
      let runs = snippet.runs
      let isWhole =
        text.contains(snippet.text) && snippet.text.count <= maximum
        && runs.map(\.text).joined() == snippet.text
        && snippet.runs.allSatisfy { !$0.text.isEmpty && !$0.text.contains("\u{FFFD}") }
      #expect(isWhole, "\(text.debugDescription) at \(maximum) (seed \(seed))")
    }
  }
}
