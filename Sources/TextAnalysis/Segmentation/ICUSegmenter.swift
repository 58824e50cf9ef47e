import CICU

/// Cuts text at ICU's word boundaries: Unicode Standard Annex #29 as ICU's root locale tailors it,
/// with ICU's dictionaries for Chinese, Japanese and South-East Asian scripts.
///
/// ICU reads UTF-16 a third faster than UTF-8, so the text is transcoded first; that costs less than
/// a hundredth of the whole. Not Sendable: one a thread.
final class ICUSegmenter: Segmenter {
  private let iterator: OpaquePointer
  private var units = ScratchBuffer<UInt16>()
  private var ends = ScratchBuffer<Int32>(capacity: batchSize)
  private var statuses = ScratchBuffer<Int32>(capacity: batchSize)

  private static var batchSize: Int { 1024 }

  // Opening reads ICU's rules and dictionary, cloning takes under a microsecond. The prototype is
  // never given a text and only ever read, which ICU allows from several threads at once.
  nonisolated(unsafe) private static let prototype: OpaquePointer? = cicu_word_iterator_open()

  /// Whether ICU's rules and dictionaries are installed.
  static var isAvailable: Bool { prototype != nil }

  /// Nil if ICU's rules or dictionaries are missing.
  init?() {
    guard let prototype = Self.prototype, let iterator = cicu_word_iterator_clone(prototype) else {
      return nil
    }
    self.iterator = iterator
  }

  deinit { cicu_word_iterator_close(iterator) }

  func segment(_ text: UnsafeBufferPointer<UInt8>, into segments: inout ScratchBuffer<Segment>) {
    segments.count = 0
    guard let bytes = text.baseAddress, text.count > 0 else { return }
    let unitCount = transcode(bytes, text.count)
    guard cicu_word_iterator_set_text(iterator, units.base, Int32(unitCount)) else {
      return ScalarSegmenter.segment(text, into: &segments)
    }
    // ICU counts UTF-16 units; both texts are walked in step to turn its offsets into bytes.
    var offset = 0
    var unit: Int32 = 0
    // Taken out of the object once, as each access to a property is checked for exclusivity.
    let (ends, statuses, batchSize) = (ends.base, statuses.base, Self.batchSize)
    var count = batchSize
    while count == batchSize {
      count = Int(cicu_word_iterator_next(iterator, ends, statuses, Int32(batchSize)))
      segments.reserve(segments.count + count)
      let write = segments.base + segments.count
      for index in 0..<count {
        let end = ends[index]
        while unit < end {
          let lead = bytes[offset]
          offset += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
          unit += lead < 0xF0 ? 1 : 2
        }
        let kind: Segment.Kind = statuses[index] < 100 ? .none : .word
        write[index] = Segment(end: UInt32(truncatingIfNeeded: offset), kind: kind)
      }
      segments.count += count
    }
  }

  /// Writes `count` bytes of UTF-8 into `units`, and returns how many units these are.
  private func transcode(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    units.reserve(count)
    let start = units.base
    let end = bytes + count
    var read = bytes
    var write = start
    while read < end {
      let (codePoint, length) = decodeValidScalar(read)
      read += length
      if codePoint < 0x10000 {
        write[0] = UInt16(truncatingIfNeeded: codePoint)
        write += 1
      } else {
        write[0] = UInt16(truncatingIfNeeded: 0xD7C0 + codePoint >> 10)
        write[1] = UInt16(truncatingIfNeeded: 0xDC00 + codePoint & 0x3FF)
        write += 2
      }
    }
    return write - start
  }
}
