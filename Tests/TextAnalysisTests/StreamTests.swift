import Testing
import TextAnalysis

@Suite("Three streams, merged")
struct StreamTests {
  @Test("計算機應用 gives the documented tokens in the documented order")
  func documentedOrder() {
    let expected = "计[c] 计算[wb] 算[c] 算机[b] 机[wc] 机应[b] 应[c] 应用[wb] 用[c]"
    #expect(describe("計算機應用") == expected)
    #expect(describe("计算机应用") == expected)
    let sources = occurrences("計算機應用").map(\.sourceText)
    #expect(sources == ["計", "計算", "算", "算機", "機", "機應", "應", "應用", "用"])
    #expect(occurrences("計算機應用").map(\.position) == [0, 0, 1, 1, 2, 2, 3, 3, 4])
  }

  @Test("A word of three Han characters is a token of its own, besides its bigrams")
  func longWord() {
    #expect(describe("共和国") == "共[c] 共和[b] 共和国[w] 和[c] 和国[b] 国[c]")
    #expect(occurrences("共和国").map(\.unitCount) == [1, 2, 3, 1, 2, 1])
  }

  @Test("A Latin word or a number is one token in all three streams")
  func alphabetic() {
    #expect(describe("Swift 6.3") == "swift[wbc] 6.3[wbc]")
    #expect(occurrences("Swift 6.3").map(\.position) == [0, 1])
  }

  @Test("Positions run across spaces and punctuation, bigrams do not")
  func gaps() {
    let found = occurrences("机，电 工")
    #expect(found.map(\.description) == ["机[wc]", "电[wc]", "工[wc]"])
    #expect(found.map(\.position) == [0, 1, 2])
  }

  @Test("Bigrams cross the boundaries of words, and invisible characters")
  func crossing() {
    #expect(occurrences("学\u{200B}习\u{2060}法").map(\.term).contains("习法"))
    let bigrams = occurrences("安装简单").filter { $0.streams.contains(.bigrams) }
    #expect(bigrams.map(\.term) == ["安装", "装简", "简单"])
  }

  @Test("Han beside digits: each is found by its parts, and no bigram mixes them")
  func mixed() {
    let found = occurrences("24口交换机")
    #expect(found.first?.description == "24[wbc]")
    #expect(!found.contains { $0.term == "24口" })
    #expect(found.map(\.term).contains("交换"))
    #expect(occurrences("京基100").map(\.description).suffix(2) == ["基[wc]", "100[wbc]"])
  }

  @Test("A model number with low lines is one word, as ICU's rules have it")
  func modelNumber() {
    #expect(describe("PD1728_A_1") == "pd1728_a_1[wbc]")
  }

  @Test("A line of low lines is no word")
  func blankToFill() {
    #expect(describe("姓名____。").hasSuffix("名[c]"))
    #expect(describe("_____").isEmpty)
  }

  @Test("A mark belongs to the character before it")
  func marks() {
    let found = occurrences("国\u{302}际")
    #expect(found.map(\.term) == ["国\u{302}", "国\u{302}际", "际"])
    #expect(found.map(\.position) == [0, 0, 1])
  }

  @Test("Kana and Hangul characters are units like Han")
  func kanaAndHangul() {
    let hangul = occurrences("한국어")
    #expect(hangul.map(\.description) == ["한[c]", "한국[b]", "한국어[w]", "국[c]", "국어[b]", "어[c]"])
    let kana = occurrences("カタカナ")
    #expect(kana.filter { $0.streams.contains(.characters) }.count == 4)
    #expect(kana.filter { $0.streams.contains(.bigrams) }.count == 3)
  }

  @Test("Han beyond the Basic Multilingual Plane is found like any other, emoji are no units")
  func supplementary() {
    let found = occurrences("𠮷😀野")
    #expect(found.map(\.description) == ["𠮷[wc]", "野[wc]"])
    #expect(found.map(\.sourceText) == ["𠮷", "野"])
    #expect(occurrences("𠮷野").map(\.term).contains("𠮷野"))
  }

  @Test("A text without words has no tokens", arguments: ["", " ", "\n\t", "，。！", "😀", "\u{200B}"])
  func empty(text: String) {
    let session = Analyzer(.chinese).makeSession()
    let result = session.analyze(text)
    #expect(result.tokens.isEmpty)
    #expect(result.unitCount == 0)
  }

  @Test("The whitespace kind cuts at ASCII white space, folds nothing and fills the word stream")
  func whitespace() {
    let found = occurrences("  計算機 Ａbc\t\r\nA，b　c ", .whitespace)
    #expect(found.map(\.description) == ["計算機[w]", "Ａbc[w]", "A，b　c[w]"])
    #expect(found.map(\.position) == [0, 1, 2])
    #expect(found.map(\.unitCount) == [1, 1, 1])
    #expect(found.map(\.term) == found.map(\.sourceText))
  }

  @Test("The identity names the kind, the version of the rules and that of ICU")
  func identity() throws {
    let pattern = /chinese\/[0-9]+ icu [0-9]+\.[0-9.]+/
    #expect(try pattern.wholeMatch(in: Analyzer(.chinese).identity) != nil)
    #expect(Analyzer(.whitespace).identity.hasPrefix("whitespace/"))
  }

  @Test("A result keeps its session alive")
  func lifetime() {
    let result = Analyzer(.chinese).makeSession().analyze("课程思政")
    #expect(result.tokens.map { String(decoding: result.term(of: $0), as: UTF8.self) }.first == "课")
  }
}
