/// The centre of textbooks.
public enum TextbookCentre: ResourceCentre {
  /// The centre's code.
  public static let code = "textbook"
  /// 教材资源中心.
  public static let label = Label("教材资源中心", "Textbooks")
  /// The centre's collections.
  public static let collections: [any ResourceCollection.Type] = [
    ExcellentTextbook.self, IdeologyTextbook.self, PlannedTextbook.self,
  ]

  /// A textbook that won the national award.
  public enum ExcellentTextbook: ResourceCollection {
    /// The collection's code.
    public static let code = "excellent_textbook"
    /// 全国优秀教材.
    public static let label = Label("全国优秀教材", "Excellent textbook")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.authors, .isbn, .publisher, .plan]
  }

  /// A textbook for courses on ideology and politics.
  public enum IdeologyTextbook: ResourceCollection {
    /// The collection's code.
    public static let code = "ideology_textbook"
    /// 思政类课程教材.
    public static let label = Label("思政类课程教材", "Ideology textbook")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.authors, .isbn, .publisher, .plan]
  }

  /// A textbook chosen under a five-year plan.
  public enum PlannedTextbook: ResourceCollection {
    /// The collection's code.
    public static let code = "planned_textbook"
    /// 国家规划教材.
    public static let label = Label("国家规划教材", "Planned textbook")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.authors, .isbn, .publisher, .plan]
    /// The fields it cannot do without.
    public static let required: [FieldName] = [.plan]
  }
}
