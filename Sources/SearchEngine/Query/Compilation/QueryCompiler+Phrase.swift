import TextAnalysis

extension QueryCompiler {
  /// A phrase becomes one group, whose posting lists are made here: documents with the number of
  /// times the phrase stands in the field. Its weight is the sum of its units' idf.
  mutating func compilePhrase(
    _ text: String,
    fields: [TextField],
    scores: Bool
  ) throws(SearchError) -> Plan {
    var indices: [Int] = []
    var sawUnit = false
    for analyzer in analyzers(of: fields) {
      let units = tokens(of: text, analyzer: analyzer).filter(\.isUnit)
      guard !units.isEmpty else { continue }
      sawUnit = true
      let own = fields.filter { $0.analyzer == analyzer }
      let group: TermGroup?
      if units.count == 1 {
        group = try makeGroup(term: units[0].term, fields: own, gram: 1, word: 0, isUnit: true)
      } else {
        group = try makePhrase(units, fields: own.filter(\.hasPositions))
      }
      if let index = add(group, scores: scores) { indices.append(index) }
    }
    guard sawUnit else { return .everything }
    return .groups(indices)
  }

  private func makePhrase(
    _ units: [QueryToken],
    fields: [TextField]
  ) throws(SearchError) -> TermGroup? {
    let first = units.map(\.position).min() ?? 0
    var weight: Float = 0
    for unit in units {
      let group = try makeGroup(term: unit.term, fields: fields, gram: 1, word: 0, isUnit: true)
      guard let group else { return nil }
      weight += group.gramWeight
    }
    var fieldTerms: [TermGroup.FieldTerm] = []
    for field in fields {
      var sources: [PostingsSource?] = []
      for segment in snapshot.segments {
        sources.append(
          try phrasePostings(units, first: first, field: field, segment: segment.reader)
        )
      }
      guard sources.contains(where: { $0 != nil }) else { continue }
      fieldTerms.append(
        TermGroup.FieldTerm(
          field: field.name,
          weightedInverseLengths: field.weightedInverseLengths,
          impactFactors: field.impactFactors,
          sources: sources
        )
      )
    }
    guard !fieldTerms.isEmpty else { return nil }
    return TermGroup(fields: fieldTerms, gramWeight: weight, wordWeight: 0, isUnit: false)
  }

  private func phrasePostings(
    _ units: [QueryToken],
    first: Int,
    field: TextField,
    segment: SegmentReader
  ) throws(SearchError) -> PostingsSource? {
    guard let inverted = segment.field(named: field.name) else { return nil }
    var parts: [PhraseMatching.Part] = []
    for unit in units {
      guard let info = try segment.info(for: unit.term, inField: field.name), info.hasPositions
      else { return nil }
      do throws(StorageError) {
        parts.append(
          PhraseMatching.Part(
            cursor: try segment.postings(of: info, in: inverted),
            offset: UInt32(unit.position - first)
          )
        )
      } catch { throw .storage(error) }
    }
    var matching = PhraseMatching(parts: parts)
    let maker = MadePostingsMaker(segment: segment, field: inverted)
    matching.forEachMatch { maker.add(document: $0, frequency: $1) }
    if matching.isDamaged { throw .storage(segment.damagedPostings) }
    return maker.finish().map { .made($0) }
  }
}

/// Collects postings made at query time, with the impacts that pruning needs.
final class MadePostingsMaker {
  private var encoder = PostingsEncoder(hasPositions: false)
  private let norms: UnsafeBufferPointer<UInt8>?
  private let inverseLengths: [Float]
  private let owner: SegmentReader

  init(segment: SegmentReader, field: SegmentReader.InvertedField) {
    owner = segment
    norms = segment.norms(of: field)
    inverseLengths = BM25.inverseLengthTable(averageLength: field.info.averageLength)
  }

  /// Adds a posting. Documents must ascend.
  func add(document: UInt32, frequency: UInt32) {
    let norm = norms.map { Int($0[Int(document)]) } ?? 0
    encoder.add(
      document: document,
      frequency: frequency,
      wordFrequency: 0,
      impact: Float(frequency) * inverseLengths[norm],
      positions: UnsafeBufferPointer(start: nil, count: 0),
      longest: 0
    )
  }

  /// The list, `nil` where it is empty.
  func finish() -> MadePostings? {
    guard encoder.documentFrequency > 0 else { return nil }
    return MadePostings(&encoder)
  }
}
