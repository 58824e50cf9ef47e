/// The keywords of the documents of a segment, as ordinals into a sorted dictionary.
///
/// Ordinals count from 1 in the order of the values' UTF-8 bytes; 0 means no value. Every access is
/// in the mapped file, and takes constant time unless said otherwise.
package struct KeywordColumn: Sendable {
  // Keeps the arrays valid.
  private let file: MappedFile
  // textEnds.count == ordinalCount + 1; ascending from 0 to text.count.
  private let textEnds: FixedWidthArray
  private nonisolated(unsafe) let text: UnsafeRawBufferPointer
  // Ascending from 0 to ordinals.count; one more than documents. Nil when each has one or none.
  private let starts: FixedWidthArray?
  // None above ordinalCount. One a document, 0 for none; with `starts`, all from 1 on.
  private let ordinals: FixedWidthArray

  /// How many documents the segment has.
  package let documentCount: Int
  /// How many distinct values there are; the highest ordinal.
  package let ordinalCount: Int
  /// How many values the documents have together.
  package let valueCount: Int

  /// Whether a document may have several values.
  package var isMultiple: Bool { starts != nil }

  /// Reads the column's entry in the list, and checks the whole column.
  init(
    _ entry: inout ByteReader,
    file: MappedFile,
    isMultiple: Bool,
    documentCount: Int
  ) throws(StorageError) {
    let limit = entry.bytes.count
    let start = try entry.readVariable(upTo: limit)
    let ordinalCount = try entry.readVariable(upTo: limit)
    let textByteCount = try entry.readVariable(upTo: limit)
    // One value that every document has takes no bytes, so the file's length is no limit for it.
    let isConstant = !isMultiple && ordinalCount == 1
    let valueCount = try entry.readVariable(upTo: isConstant ? documentCount : limit)
    var reader = entry
    try reader.seek(to: UInt64(start))
    let textEnds = try FixedWidthArray(
      &reader,
      count: ordinalCount + 1,
      width: FixedWidthArray.width(forLargest: UInt64(textByteCount))
    )
    text = try reader.readBytes(count: textByteCount)
    _ = try reader.readBytes(count: min(-reader.offset & 7, reader.remaining))
    starts =
      isMultiple
      ? try FixedWidthArray(
        &reader,
        count: documentCount + 1,
        width: FixedWidthArray.width(forLargest: UInt64(valueCount))
      ) : nil
    ordinals =
      isConstant && valueCount == documentCount
      ? FixedWidthArray(repeating: 1, count: documentCount)
      : try FixedWidthArray(
        &reader,
        count: isMultiple ? valueCount : documentCount,
        width: FixedWidthArray.width(forLargest: UInt64(ordinalCount))
      )
    self.file = file
    self.textEnds = textEnds
    self.documentCount = documentCount
    self.ordinalCount = ordinalCount
    self.valueCount = valueCount

    guard textEnds[0] == 0, textEnds[ordinalCount] == UInt64(textByteCount), textEnds.isAscending
    else { throw reader.damaged("the dictionary of the column at \(start) is out of order") }
    if let starts {
      guard starts[0] == 0, starts[documentCount] == UInt64(valueCount), starts.isAscending
      else { throw reader.damaged("the documents of the column at \(start) are out of order") }
    }
    let lowest = isMultiple ? min(1, ordinalCount) : 0
    guard ordinals.isWithin(UInt64(lowest)...UInt64(ordinalCount)),
      !isMultiple || ordinalCount > 0 || valueCount == 0
    else {
      throw reader.damaged("the column at \(start) has ordinals without a value")
    }
    // Binary search and ranges of ordinals rely on it.
    for ordinal in stride(from: 2, through: ordinalCount, by: 1)
    where compare(utf8(ofOrdinal: ordinal - 1), utf8(ofOrdinal: ordinal)) >= 0 {
      throw reader.damaged("the values of the column at \(start) are not sorted")
    }
  }

  // MARK: Values

  /// The value that an ordinal from 1 to ``ordinalCount`` stands for.
  package func value(ofOrdinal ordinal: Int) -> String {
    String(decoding: utf8(ofOrdinal: ordinal), as: UTF8.self)
  }

  /// The ordinal of a value, if any document has it. Binary search over the dictionary.
  package func ordinal(of value: String) -> Int? {
    var value = value
    return value.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      let ordinal = firstOrdinal { compare($0, bytes) >= 0 }
      guard ordinal <= ordinalCount, compare(utf8(ofOrdinal: ordinal), bytes) == 0 else {
        return nil
      }
      return ordinal
    }
  }

  /// The ordinals of the values that begin with `prefix`, such as the codes of one category. Binary
  /// search over the dictionary.
  package func ordinals(withPrefix prefix: String) -> Range<Int> {
    var prefix = prefix
    return prefix.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      func head(_ value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: value.prefix(bytes.count))
      }
      let lower = firstOrdinal { compare(head($0), bytes) >= 0 }
      return lower..<firstOrdinal { compare(head($0), bytes) > 0 }
    }
  }

  // MARK: Documents

  // The number of a document must be below documentCount, which who decodes postings sees to.

  /// Calls `body` with the ordinals of a document, ascending; not at all when it has no value.
  @inline(__always)
  package func forEachOrdinal(_ document: Int, _ body: (Int) -> Void) {
    if let starts {
      for index in Int(starts[document])..<Int(starts[document + 1]) { body(Int(ordinals[index])) }
    } else {
      let ordinal = Int(ordinals[document])
      if ordinal != 0 { body(ordinal) }
    }
  }

  /// Calls `body` with every document that has a value, ascending, and each of its ordinals,
  /// ascending. Faster than ``forEachOrdinal(_:_:)`` for each.
  @inline(__always)
  package func forEach(_ body: (_ document: Int, _ ordinal: Int) -> Void) {
    if let starts {
      var index = 0
      starts.forEach { document, start in
        // What comes before the start is of the document before.
        while index < start {
          body(document - 1, Int(ordinals[index]))
          index += 1
        }
      }
    } else {
      ordinals.forEach { if $1 != 0 { body($0, Int($1)) } }
    }
  }

  /// The lowest ordinal of a document, for sorting by it; 0 when it has no value.
  package func firstOrdinal(_ document: Int) -> Int {
    guard let starts else { return Int(ordinals[document]) }
    let range = starts[document]..<starts[document + 1]
    return range.isEmpty ? 0 : Int(ordinals[Int(range.lowerBound)])
  }

  /// Adds one to `counts[o]` for each ordinal `o` of each of the documents.
  ///
  /// - Parameter counts: At least ``ordinalCount`` + 1 counters; the first, of no value, is only
  ///   used when no document has several.
  package func count(
    _ documents: UnsafeBufferPointer<UInt32>,
    into counts: UnsafeMutableBufferPointer<UInt32>
  ) {
    precondition(counts.count > ordinalCount, "there are too few counters")
    // No ordinal is above ordinalCount, which init established.
    if starts == nil {
      for document in documents { counts[Int(ordinals[Int(document)])] &+= 1 }
    } else {
      for document in documents { forEachOrdinal(Int(document)) { counts[$0] &+= 1 } }
    }
  }

  /// Adds one to `counts[o]` for each ordinal `o` of all documents. See ``count(_:into:)``.
  package func countAll(into counts: UnsafeMutableBufferPointer<UInt32>) {
    precondition(counts.count > ordinalCount, "there are too few counters")
    ordinals.forEach { counts[Int($1)] &+= 1 }
  }

  /// Sets the bits of the documents that have an ordinal in `accepted`: bit `d & 63` of word
  /// `d >> 6`. Looks at all documents, a billion or more a second when each has one value or none.
  ///
  /// - Parameter accepted: Ordinals from 1 on.
  /// - Parameter words: At least one bit a document.
  package func insertDocuments(
    withOrdinals accepted: Range<Int>,
    into words: UnsafeMutableBufferPointer<UInt64>
  ) {
    precondition(words.count >= (documentCount + 63) / 64, "the bitmap is too short")
    let accepted = accepted.clamped(to: 1..<ordinalCount + 1)
    guard !accepted.isEmpty else { return }
    guard starts != nil else {
      let codes = UInt64(accepted.lowerBound)...UInt64(accepted.upperBound - 1)
      return ordinals.insertIndices(of: codes, into: words)
    }
    forEach { document, ordinal in
      if accepted.contains(ordinal) { words[document >> 6] |= 1 << UInt64(document & 63) }
    }
  }

  // MARK: Dictionary

  /// The bytes of a value, in the mapped file.
  private func utf8(ofOrdinal ordinal: Int) -> UnsafeRawBufferPointer {
    precondition(ordinal > 0 && ordinal <= ordinalCount, "no such ordinal")
    let range = Int(textEnds[ordinal - 1])..<Int(textEnds[ordinal])
    return UnsafeRawBufferPointer(rebasing: text[range])
  }

  /// The first ordinal whose value satisfies a condition that is false up to it and true from
  /// there; ``ordinalCount`` + 1 when there is none.
  private func firstOrdinal(where condition: (UnsafeRawBufferPointer) -> Bool) -> Int {
    var (low, high) = (1, ordinalCount + 1)
    while low < high {
      let middle = (low + high) / 2
      if condition(utf8(ofOrdinal: middle)) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Below, equal to or above 0 as `left` comes before, equals or comes after `right`.
  private func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    for (a, b) in zip(left, right) where a != b { return Int(a) - Int(b) }
    return left.count - right.count
  }
}
