/// Collects the values of an integer column while documents are indexed or segments merged.
package struct IntegerColumnBuilder: Sendable {
  private var values: [Int64] = []
  private var documents: [UInt32] = []

  /// A column without values.
  package init() {}

  /// Whether no document has a value.
  package var isEmpty: Bool { values.isEmpty }

  /// How much memory the builder takes, in bytes.
  package var approximateByteCount: Int { values.count * 12 }

  /// Gives a document its value; the last one counts.
  ///
  /// - Parameter document: The number of the document; not lower than in the calls before. Documents
  ///   that are left out have no value.
  package mutating func add(_ value: Int64, document: Int) {
    let document = UInt32(document)
    precondition(document >= documents.last ?? 0, "documents are added in ascending order")
    if documents.last == document {
      values[values.count - 1] = value
    } else {
      values.append(value)
      documents.append(document)
    }
  }

  /// What is written of the column.
  struct Content {
    /// How many documents have a value.
    var valueCount: Int
    var minimum: Int64
    var maximum: Int64
    /// The code of documents without a value.
    var missingCode: UInt64
    var width: Int
    /// For each document its value less the minimum, or the missing code.
    var codes: [UInt64]
  }

  func content(documentCount: Int) -> Content {
    precondition(documents.last.map { $0 < documentCount } ?? true, "a document beyond the last")
    let (minimum, maximum) = (values.min() ?? 0, values.max() ?? 0)
    let span = UInt64(bitPattern: maximum &- minimum)
    func code(_ value: Int64) -> UInt64 { UInt64(bitPattern: value &- minimum) }
    var missing = span &+ 1
    if span == .max {
      // All 64 bits are taken. But there are fewer documents than codes, so one is free.
      let taken = Set(values.map(code))
      missing = (0...UInt64(taken.count)).first { !taken.contains($0) } ?? 0
    }
    let largest = values.count < documentCount ? max(span, missing) : span
    var codes = [UInt64](repeating: missing, count: documentCount)
    for (document, value) in zip(documents, values) { codes[Int(document)] = code(value) }
    return Content(
      valueCount: values.count,
      minimum: minimum,
      maximum: maximum,
      missingCode: missing,
      width: FixedWidthArray.width(forLargest: largest),
      codes: codes
    )
  }
}
