/// The words of one major category. Lists are written as one text each, `|` between the words and
/// the commoner ones first.
struct CategoryVocabulary: Sendable {
  struct Major: Sendable {
    let name: String
    /// The code of the national catalogue of 2021, for majors that carry one here.
    let code: String?
  }

  let code: String
  let majors: [Major]
  let courses: [String]
  let skills: [String]
  let equipment: [String]
  let occupations: [String]
  let industries: [String]
  let english: [String]

  init(
    _ code: String,
    majors: String,
    courses: String,
    skills: String,
    equipment: String,
    occupations: String,
    industries: String,
    english: String
  ) {
    func words(_ text: String) -> [String] { text.split(separator: "|").map(String.init) }
    self.code = code
    self.majors = words(majors).map { word in
      let parts = word.split(separator: " ", maxSplits: 1).map(String.init)
      return parts.count == 2
        ? Major(name: parts[1], code: parts[0]) : Major(name: word, code: nil)
    }
    self.courses = words(courses)
    self.skills = words(skills)
    self.equipment = words(equipment)
    self.occupations = words(occupations)
    self.industries = words(industries)
    self.english = words(english)
  }

  /// The categories, those with most resources first.
  static let all: [CategoryVocabulary] = engineering + services + landAndLife
}
