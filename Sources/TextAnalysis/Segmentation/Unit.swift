/// What positions count: one Han, kana or Hangul character, or one alphabetic or numeric word.
struct Unit: BitwiseCopyable {
  /// The bytes of the normalised text.
  var start: UInt32
  var end: UInt32
  /// The bytes of the source.
  var sourceStart: UInt32
  var sourceEnd: UInt32
  /// How many units the word has that begins here, 0 if none begins here.
  var wordLength: UInt32
  /// Whether it is one character, which makes bigrams with its neighbours.
  var isCharacter: Bool
}

/// Finds the units of segmented text.
///
/// Mostly a segment is one Latin word (one unit) or a Han word (a unit a character). Where it mixes
/// both, each character is a unit, and so is each run of anything else that has a letter or digit.
struct UnitScanner {
  private let bytes: UnsafePointer<UInt8>
  private let classes = CharacterClasses.shared
  private var cursor: OffsetCursor

  init(_ bytes: UnsafePointer<UInt8>, cursor: OffsetCursor) {
    self.bytes = bytes
    self.cursor = cursor
  }

  /// Replaces `units` by those of `segments`. Complexity: O(n).
  mutating func scan(
    _ segments: UnsafeBufferPointer<Segment>,
    into units: inout ScratchBuffer<Unit>
  ) {
    units.count = 0
    var start: UInt32 = 0
    for segment in segments {
      // Most segments that are no words are a single ASCII space or comma.
      if segment.kind == .word || segment.end &- start > 1 {
        let first = units.count
        units.reserve(first + Int(segment.end &- start))
        scan(start, segment.end, isWord: segment.kind == .word, into: &units)
        if units.count > first {
          units.base[first].wordLength = UInt32(truncatingIfNeeded: units.count - first)
        }
      }
      start = segment.end
    }
  }

  @inline(__always)
  private mutating func scan(
    _ start: UInt32,
    _ end: UInt32,
    isWord: Bool,
    into units: inout ScratchBuffer<Unit>
  ) {
    var offset = start
    // A run of what are no Han, kana or Hangul characters.
    var runStart = start
    var runHasLetter = false
    var previousIsCharacter = false
    while offset < end {
      let (codePoint, length) = decodeValidScalar(bytes + Int(offset))
      let next = offset &+ UInt32(truncatingIfNeeded: length)
      switch classes[codePoint] {
      case .cjk:
        if runHasLetter { append(runStart, offset, isCharacter: false, to: &units) }
        append(offset, next, isCharacter: true, to: &units)
        runHasLetter = false
        previousIsCharacter = true
        runStart = next
      case .extend where previousIsCharacter:
        units.base[units.count - 1].end = next
        units.base[units.count - 1].sourceEnd = cursor.sourceEnd(of: next)
        runStart = next
      case .extend, .connector:
        previousIsCharacter = false
      case .other:
        runHasLetter = isWord
        previousIsCharacter = false
      }
      offset = next
    }
    if runHasLetter { append(runStart, end, isCharacter: false, to: &units) }
  }

  @inline(__always)
  private mutating func append(
    _ start: UInt32,
    _ end: UInt32,
    isCharacter: Bool,
    to units: inout ScratchBuffer<Unit>
  ) {
    units.appendReserved(
      Unit(
        start: start,
        end: end,
        sourceStart: cursor.sourceStart(of: start),
        sourceEnd: cursor.sourceEnd(of: end),
        wordLength: 0,
        isCharacter: isCharacter
      )
    )
  }
}
