/// A part of a text with its matched parts.
public struct Snippet: Sendable, Equatable {
  /// A run of the text that is marked as a whole or not at all.
  public struct Run: Sendable, Equatable {
    /// The run.
    public var text: String
    /// Whether it matched.
    public var isMarked: Bool
  }

  /// The text shown, a part of the source as it is written.
  public let text: String
  /// The matched parts as ranges of ``text``'s UTF-8 bytes: ascending, none touching another.
  public let ranges: [Range<Int>]
  /// Whether the source goes on before the text.
  public let isCutAtStart: Bool
  /// Whether the source goes on after the text.
  public let isCutAtEnd: Bool

  /// Makes a snippet of a whole text. Ranges that do not lie in the text are cut or left out.
  public init(
    text: String,
    ranges: [Range<Int>],
    isCutAtStart: Bool = false,
    isCutAtEnd: Bool = false
  ) {
    let all = 0..<text.utf8.count
    self.text = text
    self.ranges = ranges.map { $0.clamped(to: all) }.filter { !$0.isEmpty }
    self.isCutAtStart = isCutAtStart
    self.isCutAtEnd = isCutAtEnd
  }

  /// The beginning of a text, nothing marked. O(maximumCharacters).
  public init(beginningOf text: String, maximumCharacters: Int) {
    let beginning = text.prefix(max(maximumCharacters, 0))
    self.init(
      text: String(beginning),
      ranges: [],
      isCutAtEnd: beginning.endIndex < text.endIndex
    )
  }

  /// The part of a source in a range of its bytes, which must lie between characters, without the
  /// white space at its ends.
  init(of source: String, window: Range<Int>, ranges: [Range<Int>]) {
    let bytes = source.utf8
    var start = bytes.index(bytes.startIndex, offsetBy: window.lowerBound)
    var end = bytes.index(bytes.startIndex, offsetBy: window.upperBound)
    while start < end, source[start].isWhitespace { source.formIndex(after: &start) }
    while start < end, source[source.index(before: end)].isWhitespace {
      source.formIndex(before: &end)
    }
    let lower = bytes.distance(from: bytes.startIndex, to: start)
    let upper = bytes.distance(from: bytes.startIndex, to: end)
    self.init(
      text: String(source[start..<end]),
      ranges: ranges.compactMap { range in
        let range = range.clamped(to: lower..<upper)
        return range.isEmpty ? nil : range.lowerBound - lower..<range.upperBound - lower
      },
      isCutAtStart: window.lowerBound > 0,
      isCutAtEnd: window.upperBound < bytes.count
    )
  }

  /// The text cut at the ends of its ranges. O(bytes).
  public var runs: [Run] {
    var runs: [Run] = []
    var position = 0
    for range in ranges {
      append(position..<range.lowerBound, isMarked: false, to: &runs)
      append(range, isMarked: true, to: &runs)
      position = range.upperBound
    }
    append(position..<text.utf8.count, isMarked: false, to: &runs)
    return runs
  }

  private func append(_ range: Range<Int>, isMarked: Bool, to runs: inout [Run]) {
    guard !range.isEmpty else { return }
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    let end = bytes.index(start, offsetBy: range.count)
    runs.append(Run(text: String(decoding: bytes[start..<end], as: UTF8.self), isMarked: isMarked))
  }
}
