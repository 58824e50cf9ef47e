/// The typed values of the documents of a segment: for filters, facets and sorting.
///
/// The body of the file (the footer is ``FileFooter``'s):
///
/// ```
/// body      column* entry* start:8 columns:4 documents:4
/// entry     nameLength:variable name type fields
///   type 01, a keyword each or none     start:v ordinals:v textLength:v values:v
///   type 02, keywords                   start:v ordinals:v textLength:v values:v
///   type 03, integer                    start:v values:v width:1 minimum:8 maximum:8 missing:8
/// column    each part filled up with 00 to a multiple of 8 bytes:
///   type 01   textEnd{ordinals + 1} text  ordinal{documents}, none where all have the only value
///   type 02   textEnd{ordinals + 1} text  valueStart{documents + 1} ordinal{values}
///   type 03   code{documents}
/// ```
///
/// Integers are little endian; `v` is a LEB128 of up to 64 bits. A column begins at its `start` from
/// the beginning of the file, and the list of entries at the last one. `values` counts those of all
/// documents.
///
/// The distinct values of a keyword column stand in `text`, sorted by their bytes; value `o`, from 1,
/// ends at `textEnd[o]` and begins where the one before ends, and `textEnd[0]` is 0. A document's
/// ordinal is 0 when it has no value. Of a document with several, the ordinals from `valueStart[d]`
/// up to `valueStart[d + 1]` ascend. The elements of an array take 1, 2, 4 or 8 bytes: as many as the
/// length of the text, the number of values, or the number of ordinals needs.
///
/// An integer is its code plus the minimum; the code `missing` means none, when there are fewer
/// values than documents.
///
/// Three documents with the level 国, none, and 省 (`E5 9B BD` and `E7 9C 81`), in a column `l`:
///
/// ```
/// 00  00 03 06 00 00 00 00 00             textEnd
/// 08  e5 9b bd e7 9c 81 00 00             text
/// 10  01 00 02 00 00 00 00 00             ordinals
/// 18  01 6c  01  00 02 06 02              one byte of name: l; keyword; at 0, 2 ordinals, 6 bytes
///                                         of text, 2 values
/// 1f  18 00 00 00 00 00 00 00             the list starts at 24
/// 27  01 00 00 00  03 00 00 00            one column, three documents
/// ```
///
/// Opening checks all of the structure, so that every access afterwards lies within the file: it
/// reads all dictionaries and ordinals once, at some gigabytes a second, but not the integers.
package struct ColumnsReader: Sendable {
  private static let tailByteCount = 16

  private enum Column {
    case keyword(KeywordColumn)
    case integer(IntegerColumn)
  }

  private let file: ChecksummedFile
  private let columns: [String: Column]

  /// The names of the columns, in the order in which they were written.
  package let names: [String]

  /// Opens the columns of a segment.
  ///
  /// - Parameter documentCount: How many documents the segment has.
  package init(
    directory: any IndexDirectory,
    name: String,
    documentCount: Int
  ) throws(StorageError) {
    file = try ChecksummedFile(directory: directory, name: name, kind: .columns)
    var reader = file.reader
    guard reader.bytes.count >= Self.tailByteCount else {
      throw reader.damaged("it has no list of columns")
    }
    try reader.seek(to: UInt64(reader.bytes.count - Self.tailByteCount))
    let start = try reader.readUInt64()
    let columnCount = try reader.readUInt32()
    let documents = try reader.readUInt32()
    guard Int(documents) == documentCount else {
      throw reader.damaged(
        "it has columns of \(documents) documents, but the segment has \(documentCount)"
      )
    }
    try reader.seek(to: start)
    var (columns, names): ([String: Column], [String]) = ([:], [])
    for _ in 0..<columnCount {
      let length = try reader.readVariable(upTo: reader.remaining)
      let name = try reader.readString(utf8Count: length)
      let type = try reader.readUInt8()
      let column: Column
      switch type {
      case ColumnType.keyword, ColumnType.keywords:
        column = .keyword(
          try KeywordColumn(
            &reader,
            file: file.file,
            isMultiple: type == ColumnType.keywords,
            documentCount: documentCount
          )
        )
      case ColumnType.integer:
        column = .integer(
          try IntegerColumn(&reader, file: file.file, documentCount: documentCount)
        )
      default: throw reader.damaged("column \"\(name)\" is of the unknown type \(type)")
      }
      guard columns.updateValue(column, forKey: name) == nil else {
        throw reader.damaged("there are two columns \"\(name)\"")
      }
      names.append(name)
    }
    guard reader.remaining == Self.tailByteCount else {
      throw reader.damaged("its list of columns does not end where it should")
    }
    self.columns = columns
    self.names = names
  }

  /// The keyword column of that name, or nil when there is none, or one of another type.
  package func keyword(named name: String) -> KeywordColumn? {
    if case .keyword(let column) = columns[name] { column } else { nil }
  }

  /// The integer column of that name, or nil when there is none, or one of another type.
  package func integer(named name: String) -> IntegerColumn? {
    if case .integer(let column) = columns[name] { column } else { nil }
  }

  /// Reads the whole file and compares its checksum.
  package func verifyChecksum() throws(StorageError) {
    try file.verifyChecksum()
  }
}
