/// A part of the source that was replaced by something of another length, or that may not be cut.
struct Replacement: BitwiseCopyable {
  /// The bytes of the normalised text.
  var start: UInt32
  var end: UInt32
  /// The bytes of the source they stand for.
  var sourceStart: UInt32
  var sourceEnd: UInt32
}

/// Walks from the beginning of a normalised text to its end and tells which source byte each offset
/// stands for.
///
/// Between two replacements both texts run in step, so a text that nothing was replaced in needs no
/// map at all. Offsets inside a replacement stand for the whole of it: a range that begins there
/// begins with it, one that ends there ends with it. A replacement by nothing belongs to neither
/// neighbour. Offsets must not descend from call to call, and the whole walk is
/// O(offsets + replacements).
struct OffsetCursor {
  private var next: UnsafePointer<Replacement>
  private let last: UnsafePointer<Replacement>
  // The replacement behind the cursor.
  private var end: UInt32 = 0
  private var sourceStart: UInt32 = 0
  private var sourceEnd: UInt32 = 0
  // Where the next one begins; the highest value if there is none.
  private var nextStart: UInt32

  init(_ replacements: UnsafePointer<Replacement>, count: Int) {
    next = replacements
    last = replacements + count
    nextStart = count > 0 ? replacements[0].start : .max
  }

  /// The source offset where a range begins that begins at `offset` of the normalised text.
  @inline(__always)
  mutating func sourceStart(of offset: UInt32) -> UInt32 {
    while nextStart <= offset { advance() }
    return offset < end ? sourceStart : sourceEnd &+ (offset &- end)
  }

  /// The source offset where a range ends that ends at `offset` of the normalised text.
  @inline(__always)
  mutating func sourceEnd(of offset: UInt32) -> UInt32 {
    while nextStart < offset { advance() }
    return offset < end ? sourceEnd : sourceEnd &+ (offset &- end)
  }

  @inline(__always)
  private mutating func advance() {
    end = next.pointee.end
    sourceStart = next.pointee.sourceStart
    sourceEnd = next.pointee.sourceEnd
    next += 1
    nextStart = next < last ? next.pointee.start : .max
  }
}
