extension CodeTable {
  /// Every table of the platform, in the order in which `zhisou schema` prints them.
  public static let all: [CodeTable] = [
    .centres, .collections, .educationLevels, .administrativeLevels, .regions, .languages,
    .majorCategories, .honours, .awards, .competitions, .subjects, .textbookPlans,
    .sourcePlatforms, .fileKinds,
  ]

  /// The platform's centres, derived from ``Centres``.
  public static let centres = CodeTable(
    "centres",
    "中心",
    "Centres",
    Centres.all.map { Code($0.code, $0.label.chinese, $0.label.english) }
  )

  /// Every collection of every centre, derived from ``Centres``.
  public static let collections = CodeTable(
    "collections",
    "资源类型",
    "Collections",
    CollectionCatalogue.all.map { Code($0.code, $0.label.chinese, $0.label.english) }
  )

  /// The level of education a resource is made for.
  public static let educationLevels = CodeTable(
    "education_levels",
    "教育层次",
    "Levels of education",
    [
      Code("secondary_vocational", "中职", "Secondary vocational"),
      Code("higher_vocational", "高职专科", "Higher vocational (diploma)"),
      Code("vocational_undergraduate", "职业本科", "Vocational undergraduate"),
      Code("undergraduate", "本科", "Undergraduate"),
      Code("training", "培训", "Training"),
    ]
  )

  /// Who recognises a resource: the level of administration.
  public static let administrativeLevels = CodeTable(
    "administrative_levels",
    "级别",
    "Levels of administration",
    [
      Code("national", "国家级", "National"),
      Code("provincial", "省级", "Provincial"),
      Code("city", "市级", "City"),
      Code("county", "县级", "County"),
      Code("school", "校级", "School"),
    ]
  )

  /// Languages by BCP 47 tag.
  public static let languages = CodeTable(
    "languages",
    "语种",
    "Languages",
    [
      Code("zh-Hans", "简体中文", "Chinese (simplified)"),
      Code("zh-Hant", "繁体中文", "Chinese (traditional)"),
      Code("en", "英文", "English"),
    ]
  )

  /// The ten subjects of the common foundation courses of secondary vocational schools.
  public static let subjects = CodeTable(
    "subjects",
    "公共基础课",
    "Common foundation subjects",
    [
      Code("政治", "政治", "Politics"),
      Code("语文", "语文", "Chinese"),
      Code("历史", "历史", "History"),
      Code("数学", "数学", "Mathematics"),
      Code("外语", "外语", "Foreign languages"),
      Code("信息技术", "信息技术", "Information technology"),
      Code("体育与健康", "体育与健康", "Physical education and health"),
      Code("艺术", "艺术", "Arts"),
      Code("物理", "物理", "Physics"),
      Code("化学", "化学", "Chemistry"),
    ]
  )

  /// The five-year plans under which national textbooks were chosen.
  public static let textbookPlans = CodeTable(
    "textbook_plans",
    "教材规划",
    "Textbook plans",
    [
      Code("十三五", "十三五", "13th Five-Year Plan"),
      Code("十四五", "十四五", "14th Five-Year Plan"),
    ]
  )

  /// Where a record comes from: one source a datum.
  public static let sourcePlatforms = CodeTable(
    "source_platforms",
    "来源平台",
    "Source platforms",
    [
      Code("national", "国家平台", "National platform"),
      Code("icve", "智慧职教", "ICVE"),
      Code("zhijiaoyun", "职教云", "Zhijiaoyun (SPOC)"),
      Code("mooc_college", "MOOC学院", "MOOC College"),
      Code("resource_library_platform", "资源库平台", "Resource library platform"),
      Code("major_group_platform", "专业群平台", "Major group platform"),
      Code("provincial", "省级平台", "Provincial platform"),
      Code("school", "学校平台", "School platform"),
    ]
  )

  /// What kind of file a resource is opened as; the usual file endings are further spellings.
  public static let fileKinds = CodeTable(
    "file_kinds",
    "文件类型",
    "Kinds of file",
    [
      Code("video", "视频", "Video", or: "mp4", "webm", "mov", "flv"),
      Code("audio", "音频", "Audio", or: "mp3", "wav", "aac"),
      Code("image", "图片", "Image", or: "jpg", "jpeg", "png", "gif", "svg"),
      Code("animation", "动画", "Animation", or: "swf"),
      Code("document", "文档", "Document", or: "pdf", "doc", "docx", "txt"),
      Code("presentation", "演示文稿", "Presentation", or: "ppt", "pptx"),
      Code("spreadsheet", "表格", "Spreadsheet", or: "xls", "xlsx", "csv"),
      Code(
        "model_3d",
        "三维模型",
        "3D model",
        or: "glb",
        "gltf",
        "fbx",
        "obj",
        "stl",
        "step",
        "stp",
        "iges",
        "ifc",
        "skp",
        "dwg",
        "urdf"
      ),
      Code("software", "软件", "Software", or: "exe", "msi", "desktop", "unity"),
      Code("mobile", "移动应用", "Mobile application", or: "apk", "ipa"),
      Code("web", "网页应用", "Web application", or: "webgl", "html"),
      Code("virtual_reality", "虚拟现实", "Virtual reality", or: "vr"),
      Code("archive", "压缩包", "Archive", or: "zip", "rar", "7z"),
      Code("other", "其他", "Other"),
    ]
  )
}
