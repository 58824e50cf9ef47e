/// Cuts text without a dictionary: each Han, kana or Hangul character is a word, and so is each run
/// of other scalars but for ASCII spaces and punctuation.
///
/// It serves where ICU's data are not installed. Words are then lost for Chinese, bigrams and
/// characters are not.
final class ScalarSegmenter: Segmenter {
  func segment(_ text: UnsafeBufferPointer<UInt8>, into segments: inout ScratchBuffer<Segment>) {
    Self.segment(text, into: &segments)
  }

  static func segment(
    _ text: UnsafeBufferPointer<UInt8>,
    into segments: inout ScratchBuffer<Segment>
  ) {
    segments.count = 0
    guard let bytes = text.baseAddress else { return }
    let classes = CharacterClasses.shared
    var offset = 0
    var isInRun = false
    while offset < text.count {
      let (codePoint, length) = decodeValidScalar(bytes + offset)
      offset += length
      let end = UInt32(truncatingIfNeeded: offset)
      switch classes[codePoint] {
      case .extend where segments.count > 0:
        segments.base[segments.count - 1].end = end
      case .cjk:
        segments.append(Segment(end: end, kind: .word))
        isInRun = false
      default:
        let isWord = codePoint >= 0x80 || isASCIIAlphanumeric(codePoint)
        if isWord, isInRun {
          segments.base[segments.count - 1].end = end
        } else {
          segments.append(Segment(end: end, kind: isWord ? .word : .none))
        }
        isInRun = isWord
      }
    }
  }

  private static func isASCIIAlphanumeric(_ codePoint: UInt32) -> Bool {
    codePoint &- 0x30 < 10 || (codePoint | 0x20) &- 0x61 < 26
  }
}
