/// The centre in which teachers train.
public enum TeacherDevelopmentCentre: ResourceCentre {
  /// The centre's code.
  public static let code = "teacher_development"
  /// 教师能力提升中心.
  public static let label = Label("教师能力提升中心", "Teacher development")
  /// The centre's collections.
  public static let collections: [any ResourceCollection.Type] = [
    EthicsTraining.self, GeneralTraining.self, MajorTraining.self, ProjectTraining.self,
    TopicTraining.self,
  ]

  /// Training in the ethics of teaching.
  public enum EthicsTraining: ResourceCollection {
    /// The collection's code.
    public static let code = "ethics_training"
    /// 师德师风.
    public static let label = Label("师德师风", "Teachers’ ethics")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.topic, .trainers, .hours]
  }

  /// Training for teachers of any subject.
  public enum GeneralTraining: ResourceCollection {
    /// The collection's code.
    public static let code = "general_training"
    /// 通识研修.
    public static let label = Label("通识研修", "General training")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.topic, .trainers, .hours]
  }

  /// Training for teachers of a major.
  public enum MajorTraining: ResourceCollection {
    /// The collection's code.
    public static let code = "major_training"
    /// 专业课研修.
    public static let label = Label("专业课研修", "Training in a major")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.topic, .trainers, .hours]
  }

  /// Training bound to a funded project.
  public enum ProjectTraining: ResourceCollection {
    /// The collection's code.
    public static let code = "project_training"
    /// 项目研修.
    public static let label = Label("项目研修", "Project training")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.topic, .trainers, .hours]
  }

  /// Training on one topic of the day.
  public enum TopicTraining: ResourceCollection {
    /// The collection's code.
    public static let code = "topic_training"
    /// 专题研修.
    public static let label = Label("专题研修", "Topic training")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.topic, .trainers, .hours]
  }
}
