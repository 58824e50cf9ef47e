/// The centre in which teachers of different schools prepare their teaching together.
public enum ResearchOfficeCentre: ResourceCentre {
  /// The centre's code.
  public static let code = "research_office"
  /// 智慧教研室.
  public static let label = Label("智慧教研室", "Smart research offices")
  /// The centre's collections.
  public static let collections: [any ResourceCollection.Type] = [
    ResearchGroup.self, SharedMaterial.self,
  ]

  /// A teaching-research group.
  public enum ResearchGroup: ResourceCollection {
    /// The collection's code.
    public static let code = "research_group"
    /// 教研室.
    public static let label = Label("教研室", "Research group")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.groupName, .members]
    /// The fields it cannot do without.
    public static let required: [FieldName] = [.groupName]
  }

  /// What a research group shares.
  public enum SharedMaterial: ResourceCollection {
    /// The collection's code.
    public static let code = "shared_material"
    /// 教研共享资料.
    public static let label = Label("教研共享资料", "Shared material")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.groupName]
  }
}
