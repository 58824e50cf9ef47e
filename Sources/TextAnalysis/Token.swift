/// One occurrence of a term in a text.
///
/// Positions count *units*: a unit is one Han, kana or Hangul character with the marks that follow
/// it, or one whole alphabetic or numeric word. Spaces, punctuation and symbols are no units.
/// A token is trivial and takes 24 bytes.
public struct Token: Sendable, Equatable, BitwiseCopyable {
  /// Where the term begins in ``AnalyzedText/normalized``, in UTF-8 bytes.
  public var start: UInt32

  /// Where the term ends in ``AnalyzedText/normalized``, in UTF-8 bytes, exclusive.
  public var end: UInt32

  /// Where the occurrence begins in the source text, in bytes.
  ///
  /// A source character that normalises to several is never cut: each token inside has the whole
  /// character's range (株式 in ㍿ has the range of ㍿).
  public var sourceStart: UInt32

  /// Where the occurrence ends in the source text, in bytes, exclusive.
  public var sourceEnd: UInt32

  /// The ordinal, from 0, of the first unit the token covers.
  public var position: UInt32

  /// How many units the token covers, at least one.
  public var unitCount: UInt16

  /// The streams the token belongs to, at least one.
  public var streams: TokenStreams

  /// A token with all its parts given.
  @inlinable
  public init(
    start: UInt32,
    end: UInt32,
    sourceStart: UInt32,
    sourceEnd: UInt32,
    position: UInt32,
    unitCount: UInt16,
    streams: TokenStreams
  ) {
    self.start = start
    self.end = end
    self.sourceStart = sourceStart
    self.sourceEnd = sourceEnd
    self.position = position
    self.unitCount = unitCount
    self.streams = streams
  }
}
