/// Standards, rules and laws.
public enum StandardsCentre: ResourceCentre {
  /// The centre's code.
  public static let code = "standards"
  /// 标准与规范.
  public static let label = Label("标准与规范", "Standards")
  /// The centre's collections.
  public static let collections: [any ResourceCollection.Type] = [
    StandardDocument.self
  ]

  /// A standard, a rule or an article of law.
  public enum StandardDocument: ResourceCollection {
    /// The collection's code.
    public static let code = "standard_document"
    /// 标准规范文件.
    public static let label = Label("标准规范文件", "Standard document")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.documentNumber, .issuer]
    /// An article's text is short enough to be its own summary.
    public static let bodyStandsForSummary = true
  }
}
