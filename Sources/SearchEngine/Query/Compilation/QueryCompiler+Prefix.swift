import TextAnalysis

extension QueryCompiler {
  /// At most so many terms of a field are taken for a prefix, in dictionary order.
  private static var longestExpansion: Int { 1024 }

  /// A prefix becomes one group over the union of its terms' documents.
  ///
  /// Where the text has several units, all but the last must stand as a phrase; and since a Han
  /// character is complete as it is, a prefix that ends in one is a phrase altogether.
  mutating func compilePrefix(
    _ text: String,
    fields: [TextField],
    scores: Bool
  ) throws(SearchError) -> Plan {
    var alternatives: [Plan] = []
    for analyzer in analyzers(of: fields) {
      let own = fields.filter { $0.analyzer == analyzer }
      let units = tokens(of: text, analyzer: analyzer).filter(\.isUnit)
      guard let last = units.last else { continue }
      if analyzer == .chinese, units.count > 1 || !last.streams.contains(.bigrams) {
        // A single Han character carries the character stream alone; a longer text is a phrase.
        let phrase = try compilePhrase(text, fields: own, scores: scores)
        alternatives.append(phrase)
        if units.count == 1 || !last.streams.contains(.bigrams) { continue }
        let head = units.dropLast().map { String(decoding: $0.term, as: UTF8.self) }
        let start = try compilePhrase(
          head.joined(separator: " "),
          fields: own,
          scores: scores
        )
        let end = try expand(last.term, fields: own, scores: scores)
        alternatives.append(.all([start, end]))
      } else {
        alternatives.append(try expand(last.term, fields: own, scores: scores))
      }
    }
    guard !alternatives.isEmpty else { return .everything }
    return alternatives.count == 1 ? alternatives[0] : .any(alternatives)
  }

  private mutating func expand(
    _ prefix: [UInt8],
    fields: [TextField],
    scores: Bool
  ) throws(SearchError) -> Plan {
    var fieldTerms: [TermGroup.FieldTerm] = []
    var documents = 0
    for field in fields {
      var sources: [PostingsSource?] = []
      var found = 0
      for segment in snapshot.segments {
        let made: MadePostings?
        do throws(StorageError) {
          made = try union(of: prefix, field: field, segment: segment.reader)
        } catch { throw .storage(error) }
        found += made?.info.documentFrequency ?? 0
        sources.append(made.map { .made($0) })
      }
      guard found > 0 else { continue }
      documents = max(documents, found)
      fieldTerms.append(
        TermGroup.FieldTerm(
          field: field.name,
          weightedInverseLengths: field.weightedInverseLengths,
          impactFactors: field.impactFactors,
          sources: sources
        )
      )
    }
    guard !fieldTerms.isEmpty else { return .nothing }
    let weight =
      BM25.inverseDocumentFrequency(documents, of: snapshot.documentCountWithDeleted)
      * (BM25.k1 + 1)
    let group = TermGroup(fields: fieldTerms, gramWeight: weight, wordWeight: 0, isUnit: false)
    return add(group, scores: scores).map { .groups([$0]) } ?? .nothing
  }

  private func union(
    of prefix: [UInt8],
    field: TextField,
    segment: SegmentReader
  ) throws(StorageError) -> MadePostings? {
    guard let inverted = segment.field(named: field.name) else { return nil }
    var cursor = try prefix.withUnsafeBytesThrowing { bytes throws(StorageError) in
      try inverted.dictionary.makeCursor(from: bytes)
    }
    var frequencies: [UInt32: UInt32] = [:]
    var expansions = 0
    while expansions < Self.longestExpansion, let info = try cursor.next() {
      guard cursor.term.starts(with: prefix) else { break }
      expansions += 1
      let postings = try segment.postings(of: info, in: inverted)
      while postings.document != PostingsCursor.exhausted {
        let sum = UInt64(frequencies[postings.document] ?? 0) + UInt64(postings.frequency())
        frequencies[postings.document] = UInt32(min(sum, UInt64(Int32.max)))
        postings.next()
      }
      if postings.isDamaged { throw segment.damagedPostings }
    }
    let maker = MadePostingsMaker(segment: segment, field: inverted)
    for (document, frequency) in frequencies.sorted(by: { $0.key < $1.key }) {
      maker.add(document: document, frequency: frequency)
    }
    return maker.finish()
  }
}

extension [UInt8] {
  /// `withUnsafeBytes` for bodies with typed throws.
  func withUnsafeBytesThrowing<Result>(
    _ body: (UnsafeRawBufferPointer) throws(StorageError) -> Result
  ) throws(StorageError) -> Result {
    let outcome: Swift.Result<Result, StorageError> = withUnsafeBytes { bytes in
      do throws(StorageError) { return .success(try body(bytes)) } catch { return .failure(error) }
    }
    return try outcome.get()
  }
}
