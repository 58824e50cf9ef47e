import Testing
import TextAnalysis

@Suite("Bytes that are no UTF-8")
struct InvalidUTF8Tests {
  @Test(
    "Bad bytes become U+FFFD and cost the words beside them nothing",
    arguments: [
      [0xFF], [0x80], [0xE8, 0xAE], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xF0, 0x9F, 0x98], [0xE0, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ] as [[UInt8]]
  )
  func tolerated(bad: [UInt8]) {
    let session = Analyzer(.chinese).makeSession()
    let found = session.occurrences(of: Array("课程".utf8) + bad + Array("標準".utf8))
    #expect(found.map(\.term) == ["课", "课程", "程", "标", "标准", "准"])
    #expect(found.map(\.sourceText) == ["课", "课程", "程", "標", "標準", "準"])
  }

  @Test("A text cut within a character loses that character only")
  func truncated() {
    let session = Analyzer(.chinese).makeSession()
    let bytes = Array("课程标".utf8)
    #expect(session.occurrences(of: Array(bytes.dropLast(1))).map(\.term) == ["课", "课程", "程"])
    #expect(session.occurrences(of: Array(bytes.dropLast(2))).map(\.term) == ["课", "课程", "程"])
  }

  @Test("The source range of U+FFFD is the bad bytes")
  func ranges() {
    let session = Analyzer(.whitespace).makeSession()
    let found = session.occurrences(of: [0x61, 0xE8, 0xAE, 0x62, 0x20, 0xFF, 0x20, 0x63])
    #expect(found.map(\.term) == ["a\u{FFFD}b", "\u{FFFD}", "c"])
    #expect(found.map(\.source) == [[0x61, 0xE8, 0xAE, 0x62], [0xFF], [0x63]])
  }

  @Test(
    "Any bytes are repaired as the Unicode Standard recommends",
    arguments: Analyzer.Kind.allCases
  )
  func repaired(kind: Analyzer.Kind) {
    let seed = announcedSeed("invalid UTF-8")
    var random = SplitMix64(seed: seed)
    let session = Analyzer(kind).makeSession()
    for _ in 0..<3000 {
      // Real text with a few bytes changed meets more of the decoder than random bytes do.
      var bytes = Array((sampleTexts.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        if Bool.random(using: &random) {
          bytes[index] = UInt8.random(in: .min ... .max, using: &random)
        } else {
          bytes.remove(at: index)
        }
      }
      let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
      #expect(session.normalized(bytes) == session.normalized(repaired), "seed \(seed)")
      for token in session.occurrences(of: bytes) {
        let alone = session.normalized(token.source)
        #expect(contains(alone, Array(token.term.utf8)), "seed \(seed), \(token) in \(bytes)")
      }
    }
  }
}
