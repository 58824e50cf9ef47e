/// One thing that is wrong with a search request: which parameter, why, and what to do about it.
public struct RequestIssue: Error, Sendable, Equatable, CustomStringConvertible {
  /// Why a parameter was refused.
  public enum Reason: Error, Sendable, Equatable {
    /// There is no such parameter.
    case unknownParameter(nearest: String?)
    /// The parameter is there more than once.
    case repeated
    /// The value is empty.
    case empty
    /// The value is longer than allowed, in UTF-8 bytes.
    case tooLong(bytes: Int, limit: Int)
    /// There are more values than allowed.
    case tooManyValues(count: Int, limit: Int)
    /// The value is no whole number, or not one that fits 64 bits.
    case notAWholeNumber(String)
    /// The number lies outside of its bounds.
    case outOfRange(Int, ClosedRange<Int>)
    /// The page lies deeper than the index is read.
    case tooDeep(limit: Int)
    /// The value is none of a closed list.
    case unknownValue(String, known: [String])
    /// The value is no day, no year and no range of them.
    case notADate(String)
    /// A range whose end comes before its start.
    case emptyRange(String)
    /// A range among other values.
    case rangeAmongValues
    /// A percent sign without two hexadecimal digits.
    case badPercentEncoding
    /// The bytes are not UTF-8.
    case notUTF8
  }

  /// The parameter's name.
  public var parameter: String
  /// Why it was refused.
  public var reason: Reason

  /// Makes an issue.
  public init(parameter: String, reason: Reason) {
    self.parameter = parameter
    self.reason = reason
  }

  /// The parameter, the reason and the remedy in one line.
  public var description: String {
    "parameter \(RecordIssue.quoted(parameter)): \(reason.description); \(remedy)"
  }

  /// What to do about it.
  public var remedy: String { reason.remedy }
}

extension RequestIssue.Reason: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .unknownParameter: "there is no such parameter"
    case .repeated: "it is given more than once"
    case .empty: "it is empty"
    case .tooLong(let bytes, let limit): "it has \(bytes) bytes, more than \(limit)"
    case .tooManyValues(let count, let limit): "it has \(count) values, more than \(limit)"
    case .notAWholeNumber(let value): "\(RecordIssue.quoted(value)) is not a whole number"
    case .outOfRange(let number, let range):
      "\(number) is not between \(range.lowerBound) and \(range.upperBound)"
    case .tooDeep(let limit): "the page lies beyond the first \(limit) results"
    case .unknownValue(let value, _): "\(RecordIssue.quoted(value)) is not one of its values"
    case .notADate(let value): "\(RecordIssue.quoted(value)) is not a date"
    case .emptyRange(let value): "the range \(RecordIssue.quoted(value)) ends before it starts"
    case .rangeAmongValues: "a range stands among other values"
    case .badPercentEncoding: "a percent sign is not followed by two hexadecimal digits"
    case .notUTF8: "it is not UTF-8 after percent-decoding"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .unknownParameter(let nearest):
      if let nearest { "perhaps \(nearest) is meant" } else { "leave it out" }
    case .repeated: "give it once"
    case .empty: "leave it out or give it a value"
    case .tooLong: "shorten it"
    case .tooManyValues: "give fewer"
    case .notAWholeNumber: "write digits only, such as 12, or a range such as 2019..2022"
    case .outOfRange(_, let range): "use \(range.lowerBound) to \(range.upperBound)"
    case .tooDeep: "narrow the search with words or filters"
    case .unknownValue(let value, let known):
      if let nearest = EditDistance.nearest(to: value, among: known) {
        "perhaps \(nearest) is meant"
      } else {
        "use one of: \(known.joined(separator: ", "))"
      }
    case .notADate: "write 2023-02-13, 2023, or a range such as 2021..2023-06-30"
    case .emptyRange: "exchange its bounds"
    case .rangeAmongValues: "give either one range or single values"
    case .badPercentEncoding: "write a percent sign as %25"
    case .notUTF8: "encode the address as UTF-8"
    }
  }
}

/// A search request that was refused, with everything that is wrong with it.
public struct InvalidRequest: Error, Sendable, Equatable, CustomStringConvertible {
  /// The issues, at least one.
  public let issues: [RequestIssue]

  /// Makes a refusal of its reasons.
  public init(_ first: RequestIssue, _ others: [RequestIssue] = []) {
    self.issues = [first] + others
  }

  /// The refusal of some issues, `nil` where there are none.
  init?(_ issues: [RequestIssue]) {
    guard !issues.isEmpty else { return nil }
    self.issues = issues
  }

  /// The issues, one a line.
  public var description: String { issues.map(\.description).joined(separator: "\n") }
}
