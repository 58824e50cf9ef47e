/// The key of a field in a record, as the JSON spells it.
///
/// What a field means, holds and is used for is declared once, in ``DataDictionary/fields``.
public enum FieldName: String, CaseIterable, Sendable, Hashable {
  case id, collection, title, summary, body
  case titleEnglish = "title_en"
  case keywords, institutions, teachers, majors
  case majorCodes = "major_codes"
  case majorCategory = "major_category"
  case educationLevel = "education_level"
  case level, region, language, year, published, honours, url
  case sourcePlatform = "source_platform"
  case owner, synthetic

  case learners
  case citingSchools = "citing_schools"
  case citingTeachers = "citing_teachers"
  case citations, classes

  case majorGroup = "major_group"
  case participatingInstitutions = "participating_institutions"
  case hours
  case courseCategory = "course_category"
  case workload, duration
  case contentTypes = "content_types"
  case speakers, textbook, isbn, publisher, authors, team, subject, competition, group, award
  case equipment
  case fileKind = "file_kind"
  case topic, trainers, plan, industry, enterprise, occupation, entrances
  case microLessonCount = "micro_lesson_count"
  case partOf = "part_of"
  case chapter, minutes
  case groupName = "group_name"
  case members
  case documentNumber = "document_number"
  case issuer

  /// The field's place in ``allCases``.
  ///
  /// An enum without payloads is stored as the number of its case; a test holds the compiler to it.
  var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

  /// Hashes the ordinal: the standard library would hash the raw value's bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(ordinal) }
}
