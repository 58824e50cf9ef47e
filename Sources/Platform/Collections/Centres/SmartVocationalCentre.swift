/// The source platforms on which courses run: one course may have several entrances.
public enum SmartVocationalCentre: ResourceCentre {
  /// The centre's code.
  public static let code = "smart_vocational"
  /// 智慧职教.
  public static let label = Label("智慧职教", "Smart vocational education")
  /// The centre's collections.
  public static let collections: [any ResourceCollection.Type] = [
    SPOCCourse.self, MOOCCourse.self, PlatformLibrary.self,
  ]

  /// A small private course of Zhijiaoyun.
  public enum SPOCCourse: ResourceCollection {
    /// The collection's code.
    public static let code = "spoc_course"
    /// 职教云SPOC.
    public static let label = Label("职教云SPOC", "SPOC")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.entrances, .hours]
  }

  /// A massive open course of the MOOC College.
  public enum MOOCCourse: ResourceCollection {
    /// The collection's code.
    public static let code = "mooc_course"
    /// MOOC学院课程.
    public static let label = Label("MOOC学院课程", "MOOC")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.entrances, .hours]
  }

  /// A library on the resource library or major group platform.
  public enum PlatformLibrary: ResourceCollection {
    /// The collection's code.
    public static let code = "platform_library"
    /// 资源库平台.
    public static let label = Label("资源库平台", "Platform library")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.entrances, .hours]
  }
}
