import Testing
import TextAnalysis

/// Whether `part` occurs in `whole`.
func contains(_ whole: [UInt8], _ part: [UInt8]) -> Bool {
  guard part.count <= whole.count else { return false }
  return (0...(whole.count - part.count)).contains {
    whole[$0..<($0 + part.count)].elementsEqual(part)
  }
}

/// Checks what holds for the tokens of every text.
func checkInvariants(_ bytes: [UInt8], _ session: AnalysisSession, _ comment: Comment) {
  bytes.withUnsafeBufferPointer { buffer in
    let text = session.analyze(utf8: buffer)
    var previous: Token?
    for token in text.tokens {
      #expect(token.start < token.end && Int(token.end) <= text.normalized.count, comment)
      #expect(token.sourceStart < token.sourceEnd, comment)
      #expect(Int(token.sourceEnd) <= bytes.count, comment)
      #expect(token.unitCount > 0 && !token.streams.isEmpty, comment)
      #expect(Int(token.position) + Int(token.unitCount) <= text.unitCount, comment)
      if let previous {
        #expect((previous.start, previous.end) < (token.start, token.end), comment)
        #expect(previous.position <= token.position, comment)
        #expect(previous.sourceStart <= token.sourceStart, comment)
      }
      previous = token
    }
  }
}

@Suite("Offsets")
struct OffsetTests {
  @Test("A token's source, analysed alone, gives the token", arguments: sampleTexts)
  func foldsBack(text: String) {
    let session = Analyzer(.chinese).makeSession()
    let bytes = Array(text.utf8)
    checkInvariants(bytes, session, "\(text)")
    for token in session.occurrences(of: bytes) {
      let alone = session.occurrences(of: token.source)
      // Whether it is a word may depend on its neighbours, everything else may not.
      #expect(
        alone.contains { $0.term == token.term && $0.unitCount == token.unitCount }
          || session.normalized(token.source).count > token.term.utf8.count,
        "\(token) of \(text)"
      )
      #expect(contains(session.normalized(token.source), Array(token.term.utf8)))
    }
  }

  @Test("Offsets behind many changes of length are still exact")
  func longText() {
    let session = Analyzer(.chinese).makeSession()
    let piece = "（ＡＢＣ）標準，①㍿ e\u{301} \u{FEFF}½ 國際；"
    let bytes = Array(String(repeating: piece, count: 500).utf8)
    let found = session.occurrences(of: bytes)
    #expect(found.filter { $0.term == "国际" && $0.sourceText == "國際" }.count == 500)
    #expect(found.filter { $0.term == "abc" && $0.sourceText == "ＡＢＣ" }.count == 500)
    #expect(found.filter { $0.term == "é" && $0.sourceText == "e\u{301}" }.count == 500)
  }
}
