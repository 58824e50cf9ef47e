/// Makes one segment of several, leaving out deleted documents.
///
/// Terms are merged in order, one at a time, and posting lists are decoded and encoded anew: what is
/// held in memory is one term's postings, the norms and the columns.
struct SegmentMerger {
  private let sources: [IndexSnapshot.Segment]
  private let schema: Schema
  private let directory: any IndexDirectory
  private let segment: UInt64
  /// For each source: new number of each document, `UInt32.max` where it is deleted.
  private let numbers: [[UInt32]]
  /// Documents of the new segment.
  let documentCount: Int

  init(
    _ sources: [IndexSnapshot.Segment],
    schema: Schema,
    directory: any IndexDirectory,
    segment: UInt64
  ) {
    self.sources = sources
    self.schema = schema
    self.directory = directory
    self.segment = segment
    var next: UInt32 = 0
    numbers = sources.map { source in
      (0..<UInt32(source.reader.documentCount)).map { document in
        guard source.deleted?.contains(document) != true else { return .max }
        defer { next += 1 }
        return next
      }
    }
    documentCount = Int(next)
  }

  /// Writes the new segment's files, complete and synchronised, but in no commit yet.
  func write() throws(StorageError) {
    let writer = try InvertedFieldsWriter(directory: directory, segment: segment)
    try mergeField(SegmentInfo.idField, isText: false, into: writer)
    for field in schema.fields {
      if case .text = field.kind { try mergeField(field.name, isText: true, into: writer) }
    }
    try writer.finish()
    try mergeColumns()
    try mergeStored()
    try SegmentInfo(
      documentCount: documentCount,
      analyser: Manifest.analyserIdentity(of: schema),
      fields: writer.fields
    ).write(directory: directory, segment: segment)
  }

  // MARK: - Inverted fields

  private func mergeField(
    _ name: String,
    isText: Bool,
    into writer: InvertedFieldsWriter
  ) throws(StorageError) {
    var norms: [UInt8] = []
    var documentsWithField = documentCount
    var totalLength: UInt64 = 0
    if isText {
      (norms, documentsWithField, totalLength) = mergeNorms(name)
      guard documentsWithField > 0 else { return }
    }
    writer.beginField(
      named: name,
      norms: norms,
      documentsWithField: documentsWithField,
      totalLength: totalLength
    )
    var walks: [Walk] = []
    for (index, source) in sources.enumerated() {
      guard let field = source.reader.field(named: name) else { continue }
      let cursor = try field.dictionary.makeCursor(
        from: UnsafeRawBufferPointer(start: nil, count: 0)
      )
      var walk = Walk(source: index, field: field, cursor: cursor)
      if try walk.next() { walks.append(walk) }
    }
    while !walks.isEmpty {
      var least = walks[0].term
      for walk in walks.dropFirst() where walk.term.lexicographicallyPrecedes(least) {
        least = walk.term
      }
      try mergeTerm(least, from: walks, into: writer)
      var remaining: [Walk] = []
      for var walk in walks {
        if walk.term == least, try !walk.next() { continue }
        remaining.append(walk)
      }
      walks = remaining
    }
    try writer.endField()
  }

  private struct Walk {
    var source: Int
    var field: SegmentReader.InvertedField
    var cursor: TermDictionary.Cursor
    var term: [UInt8] = []
    var info: TermInfo?

    init(source: Int, field: SegmentReader.InvertedField, cursor: TermDictionary.Cursor) {
      self.source = source
      self.field = field
      self.cursor = cursor
    }

    mutating func next() throws(StorageError) -> Bool {
      info = try cursor.next()
      term = cursor.term
      return info != nil
    }
  }

  private func mergeTerm(
    _ term: [UInt8],
    from walks: [Walk],
    into writer: InvertedFieldsWriter
  ) throws(StorageError) {
    let holders = walks.filter { $0.term == term }
    let hasPositions = holders.allSatisfy { $0.info?.hasPositions == true }
    writer.beginTerm(hasPositions: hasPositions)
    var positions: [UInt32] = []
    for walk in holders {
      guard let info = walk.info else { continue }
      let reader = sources[walk.source].reader
      let postings = try reader.postings(of: info, in: walk.field)
      while postings.document != PostingsCursor.exhausted {
        let number = numbers[walk.source][Int(postings.document)]
        if number != .max {
          if hasPositions { postings.readPositions(into: &positions) }
          positions.withUnsafeBufferPointer {
            writer.addPosting(
              document: number,
              frequency: postings.frequency(),
              wordFrequency: postings.wordFrequency(),
              positions: $0
            )
          }
        }
        postings.next()
      }
      if postings.isDamaged { throw reader.damagedPostings }
    }
    try term.withUnsafeBytesThrowing { bytes throws(StorageError) in
      try writer.finishTerm(bytes)
    }
  }

  private func mergeNorms(_ name: String) -> ([UInt8], documentsWithField: Int, UInt64) {
    var merged: [UInt8] = []
    merged.reserveCapacity(documentCount)
    var documentsWithField = 0
    var totalLength: UInt64 = 0
    for (index, source) in sources.enumerated() {
      guard let field = source.reader.field(named: name), let norms = source.reader.norms(of: field)
      else {
        merged.append(
          contentsOf: repeatElement(0, count: numbers[index].count(where: { $0 != .max }))
        )
        continue
      }
      if source.deleted == nil {
        merged.append(contentsOf: norms)
        documentsWithField += field.info.documentsWithField
        totalLength += field.info.totalLength
        continue
      }
      // With documents gone, their share of the exact total is known by their norms only.
      for (document, number) in numbers[index].enumerated() where number != .max {
        merged.append(norms[document])
        guard norms[document] > 0 else { continue }
        documentsWithField += 1
        totalLength += UInt64(LengthNorm.lengths[Int(norms[document])])
      }
    }
    return (merged, documentsWithField, totalLength)
  }

  // MARK: - Columns and stored records

  private func mergeColumns() throws(StorageError) {
    let writer = try ColumnsWriter(
      directory: directory,
      name: SegmentFiles.name(segment, "columns"),
      documentCount: documentCount
    )
    for field in schema.fields {
      switch field.kind {
      case .keyword:
        let values = mergeKeywords(field.name)
        if !values.isEmpty { try writer.addKeyword(name: field.name, values: values) }
      case .integer:
        let values = mergeIntegers(field.name)
        if !values.isEmpty { try writer.addInteger(name: field.name, values: values) }
      case .text: break
      }
    }
    try writer.finish()
  }

  private func mergeKeywords(_ name: String) -> KeywordColumnBuilder {
    var builder = KeywordColumnBuilder()
    for (index, source) in sources.enumerated() {
      guard let column = source.reader.columns.keyword(named: name) else { continue }
      let handles = (0..<column.ordinalCount).map {
        builder.intern(column.value(ofOrdinal: $0 + 1))
      }
      for (document, number) in numbers[index].enumerated() where number != .max {
        column.forEachOrdinal(document) { builder.add(handles[$0 - 1], document: Int(number)) }
      }
    }
    return builder
  }

  private func mergeIntegers(_ name: String) -> IntegerColumnBuilder {
    var builder = IntegerColumnBuilder()
    for (index, source) in sources.enumerated() {
      guard let column = source.reader.columns.integer(named: name) else { continue }
      for (document, number) in numbers[index].enumerated() where number != .max {
        if let value = column.value(document) { builder.add(value, document: Int(number)) }
      }
    }
    return builder
  }

  private func mergeStored() throws(StorageError) {
    let writer = try StoredFieldsWriter(
      directory: directory,
      name: SegmentFiles.name(segment, "stored")
    )
    for (index, source) in sources.enumerated() {
      let cursor = source.reader.stored.makeCursor()
      for (document, number) in numbers[index].enumerated() where number != .max {
        try writer.append(try cursor.record(document))
      }
    }
    try writer.finish()
  }
}
