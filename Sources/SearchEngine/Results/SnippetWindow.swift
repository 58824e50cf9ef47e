/// Chooses which part of a text is shown.
struct SnippetWindow {
  /// The chosen bytes; both ends lie between characters.
  let bytes: Range<Int>

  init(text: String, marks: [Highlighter.Mark], maximumCharacters: Int) {
    let maximum = max(maximumCharacters, 1)
    var offsets: [Int] = []
    offsets.reserveCapacity(text.utf8.count / 2 + 1)
    var sentenceStarts: [Int] = [0]
    // Whether a character goes on with an alphabetic word.
    var continuesWord: [Bool] = []
    continuesWord.reserveCapacity(text.utf8.count / 2 + 1)
    var offset = 0
    var previous: Character = "。"
    var endsSentence = true
    for character in text {
      if endsSentence, !Self.belongsToEnd(character) {
        if sentenceStarts.last != offsets.count { sentenceStarts.append(offsets.count) }
        endsSentence = false
      }
      if Self.sentenceEnds.contains(character) { endsSentence = true }
      if character.isWhitespace, previous == "." { endsSentence = true }
      continuesWord.append(Self.isAlphabetic(previous) && Self.isAlphabetic(character))
      previous = character
      offsets.append(offset)
      offset += character.utf8.count
    }
    let count = offsets.count
    offsets.append(offset)
    guard count > maximum else {
      bytes = 0..<offset
      return
    }
    let places = marks.map { mark in
      let first = Self.lastIndex(notAfter: mark.range.lowerBound, in: offsets)
      let last = Self.lastIndex(notAfter: max(mark.range.upperBound - 1, 0), in: offsets)
      return (characters: first..<last + 1, term: mark.term)
    }
    let best = Self.bestRun(of: places.map(\.characters), terms: places.map(\.term), maximum)
    var start = 0
    if let best {
      let slack = max(maximum - best.count, 0)
      let sentence = sentenceStarts.last { $0 <= best.lowerBound } ?? 0
      start = best.lowerBound - sentence <= slack ? sentence : best.lowerBound - slack / 3
      start = min(start, count - maximum)
      // The end of the text may be near; a sentence start is then still better than none.
      if let later = sentenceStarts.first(where: { $0 >= start }), later <= best.lowerBound,
        later - start <= maximum / 3
      {
        start = later
      }
    }
    let end = min(start + maximum, count)
    let inner = best ?? start..<start
    // A word is rather left out than cut.
    let wordStart = (start..<min(start + Self.longestWord, end)).first { !continuesWord[$0] }
    let wordEnd = (max(end - Self.longestWord, start)..<end).last { !continuesWord[$0] }
    let cutsWord = end < count && continuesWord[end]
    let lower = wordStart.flatMap { $0 <= inner.lowerBound ? $0 : nil } ?? start
    let upper = cutsWord ? wordEnd.flatMap { $0 >= inner.upperBound && $0 > lower ? $0 : nil } : nil
    bytes = offsets[lower]..<offsets[upper ?? end]
  }

  /// A longer run without a break is no word that anybody reads as one.
  private static let longestWord = 24

  /// Whether a character is a letter or digit of a script that writes words apart.
  private static func isAlphabetic(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, scalar.value < 0x2E80 else { return false }
    return character.isLetter || character.isNumber
  }

  private static let sentenceEnds: Set<Character> = ["。", "！", "？", "!", "?", "；", "…", "\n"]

  /// Whether a character still belongs to the end of the sentence before.
  private static func belongsToEnd(_ character: Character) -> Bool {
    character.isWhitespace || sentenceEnds.contains(character) || "”’」』）)》\"".contains(character)
  }

  private static func lastIndex(notAfter offset: Int, in offsets: [Int]) -> Int {
    var (low, high) = (0, offsets.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if offsets[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The run of marks, at most `maximum` characters long, with the most distinct terms, then with the
  /// most marks, then the first: what it spans. O(marks).
  private static func bestRun(
    of ranges: [Range<Int>],
    terms: [Int],
    _ maximum: Int
  ) -> Range<Int>? {
    var best: (span: Range<Int>, distinct: Int, count: Int)?
    var counts: [Int: Int] = [:]
    var end = 0
    for first in ranges.indices {
      if end < first { end = first }
      while end < ranges.count,
        end == first || ranges[end].upperBound - ranges[first].lowerBound <= maximum
      {
        counts[terms[end], default: 0] += 1
        end += 1
      }
      if best.map({ (counts.count, end - first) > ($0.distinct, $0.count) }) ?? true {
        let upper = ranges[first..<end].reduce(0) { max($0, $1.upperBound) }
        best = (ranges[first].lowerBound..<upper, counts.count, end - first)
      }
      if let count = counts[terms[first]] { counts[terms[first]] = count == 1 ? nil : count - 1 }
    }
    return best?.span
  }
}
