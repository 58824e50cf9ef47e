extension ResourceDraft {
  /// Libraries, courses and competition works.
  mutating func fillMajorCourse() {
    switch collection {
    case MajorCourseCentre.TeachingResourceLibrary.code: fillLibrary()
    case MajorCourseCentre.OnlineCourse.code: fillOnlineCourse()
    case MajorCourseCentre.SecondaryCommonCourse.code: fillCommonCourse()
    case MajorCourseCentre.TeachingCompetitionWork.code: fillCompetitionWork()
    case MajorCourseCentre.OpenVideoCourse.code:
      setCommon(title: random.pick(["走进", "漫谈", "认识", "名家讲"]) + course, level: anyLevel())
      set(.speakers, people(1...2))
      set(.educationLevel, school.educationLevel)
      setUsage(30000)
    case MajorCourseCentre.TextbookDigitalCourse.code:
      setCommon(title: courseTitle() + "（教材配套数字课程）", level: "national")
      set(.textbook, course)
      set(.isbn, isbn())
      set(.publisher, random.pick(Self.publishers))
      set(.authors, people(1...3))
      set(.educationLevel, school.educationLevel)
      set(.honours, [random.happens(0.8) ? "planned_textbook_13" : "national_textbook_award"])
      setUsage(60000)
    default:
      setCommon(title: courseTitle(), level: "national")
      set(.team, people(4...8))
      set(.teachers, people(1...2))
      set(.educationLevel, school.educationLevel)
      set(.honours, ["ideology_demonstration"])
      setUsage(40000)
    }
  }

  static let publishers = [
    "曜光教育出版社", "湛江潮职业教育出版社", "工匠书局", "华原出版社", "新技能出版社", "学思出版社", "棠溪科技出版社",
  ]

  /// A course's title: the plain name, or one of the many that schools make of it.
  mutating func courseTitle() -> String {
    if random.happens(0.35) { return course }
    let suffixes = ["基础", "（上）", "（下）", "综合实训", "项目化教程", "与实践", "（双语）", "——\(skills[0])", "入门"]
    let prefixes = ["智能化", "新编", "现代", "\(major.name)", "数字化", "实用"]
    return random.happens(0.6) ? course + random.pick(suffixes) : random.pick(prefixes) + course
  }

  private mutating func fillLibrary() {
    // 203 of the first 1,318 are national.
    let isNational = ordinal % 1318 < 203
    let isGroup = random.happens(0.35)
    setCommon(
      title: major.name + (isGroup ? "专业群教学资源库" : "专业教学资源库"),
      level: isNational ? "national" : "provincial"
    )
    if isGroup { set(.majorGroup, major.name + "专业群") }
    set(
      .participatingInstitutions,
      (0..<random.number(3...9)).map { _ in Self.school(for: category.code, &random).name }
    )
    set(.educationLevel, school.educationLevel)
    var honours = isNational ? ["national_resource_library"] : []
    if random.happens(0.2) { honours.append("double_high") }
    set(.honours, honours)
    set(.sourcePlatform, isGroup ? "major_group_platform" : "resource_library_platform")
    setUsage(200_000)
  }

  private mutating func fillOnlineCourse() {
    // 1,160 of the first 6,961 are national: 88, 1,066 and 6 by level of education.
    let rank = ordinal % 6961
    setCommon(title: courseTitle(), level: rank < 1160 ? "national" : anyLevel())
    set(.teachers, people(1...4))
    set(.hours, random.number(4...24) * 4)
    set(.courseCategory, CodeTable.majorCategories.label(of: category.code)?.chinese ?? "")
    set(.duration, "\(random.number(6...18))周")
    set(.workload, "\(random.number(1...4))-\(random.number(4...6))小时每周")
    set(.contentTypes, ["视频", "文档", "随堂测验", "讨论"].prefix(random.number(1...4)).map(\.self))
    if rank < 1160 {
      set(
        .educationLevel,
        rank < 88
          ? "secondary_vocational" : rank < 1154 ? "higher_vocational" : "vocational_undergraduate"
      )
      set(.honours, ["national_quality_online_course"])
    } else {
      set(.educationLevel, school.educationLevel)
      if random.happens(0.04) { set(.honours, ["ideology_demonstration"]) }
    }
    set(.sourcePlatform, random.pick(["icve", "mooc_college", "zhijiaoyun", "provincial"]))
    setUsage(120_000)
  }

  private mutating func fillCommonCourse() {
    let subject = CodeTable.subjects.codes[ordinal % CodeTable.subjects.codes.count].code
    setCommon(title: "\(subject)（\(random.pick(["基础模块", "拓展模块", "职业模块"]))）", level: "national")
    set(.subject, subject)
    set(.educationLevel, "secondary_vocational")
    set(.teachers, people(2...4))
    setUsage(20000)
  }

  private mutating func fillCompetitionWork() {
    // 3,000 works of one competition and 30 of the other.
    let isTeaching = ordinal % 3030 < 3000
    let award = random.pick(["first", "second", "second", "third", "third", "third"])
    setCommon(
      title: isTeaching
        ? "\(course)：\(skills[0])与\(skills[1])" : "班级建设方案：\(school.teachers[0])的\(major.name)班",
      level: random.happens(0.4) ? "national" : "provincial"
    )
    set(.competition, isTeaching ? "教学能力比赛" : "班主任大赛")
    set(.team, people(isTeaching ? 3...4 : 1...1))
    set(.group, random.pick(["公共基础课程组", "专业课程一组", "专业课程二组"]))
    set(.award, award)
    set(.honours, ["competition_\(award)"])
    set(.educationLevel, school.educationLevel)
  }

  /// The courses and libraries of the source platforms.
  mutating func fillSmartVocational() {
    if collection == SmartVocationalCentre.PlatformLibrary.code {
      setCommon(title: major.name + "资源库", level: nil)
      set(.sourcePlatform, "resource_library_platform")
    } else {
      let isSPOC = collection == SmartVocationalCentre.SPOCCourse.code
      // The same course is seen from several platforms: these share title and school with an
      // online course, which is what finding duplicates must see.
      var original = ResourceDraft(
        seed: seed,
        collection: MajorCourseCentre.OnlineCourse.code,
        ordinal: ordinal * 7
      )
      original.fillOnlineCourse()
      let shared: Set<FieldName> = [
        .title, .institutions, .teachers, .majors, .majorCodes, .majorCategory, .region, .keywords,
        .language, .year, .published, .educationLevel, .hours,
      ]
      values = original.values.filter { shared.contains($0.name) }
      set(.summary, summary())
      set(.sourcePlatform, isSPOC ? "zhijiaoyun" : "mooc_college")
    }
    set(
      .entrances,
      ["spoc", "mooc", "library"].prefix(random.number(1...3)).map {
        "https://\($0).example.org/\(collection)/\(ordinal + 1)"
      }
    )
    setUsage(50000)
  }
}
