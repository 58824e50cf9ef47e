import TextAnalysis

/// Collects documents in memory and writes them as one segment.
final class SegmentBuilder {
  private enum Column {
    case keyword(Box<KeywordColumnBuilder>)
    case integer(Box<IntegerColumnBuilder>)
  }

  /// Holds a builder in one place, so that adding to it copies nothing.
  private final class Box<Builder> {
    var builder: Builder

    init(_ builder: Builder) { self.builder = builder }
  }

  private final class TextField {
    let name: String
    let session: AnalysisSession
    var postings: PostingsAccumulator
    var norms: [UInt8] = []
    var totalLength: UInt64 = 0
    var documentsWithField = 0

    init(name: String, session: AnalysisSession, postings: consuming PostingsAccumulator) {
      self.name = name
      self.session = session
      self.postings = postings
    }
  }

  /// Between two values of one field, so that no phrase runs from one into the next.
  private static let valueGap: UInt32 = 1

  private let schema: Schema
  private let fieldIndex: [String: Int]
  private var texts: [TextField] = []
  private var columns: [Int: Column] = [:]
  private var ids = PostingsAccumulator(recordsPositions: false)
  private var stored: StoredFieldsWriter?
  private let directory: any IndexDirectory
  /// The segment's number, in its files' names.
  let segment: UInt64
  private(set) var documentCount = 0
  private(set) var deleted: Set<UInt32> = []

  init(schema: Schema, directory: any IndexDirectory, segment: UInt64) {
    self.schema = schema
    self.directory = directory
    self.segment = segment
    var index: [String: Int] = [:]
    var sessions: [Analyzer.Kind: AnalysisSession] = [:]
    for (place, field) in schema.fields.enumerated() {
      index[field.name] = place
      switch field.kind {
      case .text(let analyzer, _, let positions):
        let session = sessions[analyzer] ?? Analyzer(analyzer).makeSession()
        sessions[analyzer] = session
        let text = TextField(
          name: field.name,
          session: session,
          postings: PostingsAccumulator(recordsPositions: positions)
        )
        texts.append(text)
      case .keyword: columns[place] = .keyword(Box(KeywordColumnBuilder()))
      case .integer: columns[place] = .integer(Box(IntegerColumnBuilder()))
      }
    }
    fieldIndex = index
  }

  /// Bytes of memory the collected documents take, roughly.
  var memoryUsed: Int {
    var bytes = ids.memoryUsed
    for text in texts { bytes += text.postings.memoryUsed + text.norms.count }
    for column in columns.values {
      switch column {
      case .keyword(let box): bytes += box.builder.approximateByteCount
      case .integer(let box): bytes += box.builder.approximateByteCount
      }
    }
    return bytes
  }

  /// Whether the segment must be written before more can be added.
  var isFull: Bool {
    documentCount >= Int(Int32.max) - 1 || texts.contains { $0.postings.isNearlyFull }
  }

  // MARK: - Adding

  /// Adds a document, replacing one of this segment with the same id.
  ///
  /// - Throws: ``IndexError/document(_:)`` before anything was taken from the document.
  func add(_ document: Document) throws(IndexError) {
    do throws(DocumentError) { try validate(document) } catch { throw .document(error) }
    let number = UInt32(documentCount)
    do throws(StorageError) {
      if stored == nil {
        stored = try StoredFieldsWriter(
          directory: directory,
          name: SegmentFiles.name(segment, "stored")
        )
      }
      try stored?.append(StoredDocument(id: document.id, stored: document.stored).record)
    } catch { throw .storage(error) }
    documentCount += 1
    if let earlier = ids.lastDocument(of: document.id) { deleted.insert(earlier) }
    ids.add(value: document.id, document: number)
    ids.finishDocument(number)
    for text in texts { addText(text, of: document, number: number) }
    for value in document.values { addColumnValue(value, number: number) }
  }

  private func validate(_ document: Document) throws(DocumentError) {
    guard !document.id.isEmpty, document.id.utf8.count <= PostingsAccumulator.longestTerm else {
      throw .invalidID(document.id)
    }
    var single: Set<Int> = []
    for value in document.values {
      guard let place = fieldIndex[value.field] else {
        throw .unknownField(id: document.id, field: value.field)
      }
      switch (schema.fields[place].kind, value.value) {
      case (.text, .text), (.keyword(multiple: true), .keyword): break
      case (.keyword(multiple: false), .keyword), (.integer, .integer):
        guard single.insert(place).inserted else {
          throw .tooManyValues(id: document.id, field: value.field)
        }
      case (.text, _):
        throw .wrongType(id: document.id, field: value.field, expected: "text")
      case (.keyword, _):
        throw .wrongType(id: document.id, field: value.field, expected: "a keyword")
      case (.integer, _):
        throw .wrongType(id: document.id, field: value.field, expected: "an integer")
      }
    }
  }

  private func addText(_ text: TextField, of document: Document, number: UInt32) {
    var length: UInt32 = 0
    for value in document.values where value.field == text.name {
      guard case .text(let string) = value.value else { continue }
      let analyzed = text.session.analyze(string)
      guard analyzed.unitCount > 0 else { continue }
      if length > 0 { length += Self.valueGap }
      text.postings.add(analyzed, document: number, positionOffset: length)
      length += UInt32(analyzed.unitCount)
    }
    if length > 0 { text.postings.finishDocument(number) }
    text.norms.append(LengthNorm.code(for: Int(length)))
    guard length > 0 else { return }
    text.totalLength += UInt64(length)
    text.documentsWithField += 1
  }

  private func addColumnValue(_ value: FieldValue, number: UInt32) {
    guard let place = fieldIndex[value.field], let column = columns[place] else { return }
    switch (column, value.value) {
    case (.keyword(let box), .keyword(let keyword)):
      box.builder.add(keyword, document: Int(number))
    case (.integer(let box), .integer(let integer)):
      box.builder.add(integer, document: Int(number))
    default: break
    }
  }

  /// Marks the document with an id deleted; says whether there was one.
  func delete(id: String) -> Bool {
    guard let document = ids.lastDocument(of: id) else { return false }
    return deleted.insert(document).inserted
  }

  // MARK: - Writing

  /// Writes the segment's files. They are complete and synchronised, but in no commit yet.
  func write() throws(StorageError) {
    let writer = try InvertedFieldsWriter(directory: directory, segment: segment)
    writer.beginField(
      named: SegmentInfo.idField,
      norms: [],
      documentsWithField: documentCount,
      totalLength: 0
    )
    try write(ids, to: writer)
    try writer.endField()
    // A field that no document has costs nothing: readers take a missing field for an empty one.
    for text in texts where text.documentsWithField > 0 {
      writer.beginField(
        named: text.name,
        norms: text.norms,
        documentsWithField: text.documentsWithField,
        totalLength: text.totalLength
      )
      try write(text.postings, to: writer)
      try writer.endField()
    }
    try writer.finish()
    try writeColumns()
    try stored?.finish()
    try SegmentInfo(
      documentCount: documentCount,
      analyser: Manifest.analyserIdentity(of: schema),
      fields: writer.fields
    ).write(directory: directory, segment: segment)
  }

  private func write(
    _ postings: borrowing PostingsAccumulator,
    to writer: InvertedFieldsWriter
  ) throws(StorageError) {
    var positions: [UInt32] = []
    for term in postings.sortedTerms() {
      writer.beginTerm(hasPositions: postings.hasPositions(term))
      postings.forEachPosting(of: term, positions: &positions) { posting, positions in
        writer.addPosting(
          document: posting.document,
          frequency: posting.frequency,
          wordFrequency: posting.wordFrequency,
          positions: positions
        )
      }
      try postings.withBytes(of: term) { bytes throws(StorageError) in
        try writer.finishTerm(bytes)
      }
    }
  }

  private func writeColumns() throws(StorageError) {
    let writer = try ColumnsWriter(
      directory: directory,
      name: SegmentFiles.name(segment, "columns"),
      documentCount: documentCount
    )
    for place in columns.keys.sorted() {
      switch columns[place] {
      // Like a field without postings, a column without values is left out.
      case .keyword(let box) where !box.builder.isEmpty:
        try writer.addKeyword(name: schema.fields[place].name, values: box.builder)
      case .integer(let box) where !box.builder.isEmpty:
        try writer.addInteger(name: schema.fields[place].name, values: box.builder)
      default: break
      }
    }
    try writer.finish()
  }
}

extension SegmentInfo {
  /// Writes the `segment` file.
  func write(directory: any IndexDirectory, segment: UInt64) throws(StorageError) {
    let output = try ChecksummedWriter(
      directory: directory,
      name: SegmentFiles.name(segment, "segment"),
      kind: .segment
    )
    try write(to: output)
    try output.finish()
  }
}
