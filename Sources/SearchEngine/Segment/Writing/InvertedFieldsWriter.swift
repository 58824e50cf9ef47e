/// Writes a segment's terms, postings, positions and norms, field by field, term by term.
///
/// Both a flush from memory and a merge write through it.
final class InvertedFieldsWriter {
  private let terms: ChecksummedWriter
  private let postings: ChecksummedWriter
  private let positions: ChecksummedWriter
  private let norms: ChecksummedWriter
  private var normsCount = 0
  private var dictionary: TermDictionaryWriter
  private var name = ""
  private var fieldNorms: [UInt8] = []
  private var statistics = (documents: 0, length: UInt64(0))
  private var inverseLengths: [Float] = []
  private var encoder = PostingsEncoder(hasPositions: false)
  private var listBytes: [UInt8] = []
  private var positionBytes: [UInt8] = []
  private(set) var fields: [SegmentInfo.Field] = []

  init(directory: any IndexDirectory, segment: UInt64) throws(StorageError) {
    func writer(_ part: String, _ kind: FileKind) throws(StorageError) -> ChecksummedWriter {
      try ChecksummedWriter(
        directory: directory,
        name: SegmentFiles.name(segment, part),
        kind: kind
      )
    }
    terms = try writer("terms", .terms)
    postings = try writer("postings", .postings)
    positions = try writer("positions", .positions)
    norms = try writer("norms", .norms)
    dictionary = TermDictionaryWriter(output: terms)
  }

  /// Starts a field.
  ///
  /// - Parameters:
  ///   - norms: one a document for text, empty for keys.
  ///   - totalLength: units in all documents together.
  func beginField(
    named name: String,
    norms: [UInt8],
    documentsWithField: Int,
    totalLength: UInt64
  ) {
    self.name = name
    fieldNorms = norms
    statistics = (documentsWithField, totalLength)
    dictionary = TermDictionaryWriter(output: terms)
    let average =
      documentsWithField > 0 && totalLength > 0
      ? Float(Double(totalLength) / Double(documentsWithField)) : 1
    inverseLengths = norms.isEmpty ? [] : BM25.inverseLengthTable(averageLength: average)
  }

  /// Starts a term; its postings follow by ``addPosting(document:frequency:wordFrequency:positions:)``.
  func beginTerm(hasPositions: Bool) {
    encoder.reset(hasPositions: hasPositions)
  }

  /// Adds a posting of the current term, documents ascending.
  @inline(__always)
  func addPosting(
    document: UInt32,
    frequency: UInt32,
    wordFrequency: UInt32,
    positions: UnsafeBufferPointer<UInt32>
  ) {
    let norm = fieldNorms.isEmpty ? 0 : fieldNorms[Int(document)]
    encoder.add(
      document: document,
      frequency: frequency,
      wordFrequency: wordFrequency,
      impact: inverseLengths.isEmpty ? 1 : Float(frequency) * inverseLengths[Int(norm)],
      positions: positions,
      longest: LengthNorm.longest(norm: norm)
    )
  }

  /// Ends the current term, whose bytes come after those of the term before. A term without
  /// postings leaves no trace.
  func finishTerm(_ term: UnsafeRawBufferPointer) throws(StorageError) {
    guard encoder.documentFrequency > 0 else { return }
    listBytes.removeAll(keepingCapacity: true)
    positionBytes.removeAll(keepingCapacity: true)
    let mode = encoder.wordMode
    encoder.finish(postings: &listBytes, positions: &positionBytes)
    let postingsStart = Int(postings.offset)
    let positionsStart = Int(positions.offset)
    let info = TermInfo(
      documentFrequency: encoder.documentFrequency,
      wordDocumentFrequency: encoder.wordDocumentFrequency,
      hasPositions: encoder.hasPositions,
      singleton: encoder.singleton.map {
        TermInfo.Singleton(
          document: $0.document,
          frequency: $0.frequency,
          wordFrequency: $0.wordFrequency
        )
      },
      postings: postingsStart..<postingsStart + listBytes.count,
      positions: positionsStart..<positionsStart + positionBytes.count
    )
    try postings.write(listBytes)
    try positions.write(positionBytes)
    try dictionary.add(term, info: info, wordMode: mode)
  }

  /// Ends the field.
  func endField() throws(StorageError) {
    let layout = try dictionary.finish()
    var normsIndex: Int?
    if !fieldNorms.isEmpty {
      try norms.write(fieldNorms)
      normsIndex = normsCount
      normsCount += 1
    }
    fields.append(
      SegmentInfo.Field(
        name: name,
        layout: layout,
        documentsWithField: statistics.documents,
        totalLength: statistics.length,
        normsIndex: normsIndex
      )
    )
  }

  /// Writes the footers.
  func finish() throws(StorageError) {
    try terms.finish()
    try postings.finish()
    try positions.finish()
    try norms.finish()
  }
}
