/// What a session found in a text: a view of the session's own buffers.
///
/// The view keeps its session alive and is valid until the session's next call; copy what is to
/// stay.
public struct AnalyzedText {
  /// The text the terms are taken from: valid UTF-8, normalised and folded.
  public var normalized: UnsafeBufferPointer<UInt8>

  /// The tokens, ascending by start and then by end; no two have the same range.
  public var tokens: UnsafeBufferPointer<Token>

  /// How many units the text has: one more than the last position.
  public var unitCount: Int

  /// The bytes of `token`'s term. Complexity: O(1).
  @inlinable
  public func term(of token: Token) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: normalized[Int(token.start)..<Int(token.end)])
  }

  // Swift may end an object's life after its last use; the view keeps its session alive.
  private let session: AnalysisSession

  init(
    normalized: UnsafeBufferPointer<UInt8>,
    tokens: UnsafeBufferPointer<Token>,
    unitCount: Int,
    session: AnalysisSession
  ) {
    self.normalized = normalized
    self.tokens = tokens
    self.unitCount = unitCount
    self.session = session
  }
}
