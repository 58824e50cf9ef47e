/// A name as people read it, in the two languages the platform answers in.
public struct Label: Sendable, Hashable {
  /// The Chinese name, in simplified characters.
  public let chinese: String
  /// The English name.
  public let english: String

  /// Makes a label from its two names.
  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }
}
