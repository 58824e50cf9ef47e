import Testing

@testable import TextAnalysis

@Suite("Random text")
struct FuzzTests {
  /// A text of scalars out of a few random blocks of 128, in the BMP or above.
  private func randomText(_ random: inout SplitMix64) -> String {
    let blocks: [UInt32] = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      let isSupplementary = Int.random(in: 0..<8, using: &random) == 0
      let highest: UInt32 = isSupplementary ? 0x33FFF : 0xFFFF
      return UInt32.random(in: 0...highest, using: &random) & ~0x7F
    }
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      let block = blocks.randomElement(using: &random) ?? 0
      let codePoint = block + UInt32.random(in: 0..<128, using: &random)
      if let scalar = Unicode.Scalar(codePoint) { text.append(scalar) }
      // Marks, joiners and half-width sound marks go everywhere.
      if Int.random(in: 0..<8, using: &random) == 0 {
        let marks: [Unicode.Scalar] = [
          "\u{301}", "\u{3099}", "\u{FF9E}", "\u{200D}", "\u{FE0F}", "_",
        ]
        text.append(marks.randomElement(using: &random) ?? "_")
      }
    }
    return String(text)
  }

  @Test("Over all blocks: ICU's text, ICU's boundaries, exact offsets, the same every time")
  func everything() throws {
    let seed = announcedSeed("random text")
    var random = SplitMix64(seed: seed)
    let segmenter = try #require(ICUSegmenter())
    let session = Analyzer(.chinese).makeSession()
    var segments = ScratchBuffer<Segment>()
    for round in 0..<4000 {
      let text = randomText(&random)
      let bytes = Array(text.utf8)
      let comment: Comment = "seed \(seed), round \(round), \(text.unicodeScalars.map(\.value))"
      let normalized = session.normalized(bytes)
      #expect(normalized == Array(normalizedByICU(text).utf8), comment)
      normalized.withUnsafeBufferPointer { segmenter.segment($0, into: &segments) }
      let expected = boundariesByICU(String(decoding: normalized, as: UTF8.self))
      #expect(segments.elements.map(\.end) == expected, comment)
      checkInvariants(bytes, session, comment)
      let found = session.occurrences(of: bytes)
      #expect(found == Analyzer(.chinese).makeSession().occurrences(of: bytes), comment)
      for token in found {
        #expect(contains(session.normalized(token.source), Array(token.term.utf8)), comment)
      }
    }
  }
}
