/// The streams an occurrence counts in.
///
/// The same text is indexed in three ways that are scored together, because a dictionary alone cuts
/// Chinese wrongly too often: as words, as overlapping pairs of characters, and as single
/// characters. Precision comes from the first, recall from the other two.
public struct TokenStreams: OptionSet, Sendable, Hashable, BitwiseCopyable {
  /// One bit a stream.
  public let rawValue: UInt8

  /// The streams whose bits are set in `rawValue`.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Words, as the segmenter cuts them.
  @inlinable
  public static var words: TokenStreams { TokenStreams(rawValue: 1) }

  /// Pairs of neighbouring Han, kana or Hangul characters, and whole alphabetic or numeric words.
  @inlinable
  public static var bigrams: TokenStreams { TokenStreams(rawValue: 2) }

  /// Single Han, kana or Hangul characters, and whole alphabetic or numeric words.
  @inlinable
  public static var characters: TokenStreams { TokenStreams(rawValue: 4) }
}
