import Testing

@testable import Platform

@Suite("The corpus generator")
struct CorpusGeneratorTests {
  @Test("makes only records that the dictionary accepts, all marked synthetic")
  func validity() throws {
    let seed = UInt64.random(in: 0 ... .max)
    let corpus = CorpusGenerator(seed: seed, scale: 0.03)
    var ids: Set<String> = []
    var collections: Set<String> = []
    for record in corpus {
      let place = RecordPlace(source: "seed \(seed)")
      let again = try Resource(json: record.canonicalJSON, at: place)
      #expect(again == record, "seed \(seed)")
      #expect(record[.synthetic] == .boolean(true))
      #expect(ids.insert(record.id).inserted, "seed \(seed): \(record.id) twice")
      collections.insert(record.collection)
    }
    #expect(collections == Set(CollectionCatalogue.all.map(\.code)))
  }

  @Test("gives the same records for the same seed, others for another")
  func determinism() {
    let first = CorpusGenerator(seed: 7, scale: 0.01)
    let second = CorpusGenerator(seed: 7, scale: 0.01)
    let other = CorpusGenerator(seed: 8, scale: 0.01)
    #expect(first.elementsEqual(second))
    #expect(!first.elementsEqual(other))
    #expect(first.reversed().elementsEqual(second.reversed()))
  }

  @Test("does not let a record depend on the corpus's size")
  func independenceOfScale() {
    let small = Dictionary(
      uniqueKeysWithValues: CorpusGenerator(seed: 3, scale: 0.01).map { ($0.id, $0) }
    )
    var met = 0
    for record in CorpusGenerator(seed: 3, scale: 0.02) {
      guard let same = small[record.id] else { continue }
      met += 1
      #expect(same == record)
    }
    #expect(met == small.count)
  }

  @Test("keeps the same bytes for a seed on every machine")
  func fixedRecord() {
    let record = CorpusGenerator(seed: 42, scale: 1)[20_000]
    #expect(record.id == "syn:training_centre:7729")
    let checksum = CorpusGenerator(seed: 42, scale: 0.01).reduce(UInt64(0)) { sum, record in
      record.canonicalJSON.reduce(sum) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
    #expect(checksum == 15_817_987_323_417_260_683)
  }

  @Test("has the platform's proportions at scale 1")
  func proportions() {
    let corpus = CorpusGenerator(seed: 1, scale: 1)
    #expect((32_500...34_500).contains(corpus.count), "\(corpus.count)")
    var counts: [String: Int] = [:]
    for part in CorpusPlan(scale: 1).parts { counts[part.collection] = part.count }
    #expect(counts["online_course"] == 6961)
    #expect(counts["teaching_resource_library"] == 1318)
    #expect(counts["model"] == 6033)
    #expect(counts["training_software"] == 1575)
    let virtual = VirtualSimulationCentre.collections.map { counts[$0.code] ?? 0 }.reduce(0, +)
    #expect(virtual == 19_923)
    let start = 1318
    let levels = corpus[start..<start + 1160].map { $0.text(.educationLevel) }
    #expect(levels.filter { $0 == "secondary_vocational" }.count == 88)
    #expect(levels.filter { $0 == "higher_vocational" }.count == 1066)
    #expect(levels.filter { $0 == "vocational_undergraduate" }.count == 6)
  }

  @Test("makes micro-lessons parts of books that are in the corpus")
  func wholeBooks() {
    let corpus = CorpusGenerator(seed: 5, scale: 1)
    let books = Dictionary(
      uniqueKeysWithValues: corpus.lazy.filter { $0.collection == "new_form_textbook" }
        .map { ($0.id, $0) }
    )
    var lessons: [String: Int] = [:]
    for record in corpus where record.collection == "micro_lesson" {
      lessons[record.text(.partOf) ?? "", default: 0] += 1
    }
    #expect(lessons.count == books.count)
    for (id, count) in lessons { #expect(books[id]?.integer(.microLessonCount) == Int64(count)) }
  }

  @Test("spreads its words unevenly: few majors and schools have most resources")
  func skew() {
    var majors: [String: Int] = [:]
    var total = 0
    for record in CorpusGenerator(seed: 9, scale: 0.1) {
      for major in record.texts(.majors) { majors[major, default: 0] += 1 }
      total += 1
    }
    let counts = majors.values.sorted(by: >)
    #expect(counts.count > 150)
    #expect(counts.prefix(20).reduce(0, +) * 3 > total)
    #expect((counts.last ?? 0) * 20 < counts[0])
  }

  @Test("writes ISBNs whose check digit is right")
  func isbn() {
    for record in CorpusGenerator(seed: 2, scale: 0.05) {
      guard let isbn = record.text(.isbn) else { continue }
      let digits = isbn.compactMap(\.wholeNumberValue)
      #expect(digits.count == 13)
      let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
      #expect(sum % 10 == 0, "\(isbn)")
    }
  }
}
