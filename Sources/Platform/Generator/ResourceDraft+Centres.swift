extension ResourceDraft {
  /// Models, programs, trainings and spaces.
  mutating func fillVirtualSimulation() {
    let number = modelNumber()
    let title: String
    let kind: String
    switch collection {
    case VirtualSimulationCentre.Model.code:
      title = "\(equipment)\(number)\(random.pick(["三维模型", "拆装模型", "结构模型", "剖切模型", "装配体"]))"
      kind = "model_3d"
    case VirtualSimulationCentre.TrainingSoftware.code:
      title =
        "\(skills[0])\(random.pick(["虚拟仿真软件", "实训软件", "考核系统", "训练软件"]))V\(random.number(1...6)).\(random.below(10))"
      kind = random.happens(0.6) ? "software" : "web"
    case VirtualSimulationCentre.InstitutionSpace.code:
      title = "\(school.name)\(major.name)虚拟仿真\(random.pick(["空间", "实训室", "展厅", "云平台"]))"
      kind = "web"
    default:
      title = "\(equipment)\(skills[0])\(random.pick(["虚拟实训", "仿真实训项目", "操作训练", "虚拟实验"]))"
      kind = random.pick(["web", "virtual_reality", "video", "animation"])
    }
    setCommon(title: title, level: random.happens(0.05) ? "national" : nil)
    set(.equipment, ["\(equipment)\(number)", random.pick(category.equipment)])
    set(.fileKind, kind)
    set(.educationLevel, school.educationLevel)
    if random.happens(0.02) { set(.honours, ["demonstration_virtual"]) }
    if random.happens(0.5) { setUsage(5000) }
  }

  /// Trainings for teachers.
  mutating func fillTeacherDevelopment() {
    let topic: String
    switch collection {
    case TeacherDevelopmentCentre.EthicsTraining.code:
      topic = random.pick(["师德师风建设", "立德树人", "教师职业行为准则", "教育家精神"])
    case TeacherDevelopmentCentre.GeneralTraining.code:
      topic = random.pick(["信息化教学能力", "课堂管理", "教育心理", "教学评价", "人工智能辅助教学"])
    case TeacherDevelopmentCentre.ProjectTraining.code:
      topic = random.pick(["双师型教师培训", "访学研修", "企业实践", "专业带头人培训"])
    case TeacherDevelopmentCentre.TopicTraining.code:
      topic = random.pick(["课程思政", "活页式教材开发", "教师数字素养", "双高建设", "产教融合"])
    default: topic = skills[0]
    }
    let form = random.pick(["专题研修班", "系列讲座", "在线培训", "工作坊"])
    setCommon(title: "\(major.name)教师\(topic)\(form)（\(year)）", level: anyLevel())
    set(.topic, topic)
    set(.trainers, people(1...4))
    set(.hours, random.number(1...20) * 4)
    set(.educationLevel, "training")
    setUsage(20000)
  }

  /// Textbooks, and new-form textbooks with their micro-lessons.
  mutating func fillTextbook() {
    if collection == NewFormTextbookCentre.MicroLesson.code { return fillMicroLesson() }
    setCommon(title: courseTitle(), level: "national")
    set(.authors, people(1...3))
    set(.isbn, isbn())
    set(.publisher, random.pick(Self.publishers))
    set(.educationLevel, school.educationLevel)
    if collection == NewFormTextbookCentre.NewFormTextbook.code {
      set(
        .microLessonCount,
        ordinal == 0 ? CorpusPlan.lessonsOfFirstBook : CorpusPlan.lessonsOfOtherBooks
      )
      return
    }
    let isLater = random.happens(0.4)
    set(.plan, isLater ? "十四五" : "十三五")
    set(
      .honours,
      collection == TextbookCentre.ExcellentTextbook.code
        ? ["national_textbook_award"]
        : collection == TextbookCentre.PlannedTextbook.code
          ? [isLater ? "planned_textbook_14" : "planned_textbook_13"] : []
    )
  }

  private mutating func fillMicroLesson() {
    let (book, number) = CorpusPlan.book(ofLesson: ordinal)
    let bookCode = NewFormTextbookCentre.NewFormTextbook.code
    // A lesson speaks its book's language: the book's draft gives the words.
    var lesson = ResourceDraft(seed: seed, collection: bookCode, ordinal: book)
    lesson.random = random
    let skill = random.pick(lesson.category.skills)
    lesson.setCommon(title: "\(lesson.course)微课\(number)：\(skill)", level: nil)
    values = lesson.values.filter { $0.name != .url && $0.name != .keywords }
    random = lesson.random
    set(.url, "https://example.org/\(collection)/\(ordinal + 1)")
    set(.keywords, [skill, lesson.course])
    set(.partOf, CorpusGenerator.identifier(bookCode, book))
    set(.chapter, "第\((number - 1) / 12 + 1)章 \(skill)")
    set(.minutes, random.number(3...15))
    set(.body, lesson.body(1...2))
    set(.educationLevel, lesson.school.educationLevel)
  }

  /// What is made with and for an industry.
  mutating func fillIndustry() {
    let industry = Self.draw(category.industries, Self.wordRanks, &random)
    let occupation = Self.draw(category.occupations, Self.wordRanks, &random)
    setCommon(
      title: "\(industry)\(occupation)\(random.pick(["岗位培训包", "技能标准解读", "典型工作任务集"]))",
      level: nil
    )
    set(.industry, industry)
    set(.occupation, occupation)
    set(
      .enterprise,
      "\(school.name.prefix(2))\(industry)\(random.pick(["科技有限公司", "集团有限公司", "股份有限公司"]))"
    )
    set(.educationLevel, "training")
  }

  /// Research groups and what they share.
  mutating func fillResearchOffice() {
    let group = "\(school.name)\(major.name)教研室"
    if collection == ResearchOfficeCentre.ResearchGroup.code {
      setCommon(title: group, level: anyLevel())
      set(.members, people(4...12))
    } else {
      setCommon(
        title: "\(course)\(random.pick(["教案", "说课课件", "教学反思", "课程标准", "实训任务书"]))",
        level: nil
      )
      set(.body, body(2...4))
    }
    set(.groupName, group)
    set(.educationLevel, school.educationLevel)
  }

  /// Standards and rules.
  mutating func fillStandards() {
    let title = random.pick([
      "\(major.name)专业教学标准", "\(major.name)专业学分认定规则", "\(course)课程资源建设规范", "\(skills[0])实训教学条件标准",
    ])
    setCommon(title: title, level: anyLevel())
    set(.documentNumber, "职教标〔\(year)〕\(random.number(1...200))号")
    set(.issuer, random.pick(["虚拟职业教育标准委员会", "\(school.name)", "资源建设专家组"]))
    set(.educationLevel, school.educationLevel)
    set(.body, body(3...8))
  }
}
