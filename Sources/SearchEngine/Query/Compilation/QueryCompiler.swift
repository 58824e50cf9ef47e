import TextAnalysis

/// Turns a query tree into what a search runs on: groups to score, and for each segment a matcher.
///
/// Document frequencies and lengths are taken over all segments, so that a document's score does
/// not depend on how the index is cut into segments.
struct QueryCompiler {
  let snapshot: IndexSnapshot
  let streamWeights: StreamWeights
  let textFields: [TextField]
  private(set) var groups: [TermGroup] = []
  private var sessions: [Analyzer.Kind: AnalysisSession] = [:]

  /// A text field and what scoring it needs.
  struct TextField {
    var name: String
    var analyzer: Analyzer.Kind
    var hasPositions: Bool
    var weightedInverseLengths: [Float]
    var impactFactors: [Float]
  }

  /// What a query tree compiles to, before it meets a segment.
  indirect enum Plan {
    case everything
    case nothing
    /// Documents in any list of these groups.
    case groups([Int])
    case all([Plan])
    case any([Plan])
    case not(Plan)
  }

  init(snapshot: IndexSnapshot, streamWeights: StreamWeights) {
    self.snapshot = snapshot
    self.streamWeights = streamWeights
    textFields = snapshot.schema.fields.compactMap { field in
      guard case .text(let analyzer, let weight, let positions) = field.kind else { return nil }
      return Self.textField(
        field.name,
        analyzer: analyzer,
        weight: weight,
        hasPositions: positions,
        in: snapshot
      )
    }
  }

  private static func textField(
    _ name: String,
    analyzer: Analyzer.Kind,
    weight: Float,
    hasPositions: Bool,
    in snapshot: IndexSnapshot
  ) -> TextField {
    var documents = 0
    var length: UInt64 = 0
    for segment in snapshot.segments {
      guard let field = segment.reader.field(named: name) else { continue }
      documents += field.info.documentsWithField
      length += field.info.totalLength
    }
    let average = documents > 0 && length > 0 ? Float(Double(length) / Double(documents)) : 1
    return TextField(
      name: name,
      analyzer: analyzer,
      hasPositions: hasPositions,
      weightedInverseLengths: BM25.inverseLengthTable(averageLength: average).map { $0 * weight },
      impactFactors: snapshot.segments.map { segment in
        let written = segment.reader.field(named: name)?.info.averageLength ?? average
        return weight * max(1, average / written)
      }
    )
  }

  // MARK: - The tree

  /// Compiles a query: adds its scored groups and gives the plan of what matches.
  mutating func compile(_ query: Query, scores: Bool = true) throws(SearchError) -> Plan {
    switch query {
    case .all: return .everything
    case .text(let text, let match, let names):
      return try compileText(text, match: match, fields: fields(names), scores: scores)
    case .phrase(let text, let names):
      return try compilePhrase(text, fields: fields(names), scores: scores)
    case .prefix(let text, let names):
      return try compilePrefix(text, fields: fields(names), scores: scores)
    case .term(let term, let name):
      let group = try makeGroup(
        term: Array(term.utf8),
        fields: fields([name]),
        gram: 0,
        word: 1,
        isUnit: true
      )
      return add(group, scores: scores).map { .groups([$0]) } ?? .nothing
    case .and(let parts):
      var plans: [Plan] = []
      for part in parts { plans.append(try compile(part, scores: scores)) }
      return plans.isEmpty ? .everything : .all(plans)
    case .or(let parts):
      var plans: [Plan] = []
      for part in parts { plans.append(try compile(part, scores: scores)) }
      return plans.isEmpty ? .nothing : .any(plans)
    case .not(let part):
      return .not(try compile(part, scores: false))
    }
  }

  private func fields(_ names: [String]?) throws(SearchError) -> [TextField] {
    guard let names else { return textFields }
    var chosen: [TextField] = []
    for name in names {
      guard let definition = snapshot.schema.field(named: name) else { throw .unknownField(name) }
      guard let field = textFields.first(where: { $0.name == definition.name }) else {
        throw .wrongFieldKind(field: name, expected: "a text field")
      }
      chosen.append(field)
    }
    return chosen
  }

  /// Adds a group; one that scores nothing is kept for matching alone.
  mutating func add(_ group: TermGroup?, scores: Bool) -> Int? {
    guard var group else { return nil }
    if !scores {
      group.gramWeight = 0
      group.wordWeight = 0
    }
    groups.append(group)
    return groups.count - 1
  }

  // MARK: - Text

  /// A token of a query's text.
  struct QueryToken {
    var term: [UInt8]
    var streams: TokenStreams
    var position: Int
    var isUnit: Bool
    var count: Int
  }

  mutating func tokens(of text: String, analyzer: Analyzer.Kind) -> [QueryToken] {
    let session = sessions[analyzer] ?? Analyzer(analyzer).makeSession()
    sessions[analyzer] = session
    let analyzed = session.analyze(text)
    return analyzed.tokens.map { token in
      QueryToken(
        term: Array(analyzed.term(of: token)),
        streams: token.streams,
        position: Int(token.position),
        isUnit: token.unitCount == 1,
        count: 1
      )
    }
  }

  /// The analysers of the fields, each once, in the fields' order.
  func analyzers(of fields: [TextField]) -> [Analyzer.Kind] {
    fields.reduce(into: []) { kinds, field in
      if !kinds.contains(field.analyzer) { kinds.append(field.analyzer) }
    }
  }

  private mutating func compileText(
    _ text: String,
    match: TextMatch,
    fields: [TextField],
    scores: Bool
  ) throws(SearchError) -> Plan {
    var alternatives: [Plan] = []
    for analyzer in analyzers(of: fields) {
      let own = fields.filter { $0.analyzer == analyzer }
      var unique: [QueryToken] = []
      var places: [[UInt8]: Int] = [:]
      for token in tokens(of: text, analyzer: analyzer) {
        if let place = places[token.term] {
          unique[place].count += 1
          unique[place].streams.formUnion(token.streams)
        } else {
          places[token.term] = unique.count
          unique.append(token)
        }
      }
      var units: [Plan] = []
      var any: [Int] = []
      for token in unique {
        let weights = streamWeights(of: token.streams, analyzer: analyzer)
        let group = try makeGroup(
          term: token.term,
          fields: own,
          gram: weights.gram * Float(token.count),
          word: weights.word * Float(token.count),
          isUnit: token.isUnit
        )
        let index = add(group, scores: scores)
        if token.isUnit { units.append(index.map { .groups([$0]) } ?? .nothing) }
        if let index { any.append(index) }
      }
      guard !unique.isEmpty else { continue }
      switch match {
      case .all: alternatives.append(units.count == 1 ? units[0] : .all(units))
      case .any: alternatives.append(.groups(any))
      }
    }
    // Text without a single token (spaces, punctuation) asks for nothing in particular.
    guard !alternatives.isEmpty else { return .everything }
    return alternatives.count == 1 ? alternatives[0] : .any(alternatives)
  }

  private func streamWeights(
    of streams: TokenStreams,
    analyzer: Analyzer.Kind
  ) -> (gram: Float, word: Float) {
    guard analyzer == .chinese else { return (0, 1) }
    var gram: Float = 0
    if streams.contains(.bigrams) { gram += Self.bounded(streamWeights.bigrams) }
    if streams.contains(.characters) { gram += Self.bounded(streamWeights.characters) }
    return (gram, streams.contains(.words) ? Self.bounded(streamWeights.words) : 0)
  }

  /// What is not a number or negative counts as zero; scores stay far below what a float holds.
  private static func bounded(_ weight: Float) -> Float {
    weight > 0 ? min(weight, 1_000_000) : 0
  }

  // MARK: - Groups

  /// A group for a term in some fields, `nil` where no document holds it.
  func makeGroup(
    term: [UInt8],
    fields: [TextField],
    gram: Float,
    word: Float,
    isUnit: Bool
  ) throws(SearchError) -> TermGroup? {
    var fieldTerms: [TermGroup.FieldTerm] = []
    var highest = 0
    var highestWords = 0
    for field in fields {
      var sources: [PostingsSource?] = []
      var documents = 0
      var words = 0
      for segment in snapshot.segments {
        let info = try segment.reader.info(for: term, inField: field.name)
        sources.append(info.map { .term($0) })
        documents += info?.documentFrequency ?? 0
        words += info?.wordDocumentFrequency ?? 0
      }
      guard documents > 0 else { continue }
      highest = max(highest, documents)
      highestWords = max(highestWords, words)
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
    let all = snapshot.documentCountWithDeleted
    return TermGroup(
      fields: fieldTerms,
      gramWeight: gram > 0
        ? gram * BM25.inverseDocumentFrequency(highest, of: all) * (BM25.k1 + 1) : 0,
      wordWeight: word > 0 && highestWords > 0
        ? word * BM25.inverseDocumentFrequency(highestWords, of: all) * (BM25.k1 + 1) : 0,
      isUnit: isUnit
    )
  }
}

extension SegmentReader {
  /// What a field's dictionary knows of a term.
  func info(for term: [UInt8], inField name: String) throws(SearchError) -> TermInfo? {
    guard let field = field(named: name) else { return nil }
    var found: TermInfo?
    var failure: StorageError?
    term.withUnsafeBytes { bytes in
      do throws(StorageError) {
        found = try field.dictionary.info(for: bytes)
      } catch { failure = error }
    }
    if let failure { throw .storage(failure) }
    return found
  }
}
