/// Merges the three streams of a text into tokens.
///
/// 计算机应用, cut into 计算 | 机 | 应用, gives in this order (w words, b bigrams, c characters):
///
///     计 c    计算 w b    算 c    算机 b    机 w c    机应 b    应 c    应用 w b    用 c
enum StreamMerger {
  /// Replaces `tokens` by those of `units`, ascending by start and then by end.
  ///
  /// A bigram joins two characters with nothing between; a word of more than 65,535 units, which no
  /// query will ask for, gives no token of its own. Complexity: O(n).
  static func merge(
    _ units: UnsafeBufferPointer<Unit>,
    into tokens: inout ScratchBuffer<Token>
  ) {
    tokens.count = 0
    guard let base = units.baseAddress else { return }
    // A unit, a bigram and a word can begin at the same place.
    tokens.reserve(3 * units.count)
    let last = units.count - 1
    var write = tokens.base
    for index in 0..<units.count {
      let unit = base[index]
      var streams: TokenStreams = unit.isCharacter ? .characters : [.bigrams, .characters]
      if unit.wordLength == 1 { streams.insert(.words) }
      write.initialize(to: token(from: unit, to: unit, index, 1, streams))
      write += 1

      if index < last {
        let next = base[index + 1]
        streams = []
        if unit.isCharacter, next.isCharacter, unit.end == next.start { streams = .bigrams }
        if unit.wordLength == 2 { streams.insert(.words) }
        if !streams.isEmpty {
          write.initialize(to: token(from: unit, to: next, index, 2, streams))
          write += 1
        }
      }

      let length = Int(unit.wordLength)
      if length > 2, let unitCount = UInt16(exactly: length) {
        let end = base[index + length - 1]
        write.initialize(to: token(from: unit, to: end, index, unitCount, .words))
        write += 1
      }
    }
    tokens.count = write - tokens.base
  }

  @inline(__always)
  private static func token(
    from first: Unit,
    to last: Unit,
    _ position: Int,
    _ unitCount: UInt16,
    _ streams: TokenStreams
  ) -> Token {
    Token(
      start: first.start,
      end: last.end,
      sourceStart: first.sourceStart,
      sourceEnd: last.sourceEnd,
      position: UInt32(truncatingIfNeeded: position),
      unitCount: unitCount,
      streams: streams
    )
  }
}
