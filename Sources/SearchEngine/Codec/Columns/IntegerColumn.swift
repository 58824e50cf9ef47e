/// The integers of the documents of a segment, one each or none.
///
/// Every access is in the mapped file, and takes constant time unless said otherwise.
package struct IntegerColumn: Sendable {
  // Keeps the codes valid.
  private let file: MappedFile
  private let codes: FixedWidthArray
  private let base: Int64
  private let highest: Int64
  private let missingCode: UInt64

  /// How many documents the segment has.
  package let documentCount: Int
  /// How many documents have a value.
  package let valueCount: Int

  /// Reads the column's entry in the list. The codes need no check: whatever they are, they stand
  /// for an integer.
  init(
    _ entry: inout ByteReader,
    file: MappedFile,
    documentCount: Int
  ) throws(StorageError) {
    let start = try entry.readVariable(upTo: entry.bytes.count)
    valueCount = try entry.readVariable(upTo: documentCount)
    let width = Int(try entry.readUInt8())
    base = Int64(bitPattern: try entry.readUInt64())
    highest = Int64(bitPattern: try entry.readUInt64())
    missingCode = try entry.readUInt64()
    guard [1, 2, 4, 8].contains(width), base <= highest else {
      throw entry.damaged("the entry of the column at \(start) contradicts itself")
    }
    var reader = entry
    try reader.seek(to: UInt64(start))
    codes = try FixedWidthArray(&reader, count: documentCount, width: width)
    self.file = file
    self.documentCount = documentCount
  }

  /// The lowest value, or nil when no document has any.
  package var minimum: Int64? { valueCount > 0 ? base : nil }

  /// The highest value, or nil when no document has any.
  package var maximum: Int64? { valueCount > 0 ? highest : nil }

  /// The value of a document, or nil when it has none.
  @inline(__always)
  package func value(_ document: Int) -> Int64? {
    let code = codes[document]
    if code == missingCode, valueCount < documentCount { return nil }
    return base &+ Int64(bitPattern: code)
  }

  /// Calls `body` with each document that has a value, ascending. Faster than ``value(_:)`` for
  /// each.
  @inline(__always)
  package func forEach(_ body: (_ document: Int, _ value: Int64) -> Void) {
    let isComplete = valueCount == documentCount
    codes.forEach { document, code in
      if isComplete || code != missingCode { body(document, base &+ Int64(bitPattern: code)) }
    }
  }

  /// Sets the bits of the documents with a value in `range`: bit `d & 63` of word `d >> 6`. Looks at
  /// all documents, a billion or more a second.
  ///
  /// - Parameter words: At least one bit a document.
  package func insertDocuments(
    withValues range: ClosedRange<Int64>,
    into words: UnsafeMutableBufferPointer<UInt64>
  ) {
    precondition(words.count >= (documentCount + 63) / 64, "the bitmap is too short")
    guard valueCount > 0, range.overlaps(base...highest) else { return }
    let range = range.clamped(to: base...highest)
    let lower = UInt64(bitPattern: range.lowerBound &- base)
    let upper = UInt64(bitPattern: range.upperBound &- base)
    guard valueCount < documentCount, lower <= missingCode, missingCode <= upper else {
      return codes.insertIndices(of: lower...upper, into: words)
    }
    // The values take all of 64 bits, and the code of none is one between theirs.
    if lower < missingCode { codes.insertIndices(of: lower...missingCode - 1, into: words) }
    if missingCode < upper { codes.insertIndices(of: missingCode + 1...upper, into: words) }
  }
}
