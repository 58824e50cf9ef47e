/// Why bytes are no JSON text, and where.
public struct JSONSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, as the end of a sentence.
  public let reason: String
  /// How many bytes precede the wrong one.
  public let offset: Int
  /// Whether the bytes are not UTF-8, rather than not JSON.
  public let isEncoding: Bool

  init(_ reason: String, at offset: Int, isEncoding: Bool = false) {
    self.reason = reason
    self.offset = offset
    self.isEncoding = isEncoding
  }

  /// The reason with its place.
  public var description: String { "\(reason) at byte \(offset + 1)" }
}
