/// An order of hits by an integer field.
public struct SortOrder: Sendable, Equatable {
  /// The integer field.
  public var field: String
  /// Whether high values come first. Documents without a value come last either way.
  public var isDescending: Bool

  /// Makes an order.
  public init(field: String, isDescending: Bool = true) {
    self.field = field
    self.isDescending = isDescending
  }
}
