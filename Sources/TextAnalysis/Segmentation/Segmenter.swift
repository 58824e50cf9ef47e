/// A stretch of text between two word boundaries.
struct Segment: BitwiseCopyable, Equatable {
  /// What a segment holds.
  enum Kind: UInt8, BitwiseCopyable {
    /// Spaces, punctuation, symbols.
    case none
    /// Letters, digits, kana, ideographs.
    case word
  }

  /// Where it ends, in UTF-8 bytes, exclusive; it begins where the one before ends.
  var end: UInt32
  var kind: Kind
}

/// Cuts text into words.
///
/// The result depends on the text alone, never on what was cut before.
protocol Segmenter: AnyObject {
  /// Replaces `segments` by those of `text`, which is valid UTF-8 and normalised. The segments cover
  /// the text without gaps.
  func segment(_ text: UnsafeBufferPointer<UInt8>, into segments: inout ScratchBuffer<Segment>)
}
