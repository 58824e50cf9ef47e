/// The platform's data dictionary (数据字典): every field a record may hold.
///
/// The rows below are the only place that says what a field holds, what it is called and how the
/// index uses it. Validation, the index schema, `zhisou schema` and the documents given to the
/// engine are all derived from them.
public enum DataDictionary {
  /// Every field, in reading order.
  public static let fields: [Field] = identity + description + classification + usage + own

  private static let identity: [Field] = [
    Field(.id, .keyword, "标识", "Identifier", .required),
    Field(
      .collection,
      .code(.collections),
      "资源类型",
      "Collection",
      .required,
      search: .labels,
      uses: [.filter, .facet]
    ),
    Field(
      .sourcePlatform,
      .code(.sourcePlatforms),
      "来源平台",
      "Source platform",
      .common,
      uses: [.filter, .facet]
    ),
    Field(.owner, .keyword, "所有者", "Owner", .common, uses: [.filter, .facet]),
    Field(.url, .url, "链接", "Address", .common),
    Field(.synthetic, .boolean, "生成数据", "Synthetic", .common, uses: .filter),
  ]

  private static let description: [Field] = [
    Field(.title, .text, "标题", "Title", .required, search: .title),
    Field(.titleEnglish, .text, "英文标题", "English title", .common, search: .title),
    Field(.summary, .text, "简介", "Summary", .required, search: .summary),
    Field(.body, .text, "正文", "Body", .common, search: .body),
    Field(.keywords, .keyword, list: true, "关键词", "Keywords", .common, search: .topic),
    Field(
      .institutions,
      .keyword,
      list: true,
      "单位",
      "Institutions",
      .common,
      search: .institution,
      uses: [.filter, .facet],
      column: "institution_name"
    ),
    Field(
      .teachers,
      .keyword,
      list: true,
      "教师",
      "Teachers",
      .common,
      search: .people,
      uses: .filter
    ),
  ]

  private static let classification: [Field] = [
    Field(
      .majors,
      .keyword,
      list: true,
      "专业",
      "Majors",
      .common,
      search: .topic,
      uses: [.filter, .facet]
    ),
    Field(
      .majorCodes,
      .digits(6),
      list: true,
      "专业代码",
      "Major codes",
      .common,
      search: .topic,
      uses: .filter
    ),
    Field(
      .majorCategory,
      .code(.majorCategories),
      "专业大类",
      "Major category",
      .common,
      search: .labels,
      uses: [.filter, .facet]
    ),
    Field(
      .educationLevel,
      .code(.educationLevels),
      "教育层次",
      "Education level",
      .common,
      search: .labels,
      uses: [.filter, .facet]
    ),
    Field(
      .level,
      .code(.administrativeLevels),
      "级别",
      "Level",
      .common,
      search: .labels,
      uses: [.filter, .facet]
    ),
    Field(
      .region,
      .code(.regions),
      "地区",
      "Region",
      .common,
      search: .labels,
      uses: [.filter, .facet]
    ),
    Field(.language, .code(.languages), "语种", "Language", .common, uses: [.filter, .facet]),
    Field(.year, .integer(1900...2100), "年份", "Year", .common, uses: [.filter, .facet, .sort]),
    Field(.published, .date, "发布日期", "Published", .common, uses: [.filter, .sort]),
    Field(
      .honours,
      .code(.honours),
      list: true,
      "荣誉",
      "Honours",
      .common,
      search: .labels,
      uses: [.filter, .facet]
    ),
  ]

  private static let usage: [Field] = [
    Field(.learners, .count, "学习人数", "Learners", .common, uses: [.filter, .sort]),
    Field(.citingSchools, .count, "引用学校数", "Citing schools", .common, uses: [.filter, .sort]),
    Field(.citingTeachers, .count, "引用教师数", "Citing teachers", .common, uses: [.filter, .sort]),
    Field(.citations, .count, "引用次数", "Citations", .common, uses: [.filter, .sort]),
    Field(.classes, .count, "服务班级数", "Classes", .common, uses: [.filter, .sort]),
  ]

  private static let own: [Field] = [
    Field(.majorGroup, .keyword, "专业群", "Major group", search: .topic, uses: [.filter, .facet]),
    Field(
      .participatingInstitutions,
      .keyword,
      list: true,
      "参建单位",
      "Participating institutions",
      search: .institution
    ),
    Field(.hours, .count, "学时", "Hours", uses: [.filter, .sort]),
    Field(
      .courseCategory,
      .keyword,
      "课程分类",
      "Course category",
      search: .topic,
      uses: [.filter, .facet]
    ),
    Field(.workload, .text, "课程负载", "Workload"),
    Field(.duration, .text, "课程时长", "Duration"),
    Field(.contentTypes, .keyword, list: true, "内容类型", "Content types", uses: [.filter, .facet]),
    Field(.speakers, .keyword, list: true, "主讲人", "Speakers", search: .people),
    Field(.textbook, .text, "配套教材", "Textbook", search: .topic),
    Field(.isbn, .keyword, "书号", "ISBN", search: .topic, uses: .filter),
    Field(.publisher, .keyword, "出版社", "Publisher", search: .institution, uses: [.filter, .facet]),
    Field(.authors, .keyword, list: true, "作者", "Authors", search: .people),
    Field(.team, .keyword, list: true, "团队", "Team", search: .people),
    Field(.subject, .code(.subjects), "学科", "Subject", search: .topic, uses: [.filter, .facet]),
    Field(
      .competition,
      .code(.competitions),
      "赛项",
      "Competition",
      search: .topic,
      uses: [.filter, .facet]
    ),
    Field(.group, .keyword, "组别", "Group", search: .topic, uses: [.filter, .facet]),
    Field(.award, .code(.awards), "奖项", "Award", search: .labels, uses: [.filter, .facet]),
    Field(.equipment, .keyword, list: true, "设备", "Equipment", search: .topic),
    Field(
      .fileKind,
      .code(.fileKinds),
      "文件类型",
      "File kind",
      search: .labels,
      uses: [.filter, .facet]
    ),
    Field(
      .topic,
      .keyword,
      "主题",
      "Topic",
      search: .topic,
      uses: [.filter, .facet],
      column: "training_topic"
    ),
    Field(.trainers, .keyword, list: true, "培训者", "Trainers", search: .people),
    Field(
      .plan,
      .code(.textbookPlans),
      "教材规划",
      "Textbook plan",
      search: .topic,
      uses: [.filter, .facet]
    ),
    Field(.industry, .keyword, "行业", "Industry", search: .topic, uses: [.filter, .facet]),
    Field(.enterprise, .keyword, "企业", "Enterprise", search: .institution, uses: .filter),
    Field(.occupation, .keyword, "职业", "Occupation", search: .topic, uses: [.filter, .facet]),
    Field(.entrances, .url, list: true, "入口", "Entrances"),
    Field(.microLessonCount, .count, "微课数", "Micro-lesson count", uses: [.filter, .sort]),
    Field(.partOf, .keyword, "所属资源", "Part of", uses: .filter),
    Field(.chapter, .text, "章节", "Chapter", search: .topic),
    Field(.minutes, .count, "分钟", "Minutes", uses: [.filter, .sort]),
    Field(.groupName, .keyword, "教研室", "Research group", search: .topic, uses: [.filter, .facet]),
    Field(.members, .keyword, list: true, "成员", "Members", search: .people),
    Field(.documentNumber, .keyword, "文号", "Document number", search: .topic, uses: .filter),
    Field(.issuer, .keyword, "发布机构", "Issuer", search: .institution, uses: [.filter, .facet]),
  ]
}
