/// Verifies the terms, postings, positions and norms of one segment, field by field.
struct InvertedFieldsChecker {
  private let reader: SegmentReader
  private let liveCount: Int
  /// Lists and positions lie end to end over all fields.
  private var postingsEnd = 0
  private var positionsEnd = 0

  init(reader: SegmentReader) {
    self.reader = reader
    liveCount = reader.documentCount
  }

  private func name(_ part: String) -> String { SegmentFiles.name(reader.number, part) }

  mutating func check(_ report: inout CheckReport, progress: (String) -> Void) {
    for field in reader.invertedFields {
      progress("field \(field.info.name)")
      do throws(StorageError) {
        try check(field, &report)
      } catch {
        // The places of the lists of the fields that follow are not known without this one's.
        report.add(error, documents: liveCount)
        return
      }
    }
    let lengths = reader.checksummedFiles.reduce(into: [String: Int]()) {
      $0[$1.part] = $1.file.body.count
    }
    for (part, end) in [("postings", postingsEnd), ("positions", positionsEnd)]
    where lengths[part] != end {
      report.add(
        file: name(part),
        "its lists end at \(end), but it has \(lengths[part] ?? 0) bytes",
        documents: liveCount
      )
    }
  }

  private mutating func check(
    _ field: SegmentReader.InvertedField,
    _ report: inout CheckReport
  ) throws(StorageError) {
    var lists = PostingsChecker(reader: reader, field: field)
    var terms = Problem()
    var postings = Problem()
    var positions = Problem()
    var termCount = 0
    var previous: [UInt8] = []
    // The dictionary's index needs no look-ups of its own: the walk takes the first term of each
    // block from it, so that ascending terms are an ascending index.
    var cursor = try field.dictionary.makeCursor(
      from: UnsafeRawBufferPointer(start: nil, count: 0)
    )
    while let info = try cursor.next() {
      let term = cursor.term
      if termCount > 0 && !previous.lexicographicallyPrecedes(term) {
        terms.add("\(quoted(term)) does not come after \(quoted(previous))", documents: liveCount)
      }
      if info.postings.lowerBound != postingsEnd || info.positions.lowerBound != positionsEnd {
        terms.add(
          "the list of \(quoted(term)) does not begin where the one before ends",
          documents: info.documentFrequency
        )
      }
      postingsEnd = info.postings.upperBound
      positionsEnd = info.positions.upperBound
      previous = term
      termCount += 1
      report.postings += info.documentFrequency
      if let problem = lists.problem(of: info) {
        let reason = "the term \(quoted(term)) of field \(field.info.name) \(problem.reason)"
        if problem.isInPositions {
          positions.add(reason, documents: info.documentFrequency)
        } else {
          postings.add(reason, documents: info.documentFrequency)
        }
      }
    }
    report.terms += termCount
    if termCount != field.dictionary.termCount {
      terms.add(
        "field \(field.info.name) has \(termCount) terms instead of \(field.dictionary.termCount)",
        documents: liveCount
      )
    }
    terms.report(file: name("terms"), what: "terms", limit: liveCount, &report)
    postings.report(file: name("postings"), what: "lists", limit: liveCount, &report)
    positions.report(file: name("positions"), what: "lists", limit: liveCount, &report)
    if let reason = lists.problemOfNorms {
      report.add(
        file: name("norms"),
        "field \(field.info.name) \(reason)",
        documents: liveCount
      )
    }
  }

  private func quoted(_ term: [UInt8]) -> String {
    "\"\(String(decoding: term.prefix(60), as: UTF8.self))\""
  }
}

/// Verifies the posting lists of one field, one after the other.
struct PostingsChecker {
  private let reader: SegmentReader
  private let field: SegmentReader.InvertedField
  private let norms: UnsafeBufferPointer<UInt8>?
  private let inverseLengths: [Float]
  /// The documents that some list holds.
  private var covered: DocumentSet
  private var postingCount = 0
  private var found: [UInt32] = []
  private var foundBySkipping: [UInt32] = []

  struct ListProblem {
    var reason: String
    var isInPositions = false
  }

  init(reader: SegmentReader, field: SegmentReader.InvertedField) {
    self.reader = reader
    self.field = field
    norms = reader.norms(of: field)
    inverseLengths = BM25.inverseLengthTable(averageLength: field.info.averageLength)
    covered = DocumentSet(capacity: reader.documentCount)
  }

  /// What is wrong with a term's list, `nil` where nothing is.
  mutating func problem(of info: TermInfo) -> ListProblem? {
    do throws(StorageError) { return try walk(info) } catch {
      return ListProblem(reason: "has a list whose head is malformed")
    }
  }

  private mutating func walk(_ info: TermInfo) throws(StorageError) -> ListProblem? {
    let cursor = try reader.postings(of: info, in: field)
    let bounds = try reader.postings(of: info, in: field)
    var previous: Int64 = -1
    var count = 0
    var words = 0
    var positionBits = 0
    var positionBytes = 0
    while cursor.document != PostingsCursor.exhausted {
      let document = cursor.document
      guard Int64(document) > previous, document < cursor.documentCount else {
        return ListProblem(reason: "has a list whose documents do not ascend")
      }
      previous = Int64(document)
      let frequency = cursor.frequency()
      guard frequency > 0, cursor.wordFrequency() <= frequency else {
        return ListProblem(reason: "has a document with a frequency of 0")
      }
      if cursor.wordFrequency() > 0 { words += 1 }
      let norm = norms.map { $0[Int(document)] } ?? 0
      let impact = norms == nil ? 1 : Float(frequency) * inverseLengths[Int(norm)]
      guard bounds.highestImpact(from: document, before: document + 1) >= impact else {
        return ListProblem(
          reason: "has a higher impact in document \(document) than its block says"
        )
      }
      if info.hasPositions {
        cursor.readPositions(into: &found)
        if let reason = problemOfPositions(frequency: frequency, norm: norm) {
          return ListProblem(
            reason: "\(reason) in document \(document)",
            isInPositions: true
          )
        }
        positionBits +=
          PositionCode(frequency: frequency, longest: LengthNorm.longest(norm: norm)).bitCount
      }
      if count % BitPacking.blockSize == BitPacking.blockSize - 1 {
        positionBytes += (positionBits + 7) / 8
        positionBits = 0
        if let problem = try problemOfSkipping(to: document, info, sees: frequency) {
          return problem
        }
      }
      covered.insert(document)
      count += 1
      cursor.next()
    }
    positionBytes += (positionBits + 7) / 8
    postingCount += count
    if cursor.isDamaged { return ListProblem(reason: "has a list with a malformed block") }
    if count != info.documentFrequency {
      return ListProblem(reason: "has \(count) documents instead of \(info.documentFrequency)")
    }
    if words != info.wordDocumentFrequency {
      return ListProblem(
        reason: "is a word in \(words) documents instead of \(info.wordDocumentFrequency)"
      )
    }
    if info.hasPositions && positionBytes != info.positions.count {
      return ListProblem(
        reason: "has \(info.positions.count) bytes of positions instead of \(positionBytes)",
        isInPositions: true
      )
    }
    return nil
  }

  private func problemOfPositions(frequency: UInt32, norm: UInt8) -> String? {
    guard found.count == Int(frequency) else {
      return "has \(found.count) positions instead of \(frequency)"
    }
    for (left, right) in zip(found, found.dropFirst()) where left >= right {
      return "has positions that do not ascend"
    }
    // The norm knows the length roughly; this is what bounds a position's width too.
    guard let last = found.last, Int(last) < LengthNorm.longestLengths[Int(norm)] else {
      return "has a position behind the end"
    }
    return nil
  }

  /// Looks the last document of a block up from the start of the list, over the skip data.
  private mutating func problemOfSkipping(
    to document: UInt32,
    _ info: TermInfo,
    sees frequency: UInt32
  ) throws(StorageError) -> ListProblem? {
    let other = try reader.postings(of: info, in: field)
    other.advance(to: document)
    guard other.document == document, other.frequency() == frequency else {
      return ListProblem(reason: "has skip data that miss document \(document)")
    }
    guard info.hasPositions else { return nil }
    other.readPositions(into: &foundBySkipping)
    guard found == foundBySkipping else {
      return ListProblem(reason: "has skip data with wrong positions", isInPositions: true)
    }
    return nil
  }

  /// What is wrong with the field's norms, `nil` where nothing is. To be asked after all lists.
  var problemOfNorms: String? {
    guard let norms else {
      guard field.info.name == SegmentInfo.idField else { return "has no norms" }
      // Every document has one key.
      return postingCount == reader.documentCount && covered.count == reader.documentCount
        ? nil : "has keys for \(covered.count) of \(reader.documentCount) documents"
    }
    var shortest: UInt64 = 0
    var longest: UInt64 = 0
    var documents = 0
    for (document, norm) in norms.enumerated() {
      if norm == 0 && covered.contains(UInt32(document)) {
        return "gives document \(document) no length, although it has terms"
      }
      guard norm > 0 else { continue }
      documents += 1
      shortest += UInt64(LengthNorm.lengths[Int(norm)])
      longest += UInt64(LengthNorm.longestLengths[Int(norm)])
    }
    if documents != field.info.documentsWithField {
      return "gives \(documents) documents a length instead of \(field.info.documentsWithField)"
    }
    return field.info.totalLength >= shortest && field.info.totalLength <= longest
      ? nil : "has a total length of \(field.info.totalLength), which its norms contradict"
  }
}
