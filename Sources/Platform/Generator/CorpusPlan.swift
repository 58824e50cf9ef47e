/// How many resources of each collection a corpus has.
struct CorpusPlan: Sendable {
  /// A run of resources of one collection.
  struct Part: Sendable {
    let collection: String
    /// The index of the first in the corpus.
    let start: Int
    let count: Int
  }

  let parts: [Part]
  let count: Int

  /// The platform's own figures where it names them (1,318 libraries, 6,961 courses, 257 digital
  /// courses of textbooks, 508 ideology courses, about 38 common courses, 3,000 works and 30 of the
  /// class teacher competition, 19,923 virtual resources of which 6,033 models and 1,575 programs),
  /// modest ones elsewhere.
  static let platform: [(collection: String, count: Int)] = [
    ("teaching_resource_library", 1318),
    ("online_course", 6961),
    ("open_video_course", 160),
    ("textbook_digital_course", 257),
    ("ideology_course", 508),
    ("secondary_common_course", 38),
    ("teaching_competition_work", 3030),
    ("training_centre", 9800),
    ("model", 6033),
    ("training_software", 1575),
    ("institution_space", 2515),
    ("ethics_training", 20),
    ("general_training", 30),
    ("major_training", 40),
    ("project_training", 20),
    ("topic_training", 30),
    ("excellent_textbook", 60),
    ("ideology_textbook", 20),
    ("planned_textbook", 120),
    ("industry_resource", 60),
    ("spoc_course", 80),
    ("mooc_course", 80),
    ("platform_library", 40),
    ("new_form_textbook", 20),
    ("micro_lesson", lessonsOfFirstBook + 19 * lessonsOfOtherBooks),
    ("research_group", 40),
    ("shared_material", 60),
    ("standard_document", 40),
  ]

  /// One new-form textbook is known to have 216 micro-lessons.
  static let lessonsOfFirstBook = 216
  /// What the others have here.
  static let lessonsOfOtherBooks = 6

  init(scale: Double) {
    var parts: [Part] = []
    var start = 0
    for (collection, base) in Self.platform {
      let count = max(1, Int((Double(base) * scale).rounded()))
      parts.append(Part(collection: collection, start: start, count: count))
      start += count
    }
    self.parts = parts
    self.count = start
  }

  /// The collection and the ordinal within it of an index. O(collections).
  func place(of index: Int) -> (collection: String, ordinal: Int) {
    for part in parts where index < part.start + part.count {
      return (part.collection, index - part.start)
    }
    preconditionFailure("index \(index) of a corpus of \(count)")
  }

  /// The ordinal of the book that a micro-lesson belongs to, and its number in the book from 1.
  static func book(ofLesson ordinal: Int) -> (book: Int, number: Int) {
    if ordinal < lessonsOfFirstBook { return (0, ordinal + 1) }
    let rest = ordinal - lessonsOfFirstBook
    return (1 + rest / lessonsOfOtherBooks, 1 + rest % lessonsOfOtherBooks)
  }
}
