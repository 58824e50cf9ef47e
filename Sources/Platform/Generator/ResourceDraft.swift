/// A synthetic resource in the making: its words are drawn first, then its collection's fields.
struct ResourceDraft {
  static let majorRanks = ZipfDistribution(count: 16, exponent: 0.9)
  static let wordRanks = ZipfDistribution(count: 20, exponent: 0.6)
  static let schoolRanks = ZipfDistribution(count: School.count, exponent: 0.65)
  static let categoryRanks = ZipfDistribution(count: CategoryVocabulary.all.count, exponent: 0.75)
  /// The categories by how many resources they have; the vocabulary lists them by kind.
  static let categories: [CategoryVocabulary] = {
    let order = [
      "46", "51", "53", "52", "50", "44", "41", "55", "54", "57", "43", "49", "47", "42", "48",
      "56", "59", "45", "58",
    ]
    return order.compactMap { code in CategoryVocabulary.all.first { $0.code == code } }
  }()

  let seed: UInt64
  let collection: String
  let ordinal: Int
  var random: SplitMix64
  var values: [Resource.NamedValue] = []

  let category: CategoryVocabulary
  let major: CategoryVocabulary.Major
  let school: School
  let course: String
  let skills: [String]
  let equipment: String
  let year: Int

  init(seed: UInt64, collection: String, ordinal: Int) {
    self.seed = seed
    self.collection = collection
    self.ordinal = ordinal
    var random = SplitMix64(seed: seed, SplitMix64.stream(collection), ordinal)
    let category = Self.categories[Self.categoryRanks.rank(&random)]
    self.category = category
    self.major = Self.draw(category.majors, Self.majorRanks, &random)
    self.course = Self.draw(category.courses, Self.wordRanks, &random)
    var skills: [String] = []
    while skills.count < 3 {
      let skill = Self.draw(category.skills, Self.wordRanks, &random)
      if !skills.contains(skill) { skills.append(skill) }
    }
    self.skills = skills
    self.equipment = Self.draw(category.equipment, Self.wordRanks, &random)
    self.school = Self.school(for: category.code, &random)
    // More was made in recent years.
    self.year = 2024 - min(random.below(10), random.below(10))
    self.random = random
  }

  /// A word whose rank the distribution gives; ranks beyond the list fall on any word.
  static func draw<Word>(
    _ words: [Word],
    _ ranks: ZipfDistribution,
    _ random: inout SplitMix64
  ) -> Word {
    let rank = ranks.rank(&random)
    return rank < words.count ? words[rank] : random.pick(words)
  }

  /// A school that has the category: one known for another teaches it rarely.
  static func school(for category: String, _ random: inout SplitMix64) -> School {
    var school = School.all[schoolRanks.rank(&random)]
    for _ in 0..<4 where school.category != nil && school.category != category {
      school = School.all[schoolRanks.rank(&random)]
    }
    return school
  }

  mutating func set(_ name: FieldName, _ text: String) {
    if !text.isEmpty { values.append(Resource.NamedValue(name: name, value: .text(text))) }
  }

  mutating func set(_ name: FieldName, _ integer: Int) {
    values.append(Resource.NamedValue(name: name, value: .integer(Int64(integer))))
  }

  mutating func set(_ name: FieldName, _ texts: [String]) {
    var distinct: [String] = []
    for text in texts where !distinct.contains(text) { distinct.append(text) }
    if !distinct.isEmpty { values.append(Resource.NamedValue(name: name, value: .list(distinct))) }
  }

  mutating func people(_ count: ClosedRange<Int>) -> [String] {
    (0..<random.number(count)).map { _ in random.pick(school.teachers) }
  }

  /// A model number as makers write them, `ZK-2300B`.
  mutating func modelNumber() -> String {
    let letters = Array("ABCDEFGHJKLMNPRSTVWXYZ")
    var text = ""
    for _ in 0..<random.number(2...3) { text.append(random.pick(letters)) }
    text += "-\(random.number(1...99) * (random.happens(0.5) ? 10 : 100))"
    if random.happens(0.35) { text.append(random.pick(letters)) }
    return text
  }

  /// Numbers of use, few large and many small.
  mutating func skewed(_ highest: Int) -> Int {
    let share = random.unit()
    return Int(Double(highest) * share * share * share * share * share)
  }

  mutating func setUsage(_ highest: Int) {
    let learners = skewed(highest)
    let schools = skewed(400)
    set(.learners, learners)
    guard schools > 0 else { return }
    let teachers = schools * random.number(1...4)
    let citations = teachers + random.below(teachers + 1)
    set(.citingSchools, schools)
    set(.citingTeachers, teachers)
    set(.citations, citations)
    set(.classes, citations * random.number(1...7))
  }

  /// Marks the resource as synthetic and gives it out.
  mutating func finish() -> Resource {
    let id = CorpusGenerator.identifier(collection, ordinal)
    set(.id, id)
    set(.collection, collection)
    values.append(Resource.NamedValue(name: .synthetic, value: .boolean(true)))
    return Resource(id: id, collection: collection, values: values)
  }
}
