/// Which documents of a segment match a part of a query, answered window by window.
///
/// Windows must ascend from call to call; a window may be passed over.
protocol DocumentMatcher: AnyObject {
  /// An upper bound on how many documents match, to put cheap parts first.
  var cost: Int { get }

  /// Sets the bits of the window's matching documents in `bits`, which is all zero.
  func fill(_ window: Window, into bits: UnsafeMutablePointer<UInt64>)

  /// Whether a posting list turned out to be damaged.
  var isDamaged: Bool { get }
}

/// The documents in any of several posting lists.
final class PostingsMatcher: DocumentMatcher {
  private let cursors: [PostingsCursor]
  let cost: Int

  init(_ cursors: [PostingsCursor]) {
    self.cursors = cursors
    cost = cursors.reduce(0) { $0 + $1.documentFrequency }
  }

  var isDamaged: Bool { cursors.contains { $0.isDamaged } }

  func fill(_ window: Window, into bits: UnsafeMutablePointer<UInt64>) {
    for cursor in cursors {
      if cursor.document < window.start { cursor.advance(to: window.start) }
      while cursor.document < window.end {
        let documents = cursor.documents
        let count = cursor.count
        var index = cursor.index
        while index < count {
          let slot = Int(documents[index] &- window.start)
          guard documents[index] < window.end, slot < Window.size else { break }
          bits[slot &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: slot & 63)
          index &+= 1
        }
        cursor.index = index
        guard index >= count else { break }
        cursor.nextBlock()
      }
    }
  }
}

/// The documents that match all of several parts.
final class ConjunctionMatcher: DocumentMatcher {
  private let parts: [any DocumentMatcher]
  private let scratch = WindowBits()

  init(_ parts: [any DocumentMatcher]) {
    self.parts = parts.sorted { $0.cost < $1.cost }
  }

  var cost: Int { parts.first?.cost ?? .max }
  var isDamaged: Bool { parts.contains { $0.isDamaged } }

  func fill(_ window: Window, into bits: UnsafeMutablePointer<UInt64>) {
    guard let first = parts.first else {
      fillAll(window, into: bits)
      return
    }
    first.fill(window, into: bits)
    for part in parts.dropFirst() {
      var any: UInt64 = 0
      for word in 0..<Window.wordCount { any |= bits[word] }
      guard any != 0 else { return }
      scratch.clear()
      part.fill(window, into: scratch.words)
      for word in 0..<Window.wordCount { bits[word] &= scratch.words[word] }
    }
  }
}

/// The documents that match any of several parts.
final class DisjunctionMatcher: DocumentMatcher {
  private let parts: [any DocumentMatcher]
  private let scratch = WindowBits()

  init(_ parts: [any DocumentMatcher]) { self.parts = parts }

  var cost: Int { parts.reduce(0) { $0.addingReportingOverflow($1.cost).partialValue } }
  var isDamaged: Bool { parts.contains { $0.isDamaged } }

  func fill(_ window: Window, into bits: UnsafeMutablePointer<UInt64>) {
    for part in parts {
      scratch.clear()
      part.fill(window, into: scratch.words)
      for word in 0..<Window.wordCount { bits[word] |= scratch.words[word] }
    }
  }
}

/// The documents that do not match a part.
final class ComplementMatcher: DocumentMatcher {
  private let part: any DocumentMatcher
  private let scratch = WindowBits()

  init(_ part: any DocumentMatcher) { self.part = part }

  var cost: Int { Int(Int32.max) }
  var isDamaged: Bool { part.isDamaged }

  func fill(_ window: Window, into bits: UnsafeMutablePointer<UInt64>) {
    fillAll(window, into: bits)
    scratch.clear()
    part.fill(window, into: scratch.words)
    for word in 0..<Window.wordCount { bits[word] &= ~scratch.words[word] }
  }
}

/// Every document, or none.
final class ConstantMatcher: DocumentMatcher {
  private let matches: Bool

  init(_ matches: Bool) { self.matches = matches }

  var cost: Int { matches ? Int(Int32.max) : 0 }
  var isDamaged: Bool { false }

  func fill(_ window: Window, into bits: UnsafeMutablePointer<UInt64>) {
    if matches { fillAll(window, into: bits) }
  }
}

/// A bitmap over a window.
final class WindowBits {
  let words: UnsafeMutablePointer<UInt64>

  init() {
    words = .allocate(capacity: Window.wordCount)
    words.initialize(repeating: 0, count: Window.wordCount)
  }

  deinit { words.deallocate() }

  func clear() { words.update(repeating: 0, count: Window.wordCount) }

  /// Keeps the documents that `set` holds too.
  func formIntersection(_ set: DocumentSet, window: Window) {
    let first = Int(window.start) / 64
    for word in 0..<Window.wordCount {
      words[word] &= first + word < set.words.count ? set.words[first + word] : 0
    }
  }

  var count: Int {
    var count = 0
    for word in 0..<Window.wordCount { count += words[word].nonzeroBitCount }
    return count
  }
}

/// Sets the bits of all documents of the window.
private func fillAll(_ window: Window, into bits: UnsafeMutablePointer<UInt64>) {
  let count = Int(window.end - window.start)
  for word in 0..<Window.wordCount {
    let left = count - word * 64
    bits[word] = left >= 64 ? .max : (left > 0 ? (1 << UInt64(left)) - 1 : 0)
  }
}
