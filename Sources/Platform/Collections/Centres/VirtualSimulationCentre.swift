/// The centre of virtual simulation training.
public enum VirtualSimulationCentre: ResourceCentre {
  /// The centre's code.
  public static let code = "virtual_simulation"
  /// 虚拟仿真实训中心.
  public static let label = Label("虚拟仿真实训中心", "Virtual simulation training")
  /// The centre's collections.
  public static let collections: [any ResourceCollection.Type] = [
    TrainingCentre.self, Model.self, TrainingSoftware.self, InstitutionSpace.self,
  ]

  /// A virtual training centre or one of its trainings.
  public enum TrainingCentre: ResourceCollection {
    /// The collection's code.
    public static let code = "training_centre"
    /// 虚拟仿真实训.
    public static let label = Label("虚拟仿真实训", "Virtual training centre")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.equipment, .fileKind]
  }

  /// A three-dimensional model of a machine, a part or a process.
  public enum Model: ResourceCollection {
    /// The collection's code.
    public static let code = "model"
    /// 模型.
    public static let label = Label("模型", "Model")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.equipment, .fileKind]
  }

  /// A program to train with.
  public enum TrainingSoftware: ResourceCollection {
    /// The collection's code.
    public static let code = "training_software"
    /// 实训软件.
    public static let label = Label("实训软件", "Training software")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.equipment, .fileKind]
  }

  /// What an institution shows of its own simulations.
  public enum InstitutionSpace: ResourceCollection {
    /// The collection's code.
    public static let code = "institution_space"
    /// 机构空间.
    public static let label = Label("机构空间", "Institution space")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.equipment, .fileKind]
  }
}
