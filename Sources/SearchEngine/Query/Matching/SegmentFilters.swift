/// Answers filters from a segment's columns.
struct SegmentFilters {
  let segment: SegmentReader
  let schema: Schema

  /// The documents that pass a filter, deleted ones included. O(documents).
  func documents(passing filter: Filter) throws(SearchError) -> DocumentSet {
    guard let definition = schema.field(named: filter.field) else {
      throw .unknownField(filter.field)
    }
    var set = DocumentSet(capacity: segment.documentCount)
    switch (definition.kind, filter.condition) {
    case (.keyword, .anyOf(let values)):
      guard let column = segment.columns.keyword(named: filter.field) else { return set }
      for ordinal in Set(values.compactMap { column.ordinal(of: $0) }) {
        set.withMutableWords {
          column.insertDocuments(withOrdinals: ordinal..<ordinal + 1, into: $0)
        }
      }
    case (.integer, .range(let lower, let upper)):
      let (low, high) = (lower ?? .min, upper ?? .max)
      guard low <= high, let column = segment.columns.integer(named: filter.field) else {
        return set
      }
      set.withMutableWords { column.insertDocuments(withValues: low...high, into: $0) }
    case (.integer, .anyOf(let values)):
      guard let column = segment.columns.integer(named: filter.field) else { return set }
      for value in Set(values.compactMap { Int64($0) }) {
        set.withMutableWords { column.insertDocuments(withValues: value...value, into: $0) }
      }
    case (.keyword, .range):
      throw .wrongFieldKind(field: filter.field, expected: "an integer field for a range")
    case (.text, _):
      throw .wrongFieldKind(field: filter.field, expected: "a keyword or integer field")
    }
    return set
  }
}
