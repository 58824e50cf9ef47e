/// Analyses one text after another, in buffers and with iterators of its own.
///
/// Once the longest text has been seen, nothing is allocated any more. Not Sendable: make one a
/// thread. What a text gives depends on the text alone, whatever was analysed before it.
public final class AnalysisSession {
  // Nil for the whitespace kind.
  private let segmenter: (any Segmenter)?
  private var normalizer = Normalizer()
  private var segments = ScratchBuffer<Segment>()
  private var units = ScratchBuffer<Unit>()
  private var tokens = ScratchBuffer<Token>()

  init(segmenter: (any Segmenter)?) { self.segmenter = segmenter }

  /// Analyses bytes that should be UTF-8; the result is valid until the next call.
  ///
  /// Ill-formed sequences become U+FFFD, whose source range is the bad bytes. Of a text longer than
  /// ``Analyzer/maximumTextLength`` only the beginning is analysed. Complexity: O(n).
  public func analyze(utf8 source: UnsafeBufferPointer<UInt8>) -> AnalyzedText {
    let source = UnsafeBufferPointer(rebasing: source.prefix(Analyzer.maximumTextLength))
    guard let segmenter else { return analyzeWhitespace(source) }
    normalizer.normalize(source)
    let text = normalizer.text.elements
    segmenter.segment(text, into: &segments)
    var scanner = UnitScanner(normalizer.text.base, cursor: offsetCursor)
    scanner.scan(segments.elements, into: &units)
    StreamMerger.merge(units.elements, into: &tokens)
    return result(unitCount: units.count)
  }

  /// Analyses bytes that should be UTF-8; the result is valid until the next call.
  ///
  /// The same as the overload for a typed buffer.
  public func analyze(utf8 source: UnsafeRawBufferPointer) -> AnalyzedText {
    analyze(utf8: source.assumingMemoryBound(to: UInt8.self))
  }

  /// Analyses a string; the result is valid until the next call. Offsets count its UTF-8 bytes.
  ///
  /// Complexity: O(n); a string that is not stored as UTF-8 is copied first.
  public func analyze(_ text: String) -> AnalyzedText {
    var text = text
    return text.withUTF8 { analyze(utf8: $0) }
  }

  private var offsetCursor: OffsetCursor {
    OffsetCursor(normalizer.replacements.base, count: normalizer.replacements.count)
  }

  /// Cuts at ASCII white space: a token a run of anything else, words only.
  private func analyzeWhitespace(_ source: UnsafeBufferPointer<UInt8>) -> AnalyzedText {
    normalizer.repair(source)
    let text = normalizer.text.elements
    var cursor = offsetCursor
    tokens.count = 0
    var start = 0
    for end in 0...text.count where end == text.count || Self.isWhitespace(text[end]) {
      if start < end {
        tokens.append(
          Token(
            start: UInt32(truncatingIfNeeded: start),
            end: UInt32(truncatingIfNeeded: end),
            sourceStart: cursor.sourceStart(of: UInt32(truncatingIfNeeded: start)),
            sourceEnd: cursor.sourceEnd(of: UInt32(truncatingIfNeeded: end)),
            position: UInt32(truncatingIfNeeded: tokens.count),
            unitCount: 1,
            streams: .words
          )
        )
      }
      start = end + 1
    }
    return result(unitCount: tokens.count)
  }

  private func result(unitCount: Int) -> AnalyzedText {
    AnalyzedText(
      normalized: normalizer.text.elements,
      tokens: tokens.elements,
      unitCount: unitCount,
      session: self
    )
  }

  private static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte &- 0x09 < 5
  }
}
