extension CodeTable {
  /// The distinctions a resource may carry, several at a time.
  public static let honours = CodeTable(
    "honours",
    "荣誉",
    "Honours",
    [
      Code("national_quality_online_course", "国家在线精品课程", "National quality online course"),
      Code("national_resource_library", "国家级专业教学资源库", "National teaching resource library"),
      Code("ideology_demonstration", "课程思政示范课程", "Ideology-in-courses demonstration course"),
      Code("national_textbook_award", "全国优秀教材奖", "National textbook award"),
      Code("planned_textbook_13", "“十三五”国家规划教材", "13th Five-Year Plan national textbook"),
      Code("planned_textbook_14", "“十四五”国家规划教材", "14th Five-Year Plan national textbook"),
      Code("double_high", "双高计划", "Double High Plan"),
      Code(
        "demonstration_virtual",
        "国家示范性虚拟仿真实训基地",
        "National demonstration virtual simulation training base"
      ),
      Code("competition_first", "大赛一等奖", "Competition first prize"),
      Code("competition_second", "大赛二等奖", "Competition second prize"),
      Code("competition_third", "大赛三等奖", "Competition third prize"),
    ]
  )

  /// The prizes of the teaching competitions.
  public static let awards = CodeTable(
    "awards",
    "奖项",
    "Awards",
    [
      Code("special", "特等奖", "Special prize"),
      Code("first", "一等奖", "First prize"),
      Code("second", "二等奖", "Second prize"),
      Code("third", "三等奖", "Third prize"),
      Code("excellence", "优秀奖", "Excellence award", or: "優異獎", "优异奖"),
    ]
  )

  /// The national competitions whose works the platform shows.
  public static let competitions = CodeTable(
    "competitions",
    "赛项",
    "Competitions",
    [
      Code("教学能力比赛", "教学能力比赛", "Teaching ability competition"),
      Code("班主任大赛", "班主任大赛", "Class teacher competition"),
    ]
  )
}
