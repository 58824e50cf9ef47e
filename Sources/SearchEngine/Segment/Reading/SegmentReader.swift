/// One immutable segment, mapped into memory.
///
/// Opening checks footers, lengths and structure, and of the checksums only that of the `segment`
/// file: the others cost reading every byte and are verified by ``IndexChecker`` (`zhisou check`). What is read later is checked as it is read.
final class SegmentReader: Sendable {
  let number: UInt64
  let info: SegmentInfo
  let columns: ColumnsReader
  let stored: StoredFieldsReader
  private let segmentFile: ChecksummedFile
  private let terms: ChecksummedFile
  private let postings: ChecksummedFile
  private let positions: ChecksummedFile
  private let norms: ChecksummedFile
  private let columnsFile: ChecksummedFile
  private let storedFile: ChecksummedFile
  private let fields: [String: InvertedField]

  /// One field's dictionary and lengths.
  struct InvertedField: Sendable {
    var info: SegmentInfo.Field
    var dictionary: TermDictionary
    /// Where the field's norms start in the norms file.
    var normsOffset: Int?
  }

  init(directory: any IndexDirectory, number: UInt64) throws(StorageError) {
    self.number = number
    func open(_ part: String, _ kind: FileKind) throws(StorageError) -> ChecksummedFile {
      try ChecksummedFile(
        directory: directory,
        name: SegmentFiles.name(number, part),
        kind: kind
      )
    }
    segmentFile = try open("segment", .segment)
    // A few hundred bytes that say where everything lies.
    try segmentFile.verifyChecksum()
    let info = try SegmentInfo(from: segmentFile)
    self.info = info
    terms = try open("terms", .terms)
    postings = try open("postings", .postings)
    positions = try open("positions", .positions)
    norms = try open("norms", .norms)
    columnsFile = try open("columns", .columns)
    storedFile = try open("stored", .stored)
    columns = try ColumnsReader(
      directory: directory,
      name: SegmentFiles.name(number, "columns"),
      documentCount: info.documentCount
    )
    stored = try StoredFieldsReader(
      directory: directory,
      name: SegmentFiles.name(number, "stored"),
      documentCount: info.documentCount
    )
    var fields: [String: InvertedField] = [:]
    for field in info.fields {
      var normsOffset: Int?
      if let index = field.normsIndex {
        guard (index + 1) * info.documentCount <= norms.body.count else {
          throw norms.file.damaged("the norms of field \(field.name) are missing")
        }
        normsOffset = index * info.documentCount
      }
      fields[field.name] = InvertedField(
        info: field,
        dictionary: try TermDictionary(
          terms,
          layout: field.layout,
          postingsLength: postings.body.count,
          positionsLength: positions.body.count,
          documentCount: UInt32(info.documentCount)
        ),
        normsOffset: normsOffset
      )
    }
    self.fields = fields
  }

  var documentCount: Int { info.documentCount }

  /// The inverted field with a name, `nil` where the segment has none.
  func field(named name: String) -> InvertedField? { fields[name] }

  /// The norms of a field, one byte a document.
  func norms(of field: InvertedField) -> UnsafeBufferPointer<UInt8>? {
    guard let offset = field.normsOffset else { return nil }
    return UnsafeRawBufferPointer(rebasing: norms.body[offset..<offset + documentCount])
      .assumingMemoryBound(to: UInt8.self)
  }

  /// A cursor over a term's postings.
  func postings(of term: TermInfo, in field: InvertedField) throws(StorageError) -> PostingsCursor {
    var positionSource: PostingsCursor.PositionSource?
    if term.hasPositions, let norms = norms(of: field)?.baseAddress {
      positionSource = PostingsCursor.PositionSource(
        bytes: UnsafeRawBufferPointer(rebasing: positions.body[term.positions]),
        norms: norms
      )
    }
    guard
      let cursor = PostingsCursor(
        owner: self,
        info: term,
        bytes: UnsafeRawBufferPointer(rebasing: postings.body[term.postings]),
        positions: positionSource,
        documentCount: UInt32(documentCount)
      )
    else { throw postings.file.damaged("a posting list's head is malformed") }
    return cursor
  }

  /// The error for a cursor that met damaged bytes.
  var damagedPostings: StorageError {
    postings.file.damaged("a block of postings is malformed")
  }

  /// The document with a key, deleted or not.
  func document(withID id: String) throws(StorageError) -> UInt32? {
    guard let field = fields[SegmentInfo.idField] else { return nil }
    var id = id
    var found: TermInfo?
    var failure: StorageError?
    id.withUTF8 { bytes in
      do throws(StorageError) {
        found = try field.dictionary.info(for: UnsafeRawBufferPointer(bytes))
      } catch { failure = error }
    }
    if let failure { throw failure }
    guard let found else { return nil }
    // A key that was replaced within one segment stands there several times; the last one counts.
    let cursor = try postings(of: found, in: field)
    var last: UInt32?
    while cursor.document != PostingsCursor.exhausted {
      last = cursor.document
      cursor.next()
    }
    if cursor.isDamaged { throw damagedPostings }
    return last
  }

  /// The stored key and bytes of a document.
  func storedDocument(_ document: UInt32) throws(StorageError) -> StoredDocument {
    let record = try stored.record(Int(document))
    guard let result = StoredDocument(record: record) else {
      throw .damaged(
        file: SegmentFiles.name(number, "stored"),
        reason: "record \(document) is malformed"
      )
    }
    return result
  }

  /// The bytes of each part, footers included.
  var byteCounts: [(part: String, bytes: Int)] {
    [
      ("terms", terms.file.bytes.count), ("postings", postings.file.bytes.count),
      ("positions", positions.file.bytes.count), ("norms", norms.file.bytes.count),
      ("columns", columnsFile.file.bytes.count), ("stored", storedFile.file.bytes.count),
      ("segment", segmentFile.file.bytes.count),
    ]
  }

  /// All fields in the order of the segment file.
  var invertedFields: [InvertedField] { info.fields.compactMap { fields[$0.name] } }

  /// The files whose checksums ``verify()`` checks, by part.
  var checksummedFiles: [(part: String, file: ChecksummedFile)] {
    [
      ("segment", segmentFile), ("terms", terms), ("postings", postings),
      ("positions", positions), ("norms", norms), ("columns", columnsFile),
      ("stored", storedFile),
    ]
  }
}

/// A document as it was handed in: its key and the caller's bytes.
public struct StoredDocument: Sendable, Equatable {
  /// The unique key.
  public var id: String
  /// The caller's bytes.
  public var stored: [UInt8]

  init(id: String, stored: [UInt8]) {
    self.id = id
    self.stored = stored
  }

  /// Reads a record: `idLength:variable id stored`.
  init?(record: [UInt8]) {
    let parts = record.withUnsafeBytes { bytes -> (String, Int)? in
      guard let base = bytes.baseAddress else { return nil }
      var offset = 0
      guard let length = VariableByte.decode(base, &offset, available: bytes.count),
        length <= UInt64(bytes.count - offset)
      else { return nil }
      let end = offset + Int(length)
      guard let id = String(validating: bytes[offset..<end], as: UTF8.self) else { return nil }
      return (id, end)
    }
    guard let (id, start) = parts else { return nil }
    self.init(id: id, stored: Array(record[start...]))
  }

  /// The record's bytes.
  var record: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(stored.count + id.utf8.count + 2)
    bytes.appendVariable(UInt64(id.utf8.count))
    bytes.append(contentsOf: id.utf8)
    bytes.append(contentsOf: stored)
    return bytes
  }
}
