import CICU
import Testing

@testable import TextAnalysis

/// The ends of ICU's segments as UTF-8 offsets, by an iterator opened for this text alone.
func boundariesByICU(_ text: String) -> [UInt32] {
  let units = Array(text.utf16)
  guard !units.isEmpty, let iterator = cicu_word_iterator_open() else { return [] }
  defer { cicu_word_iterator_close(iterator) }
  return units.withUnsafeBufferPointer { buffer in
    guard cicu_word_iterator_set_text(iterator, buffer.baseAddress, Int32(units.count)) else {
      return []
    }
    var ends: [UInt32] = []
    var end: Int32 = 0
    var status: Int32 = 0
    while cicu_word_iterator_next(iterator, &end, &status, 1) == 1 {
      let index = text.utf16.index(text.startIndex, offsetBy: Int(end))
      ends.append(UInt32(text.utf8.distance(from: text.startIndex, to: index)))
    }
    return ends
  }
}

@Suite("Segmentation")
struct SegmentationTests {
  private func boundaries(_ text: String, _ segmenter: any Segmenter) -> [UInt32] {
    var segments = ScratchBuffer<Segment>()
    Array(text.utf8).withUnsafeBufferPointer { segmenter.segment($0, into: &segments) }
    return segments.elements.map(\.end)
  }

  @Test("The boundaries are those of a plain ICU iterator", arguments: sampleTexts)
  func boundariesAreICUs(text: String) throws {
    let segmenter = try #require(ICUSegmenter())
    #expect(boundaries(text, segmenter) == boundariesByICU(text))
  }

  @Test("Boundaries over more segments than one batch are complete")
  func manySegments() throws {
    let segmenter = try #require(ICUSegmenter())
    for count in [1023, 1024, 1025, 2048, 5000] {
      let text = String(repeating: "，", count: count)
      #expect(boundaries(text, segmenter).count == count)
      #expect(boundaries(text, segmenter).last == UInt32(3 * count))
    }
  }

  @Test("The same text gives the same tokens, whatever came before")
  func determinism() {
    let seed = announcedSeed("determinism")
    var random = SplitMix64(seed: seed)
    let expected = sampleTexts.map { occurrences($0) }
    let session = Analyzer(.chinese).makeSession()
    for _ in 0..<500 {
      let index = Int.random(in: 0..<sampleTexts.count, using: &random)
      #expect(session.occurrences(of: Array(sampleTexts[index].utf8)) == expected[index], "\(seed)")
    }
  }

  @Test("Many threads at once get what one gets")
  func threads() async {
    let texts = sampleTexts
    let expected = texts.map { describe($0) }
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let session = Analyzer(.chinese).makeSession()
          return (0..<50).allSatisfy { _ in
            texts.map { text in
              session.occurrences(of: Array(text.utf8)).map(\.description).joined(separator: " ")
            } == expected
          }
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }

  @Test("Without ICU's dictionary bigrams and characters are found all the same")
  func withoutICU() {
    let session = AnalysisSession(segmenter: ScalarSegmenter())
    let found = session.occurrences(of: Array("國際論壇, Swift 6".utf8))
    let terms = found.filter { $0.streams.contains(.bigrams) }.map(\.term)
    #expect(terms == ["国际", "际论", "论坛", "swift", "6"])
    for text in sampleTexts { checkInvariants(Array(text.utf8), session, "\(text)") }
  }
}
