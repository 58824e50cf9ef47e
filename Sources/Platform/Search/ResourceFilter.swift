import SearchEngine

/// A restriction to resources whose field has one of some values or lies in a range.
public struct ResourceFilter: Sendable, Equatable {
  /// The field's name as requests spell it.
  public let field: String
  /// The values as requests spell them, codes instead of labels, each once.
  public let values: [String]
  /// The filter for the engine.
  let filter: Filter

  /// The most values a filter may have.
  public static let maximumValues = 100

  /// Checks the values of a column.
  ///
  /// Codes may be given by their Chinese labels. Numbers and days may be given as one range
  /// `lower..upper`, each bound optional; a year or a month stands for all its days.
  init(_ column: SearchColumn, values: [String]) throws(InvalidRequest) {
    var issues: [RequestIssue] = []
    var accepted: [String] = []
    var bounds: [(lower: Int64?, upper: Int64?)] = []
    if values.count > Self.maximumValues {
      issues.append(
        RequestIssue(
          parameter: column.name,
          reason: .tooManyValues(count: values.count, limit: Self.maximumValues)
        )
      )
    }
    for value in values.prefix(Self.maximumValues) {
      do throws(RequestIssue.Reason) {
        let checked = try CheckedValue(value, type: column.type)
        guard !accepted.contains(checked.text) else { continue }
        accepted.append(checked.text)
        if let range = checked.range { bounds.append(range) }
      } catch {
        issues.append(RequestIssue(parameter: column.name, reason: error))
      }
    }
    var condition = Filter.Condition.anyOf(accepted)
    if bounds.count == 1, accepted.count == 1, let range = bounds.first {
      condition = .range(lower: range.lower, upper: range.upper)
    } else if bounds.contains(where: { $0.lower == nil || $0.lower != $0.upper }) {
      issues.append(RequestIssue(parameter: column.name, reason: .rangeAmongValues))
    } else if !bounds.isEmpty {
      condition = .anyOf(bounds.compactMap { $0.lower.map(String.init) })
    }
    if let invalid = InvalidRequest(issues) { throw invalid }
    field = column.name
    self.values = accepted
    filter = Filter(field: column.column, condition: condition)
  }
}

/// One value of a filter.
private struct CheckedValue {
  let text: String
  /// The numbers it stands for, where the column holds numbers.
  private(set) var range: (lower: Int64?, upper: Int64?)?

  init(_ value: String, type: ValueType) throws(RequestIssue.Reason) {
    guard !value.isEmpty else { throw .empty }
    let limit = ValueType.longestKeyword
    guard value.utf8.count <= limit else {
      throw .tooLong(bytes: value.utf8.count, limit: limit)
    }
    switch type {
    case .text, .keyword, .url: text = value
    case .digits(let count):
      guard value.utf8.count == count, value.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw .notAWholeNumber(value)
      }
      text = value
    case .code(let table):
      guard let code = table.code(spelled: value) else {
        throw .unknownValue(value, known: table.codes.map(\.code))
      }
      text = code.code
    case .boolean:
      guard value == "true" || value == "false" else {
        throw .unknownValue(value, known: ["true", "false"])
      }
      text = value
    case .integer:
      text = value
      range = try Self.range(value) { (text) throws(RequestIssue.Reason) in
        guard let number = Int64(text) else { throw .notAWholeNumber(text) }
        return (number, number)
      }
    case .date:
      text = value
      range = try Self.range(value, Self.days)
    }
  }

  /// Reads `value`, `lower..upper`, `lower..` or `..upper`.
  private static func range(
    _ text: String,
    _ read: (String) throws(RequestIssue.Reason) -> (Int64, Int64)
  ) throws(RequestIssue.Reason) -> (lower: Int64?, upper: Int64?) {
    guard let separator = text.firstRange(of: "..") else {
      let (lower, upper) = try read(text)
      return (lower, upper)
    }
    let first = String(text[..<separator.lowerBound])
    let last = String(text[separator.upperBound...])
    guard !first.isEmpty || !last.isEmpty else { throw .empty }
    let lower = first.isEmpty ? nil : try read(first).0
    let upper = last.isEmpty ? nil : try read(last).1
    if let lower, let upper, lower > upper { throw .emptyRange(text) }
    return (lower, upper)
  }

  /// The days of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as ``CalendarDate/ordinal``.
  private static func days(_ text: String) throws(RequestIssue.Reason) -> (Int64, Int64) {
    if let date = CalendarDate(text) { return (date.ordinal, date.ordinal) }
    if let first = CalendarDate(text + "-01") { return (first.ordinal, first.ordinal + 30) }
    if let first = CalendarDate(text + "-01-01") {
      return (first.ordinal, first.ordinal + 1130)
    }
    throw .notADate(text)
  }
}
