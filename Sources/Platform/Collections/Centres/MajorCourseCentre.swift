/// The centre of majors and courses: libraries, courses and competition works.
public enum MajorCourseCentre: ResourceCentre {
  /// The centre's code.
  public static let code = "major_course"
  /// 专业与课程服务中心.
  public static let label = Label("专业与课程服务中心", "Majors and courses")
  /// The centre's collections.
  public static let collections: [any ResourceCollection.Type] = [
    TeachingResourceLibrary.self, OnlineCourse.self, OpenVideoCourse.self,
    TextbookDigitalCourse.self, IdeologyCourse.self, SecondaryCommonCourse.self,
    TeachingCompetitionWork.self,
  ]

  /// A library of teaching resources for a major or a group of majors.
  public enum TeachingResourceLibrary: ResourceCollection {
    /// The collection's code.
    public static let code = "teaching_resource_library"
    /// 专业教学资源库.
    public static let label = Label("专业教学资源库", "Teaching resource library")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.majorGroup, .participatingInstitutions]
  }

  /// An open online course; the national quality courses are told by their honour.
  public enum OnlineCourse: ResourceCollection {
    /// The collection's code.
    public static let code = "online_course"
    /// 在线精品课.
    public static let label = Label("在线精品课", "Online course")
    /// The collection's own fields.
    public static let fields: [FieldName] = [
      .hours, .courseCategory, .workload, .duration, .contentTypes,
    ]
  }

  /// A series of recorded lectures.
  public enum OpenVideoCourse: ResourceCollection {
    /// The collection's code.
    public static let code = "open_video_course"
    /// 视频公开课.
    public static let label = Label("视频公开课", "Open video course")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.speakers]
  }

  /// The digital course that goes with a planned or prize-winning textbook.
  public enum TextbookDigitalCourse: ResourceCollection {
    /// The collection's code.
    public static let code = "textbook_digital_course"
    /// 教材配套数字课程.
    public static let label = Label("教材配套数字课程", "Digital course of a textbook")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.textbook, .isbn, .publisher, .authors]
    /// The fields it cannot do without.
    public static let required: [FieldName] = [.textbook]
  }

  /// A course that demonstrates ideological education within its subject.
  public enum IdeologyCourse: ResourceCollection {
    /// The collection's code.
    public static let code = "ideology_course"
    /// 课程思政示范课程.
    public static let label = Label("课程思政示范课程", "Ideology-in-courses demonstration course")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.team]
  }

  /// A demonstration course in one of the ten common subjects of secondary schools.
  public enum SecondaryCommonCourse: ResourceCollection {
    /// The collection's code.
    public static let code = "secondary_common_course"
    /// 中职公共基础课示范课程.
    public static let label = Label("中职公共基础课示范课程", "Common foundation course (secondary)")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.subject]
    /// The fields it cannot do without.
    public static let required: [FieldName] = [.subject]
  }

  /// A work entered in the teaching ability or the class teacher competition.
  public enum TeachingCompetitionWork: ResourceCollection {
    /// The collection's code.
    public static let code = "teaching_competition_work"
    /// 教学能力比赛参赛作品.
    public static let label = Label("教学能力比赛参赛作品", "Teaching competition work")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.competition, .team, .group, .award]
    /// The fields it cannot do without.
    public static let required: [FieldName] = [.competition]
  }
}
