/// What a segment is made of: the body of its `segment` file.
///
/// Grammar (strings are a variable length and UTF-8 bytes):
/// ```
/// segment := documentCount:variable analyser:string fieldCount:variable field{fieldCount}
/// field   := name:string start blocksLength keysLength blockCount termCount
///            documentsWithField totalLength norms (all variable)
/// ```
/// `norms` is one more than the place of the field's norms in the norms file (a norm array of one
/// byte a document), zero where the field has none. Field `_id` comes first: the documents' keys.
///
/// Worked example, 3 documents, a whitespace analyser and only keys:
/// `03` `0C "whitespace/1"` `01` `03 "_id"` `00 15 02 01 03` `03 00 00`.
struct SegmentInfo: Equatable, Sendable {
  /// One inverted field.
  struct Field: Equatable, Sendable {
    var name: String
    var layout: TermDictionary.Layout
    /// Documents that have a token in the field.
    var documentsWithField: Int
    /// Units in all documents' fields together.
    var totalLength: UInt64
    /// Which norm array is the field's, `nil` where lengths play no part.
    var normsIndex: Int?

    /// BM25's average length; one where there is nothing to average.
    var averageLength: Float {
      documentsWithField > 0 && totalLength > 0
        ? Float(Double(totalLength) / Double(documentsWithField)) : 1
    }
  }

  /// The name of the field that holds the documents' keys.
  static let idField = "_id"

  var documentCount: Int
  /// The identity of the analysers that made the terms.
  var analyser: String
  var fields: [Field]

  init(documentCount: Int, analyser: String, fields: [Field]) {
    self.documentCount = documentCount
    self.analyser = analyser
    self.fields = fields
  }

  func write(to output: ChecksummedWriter) throws(StorageError) {
    try output.writeVariable(UInt64(documentCount))
    try output.write(string: analyser)
    try output.writeVariable(UInt64(fields.count))
    for field in fields {
      try output.write(string: field.name)
      for value in [
        field.layout.start, field.layout.blocksLength, field.layout.keysLength,
        field.layout.blockCount, field.layout.termCount, UInt64(field.documentsWithField),
        field.totalLength, UInt64((field.normsIndex ?? -1) + 1),
      ] {
        try output.writeVariable(value)
      }
    }
  }

  init(from file: ChecksummedFile) throws(StorageError) {
    var reader = file.reader
    documentCount = try reader.readVariable(upTo: Int(Int32.max))
    analyser = try reader.readString()
    let fieldCount = try reader.readVariable(upTo: Int(UInt16.max))
    fields = []
    for _ in 0..<fieldCount {
      let name = try reader.readString()
      let layout = TermDictionary.Layout(
        start: try reader.readVariable(),
        blocksLength: try reader.readVariable(),
        keysLength: try reader.readVariable(),
        blockCount: try reader.readVariable(),
        termCount: try reader.readVariable()
      )
      let documentsWithField = try reader.readVariable(upTo: documentCount)
      let totalLength = try reader.readVariable()
      let norms = try reader.readVariable(upTo: fieldCount)
      fields.append(
        Field(
          name: name,
          layout: layout,
          documentsWithField: documentsWithField,
          totalLength: totalLength,
          normsIndex: norms == 0 ? nil : norms - 1
        )
      )
    }
    guard fields.first?.name == Self.idField else {
      throw reader.damaged("the field of the documents' keys is missing")
    }
  }
}

/// The files of one segment.
enum SegmentFiles {
  /// The parts every segment has, deletes aside.
  static let parts = ["segment", "terms", "postings", "positions", "norms", "columns", "stored"]

  static func name(_ segment: UInt64, _ part: String) -> String { "s\(segment).\(part)" }

  static func deletes(_ segment: UInt64, generation: UInt64) -> String {
    "s\(segment).deletes-\(generation)"
  }
}

extension ChecksummedWriter {
  /// Writes a string as its variable length and its UTF-8 bytes.
  func write(string: String) throws(StorageError) {
    try writeVariable(UInt64(string.utf8.count))
    try write(utf8: string)
  }
}

extension ByteReader {
  /// Reads a string that was written as its variable length and its UTF-8 bytes.
  mutating func readString() throws(StorageError) -> String {
    let count = try readVariable(upTo: remaining)
    return try readString(utf8Count: count)
  }
}
