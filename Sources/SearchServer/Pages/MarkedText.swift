import Platform

/// A text with its matched parts, as the template `pieces` shows it.
struct MarkedText {
  let highlight: Highlight

  init(_ highlight: Highlight) { self.highlight = highlight }

  /// A text without marks, cut where it is long.
  init(_ text: String, maximumCharacters: Int = .max) {
    let isCut = text.count > maximumCharacters
    highlight = Highlight(
      text: isCut ? String(text.prefix(maximumCharacters)) : text,
      ranges: [],
      isCutAtEnd: isCut
    )
  }

  /// The text cut at the borders of its marks.
  var pieces: [[String: Any]] {
    let bytes = Array(highlight.text.utf8)
    var pieces: [[String: Any]] = []
    func add(_ text: String, isMarked: Bool) {
      pieces.append(["text": text, "isMarked": isMarked])
    }
    func add(_ range: Range<Int>, isMarked: Bool) {
      guard !range.isEmpty, range.upperBound <= bytes.count else { return }
      add(String(decoding: bytes[range], as: UTF8.self), isMarked: isMarked)
    }
    if highlight.isCutAtStart { add("…", isMarked: false) }
    var place = 0
    for range in highlight.ranges where range.lowerBound >= place {
      add(place..<range.lowerBound, isMarked: false)
      add(range, isMarked: true)
      place = range.upperBound
    }
    add(place..<max(place, bytes.count), isMarked: false)
    if highlight.isCutAtEnd { add("…", isMarked: false) }
    return pieces
  }
}
