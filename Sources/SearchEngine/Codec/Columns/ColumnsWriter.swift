/// Writes the columns of a segment into one file. ``ColumnsReader`` describes the file.
///
/// A column is written as it is added, so that its builder can be given up before the next.
package final class ColumnsWriter {
  private let writer: ChecksummedWriter
  private let documentCount: Int
  private var entries: [(name: String, fields: (ChecksummedWriter) throws(StorageError) -> Void)] =
    []

  /// Creates the file `name`, which must not exist.
  ///
  /// - Parameter documentCount: How many documents the segment has; at most 2³² - 1.
  package init(
    directory: any IndexDirectory,
    name: String,
    documentCount: Int
  ) throws(StorageError) {
    writer = try ChecksummedWriter(directory: directory, name: name, kind: .columns)
    self.documentCount = documentCount
  }

  /// Adds a keyword column, under a name that no column has yet. Linear in the number of documents
  /// and values; sorts the distinct values.
  package func addKeyword(name: String, values: KeywordColumnBuilder) throws(StorageError) {
    requireNew(name)
    let content = values.content(documentCount: documentCount)
    let start = writer.offset
    var ends: [UInt64] = [0]
    for value in content.dictionary { ends.append((ends.last ?? 0) + UInt64(value.utf8.count)) }
    let textByteCount = ends.last ?? 0
    try writer.writeFixedWidth(ends, width: FixedWidthArray.width(forLargest: textByteCount))
    for value in content.dictionary { try writer.write(utf8: value) }
    try writer.pad(toMultipleOf: 8)

    let ordinalCount = UInt64(content.dictionary.count)
    let width = FixedWidthArray.width(forLargest: ordinalCount)
    let valueCount = UInt64(content.ordinals.count)
    if content.isMultiple {
      try writer.writeFixedWidth(
        content.starts,
        width: FixedWidthArray.width(forLargest: valueCount)
      )
      try writer.writeFixedWidth(content.ordinals, width: width)
    } else if ordinalCount != 1 || Int(valueCount) != documentCount {
      // One value that every document has needs no ordinals.
      let starts = content.starts
      try writer.writeFixedWidth(
        (0..<documentCount).lazy.map { document in
          let range = Int(starts[document])..<Int(starts[document + 1])
          return content.ordinals[range].first ?? 0
        },
        width: width
      )
    }
    let isMultiple = content.isMultiple
    entries.append(
      (
        name,
        { (writer) throws(StorageError) in
          try writer.write(byte: isMultiple ? ColumnType.keywords : ColumnType.keyword)
          try writer.writeVariable(start)
          try writer.writeVariable(ordinalCount)
          try writer.writeVariable(textByteCount)
          try writer.writeVariable(valueCount)
        }
      )
    )
  }

  /// Adds an integer column, under a name that no column has yet. Linear in the number of
  /// documents.
  package func addInteger(name: String, values: IntegerColumnBuilder) throws(StorageError) {
    requireNew(name)
    let content = values.content(documentCount: documentCount)
    let start = writer.offset
    try writer.writeFixedWidth(content.codes, width: content.width)
    let (valueCount, width) = (UInt64(content.valueCount), UInt8(content.width))
    let (minimum, maximum) = (content.minimum, content.maximum)
    let missingCode = content.missingCode
    entries.append(
      (
        name,
        { (writer) throws(StorageError) in
          try writer.write(byte: ColumnType.integer)
          try writer.writeVariable(start)
          try writer.writeVariable(valueCount)
          try writer.write(byte: width)
          try writer.writeUInt64(UInt64(bitPattern: minimum))
          try writer.writeUInt64(UInt64(bitPattern: maximum))
          try writer.writeUInt64(missingCode)
        }
      )
    )
  }

  /// Writes the list of columns; makes the file durable and closes it.
  package func finish() throws(StorageError) {
    let start = writer.offset
    for entry in entries {
      try writer.writeVariable(UInt64(entry.name.utf8.count))
      try writer.write(utf8: entry.name)
      try entry.fields(writer)
    }
    try writer.writeUInt64(start)
    try writer.writeUInt32(UInt32(entries.count))
    try writer.writeUInt32(UInt32(documentCount))
    try writer.finish()
  }

  private func requireNew(_ name: String) {
    precondition(!entries.contains { $0.name == name }, "there is a column \(name) already")
  }
}

/// The codes of the types of columns in the file.
enum ColumnType {
  static let keyword: UInt8 = 1
  static let keywords: UInt8 = 2
  static let integer: UInt8 = 3
}
