/// What the platform offers to enterprises and industries.
public enum IndustryCentre: ResourceCentre {
  /// The centre's code.
  public static let code = "industry"
  /// 服务行业产业.
  public static let label = Label("服务行业产业", "Services to industry")
  /// The centre's collections.
  public static let collections: [any ResourceCollection.Type] = [
    IndustryResource.self
  ]

  /// A resource made with or for an industry.
  public enum IndustryResource: ResourceCollection {
    /// The collection's code.
    public static let code = "industry_resource"
    /// 行业产业资源.
    public static let label = Label("行业产业资源", "Industry resource")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.industry, .enterprise, .occupation]
  }
}
