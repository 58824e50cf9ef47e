/// A stretch of document numbers that is matched and scored at a time.
struct Window: Equatable {
  /// Documents in a full window. Its scores fit into the first-level cache.
  static let size = 4096
  /// 64-bit words of a bitmap over a window.
  static let wordCount = size / 64

  /// The first document.
  let start: UInt32
  /// Behind the last document.
  let end: UInt32

  /// The windows of a segment, in order.
  static func windows(documentCount: Int) -> [Window] {
    stride(from: 0, to: documentCount, by: size).map { start in
      Window(start: UInt32(start), end: UInt32(min(start + size, documentCount)))
    }
  }
}

/// The memory that scoring a window works in, allocated once a search.
final class WindowScratch {
  /// Summed contributions by slot; zero between windows.
  let scores: UnsafeMutablePointer<Int32>
  /// The documents some scorer met.
  let touched: UnsafeMutablePointer<UInt64>
  /// Weighted frequencies of one group over several fields; zero between groups.
  let grams: UnsafeMutablePointer<Float>
  let words: UnsafeMutablePointer<Float>
  let groupTouched: UnsafeMutablePointer<UInt64>

  init() {
    scores = .allocate(capacity: Window.size)
    scores.initialize(repeating: 0, count: Window.size)
    touched = .allocate(capacity: Window.wordCount)
    touched.initialize(repeating: 0, count: Window.wordCount)
    grams = .allocate(capacity: Window.size)
    grams.initialize(repeating: 0, count: Window.size)
    words = .allocate(capacity: Window.size)
    words.initialize(repeating: 0, count: Window.size)
    groupTouched = .allocate(capacity: Window.wordCount)
    groupTouched.initialize(repeating: 0, count: Window.wordCount)
  }

  deinit {
    scores.deallocate()
    touched.deallocate()
    grams.deallocate()
    words.deallocate()
    groupTouched.deallocate()
  }
}
