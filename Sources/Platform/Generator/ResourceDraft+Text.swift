extension ResourceDraft {
  /// An abstract of two to five sentences.
  mutating func summary() -> String {
    prose(1...3)
  }

  /// A long text of several paragraphs.
  mutating func body(_ paragraphs: ClosedRange<Int>) -> String {
    (0..<random.number(paragraphs)).map { _ in prose(2...6) }.joined(separator: "\n")
  }

  private mutating func prose(_ middles: ClosedRange<Int>) -> String {
    var text = ""
    text.reserveCapacity(600)
    write(random.pick(SentenceTemplate.openings), to: &text)
    // Steps prime to the number of sentences meet none twice.
    let step = random.pick([1, 3, 5])
    var next = random.below(SentenceTemplate.middles.count)
    for _ in 0..<random.number(middles) {
      write(SentenceTemplate.middles[next], to: &text)
      next = (next + step) % SentenceTemplate.middles.count
    }
    if random.happens(0.6) { write(random.pick(SentenceTemplate.closings), to: &text) }
    return text
  }

  private mutating func write(_ template: SentenceTemplate, to text: inout String) {
    // The closure cannot borrow the draft that is being changed, so the dice leave it meanwhile.
    var dice = self
    template.write(to: &text) { slot in dice.word(slot) }
    random = dice.random
  }

  private mutating func word(_ slot: SentenceTemplate.Slot) -> String {
    switch slot {
    case .major: major.name
    case .course: course
    case .skill: skills[0]
    case .skill2: skills[1]
    case .skill3: skills[2]
    case .equipment: random.happens(0.5) ? equipment : random.pick(category.equipment)
    case .occupation: Self.draw(category.occupations, Self.wordRanks, &random)
    case .industry: Self.draw(category.industries, Self.wordRanks, &random)
    case .school: school.name
    case .teacher: random.pick(school.teachers)
    case .hours: String(random.number(4...36) * 4)
    case .count: String(random.number(2...48))
    case .percent: String(random.number(60...98))
    case .year: String(year)
    case .model: modelNumber()
    case .quality: random.pick(SentenceTemplate.qualities)
    case .method: random.pick(SentenceTemplate.methods)
    }
  }

  /// The fields that most collections share.
  mutating func setCommon(title: String, level: String?) {
    set(.title, title)
    set(.summary, summary())
    set(
      .keywords,
      [skills[0], skills[1], course, skills[2]].prefix(random.number(2...4)).map(\.self)
    )
    set(.institutions, [school.name])
    set(.majors, [major.name])
    if let code = major.code { set(.majorCodes, [code]) }
    set(.majorCategory, category.code)
    if let level { set(.level, level) }
    set(.region, school.region)
    set(.language, "zh-Hans")
    set(.year, year)
    if let date = CalendarDate(year: year, month: random.number(1...12), day: random.number(1...28))
    {
      values.append(Resource.NamedValue(name: .published, value: .date(date)))
    }
    set(.url, "https://example.org/\(collection)/\(ordinal + 1)")
    if random.happens(0.15) {
      let pattern = random.pick(["Fundamentals of ", "", "Applied ", "Introduction to "])
      set(.titleEnglish, pattern + random.pick(category.english))
    }
  }

  /// National, provincial and school levels as they are spread.
  mutating func anyLevel() -> String {
    let share = random.unit()
    return share < 0.15
      ? "national"
      : share < 0.6 ? "provincial" : share < 0.68 ? "city" : share < 0.7 ? "county" : "school"
  }

  /// An ISBN-13 with its check digit; 978-7 is China's group.
  mutating func isbn() -> String {
    var digits = [9, 7, 8, 7] + (0..<8).map { _ in random.below(10) }
    let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
    digits.append((10 - sum % 10) % 10)
    let text = digits.map(String.init).joined()
    return "978-7-\(text.dropFirst(4).prefix(3))-\(text.dropFirst(7).prefix(5))-\(text.suffix(1))"
  }
}
