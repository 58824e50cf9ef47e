/// What one value of a field may be.
public enum ValueType: Sendable {
  /// Prose: any text.
  case text
  /// A name or number that is compared as a whole: one line, at most
  /// ``ValueType/longestKeyword`` UTF-8 bytes.
  case keyword
  /// A code of a closed table.
  case code(CodeTable)
  /// An integer within bounds.
  case integer(ClosedRange<Int64>)
  /// A day of the Gregorian calendar, written `YYYY-MM-DD`.
  case date
  /// `true` or `false`.
  case boolean
  /// An `http` or `https` address; nothing else, because pages make links of it.
  case url
  /// A code of a fixed number of ASCII digits.
  case digits(Int)

  /// The most UTF-8 bytes a keyword may have: what the engine takes as a term.
  public static let longestKeyword = 255

  /// The most UTF-8 bytes an address may have.
  public static let longestAddress = 4096

  /// A whole number from zero, as all counts are.
  public static let count = ValueType.integer(0...Int64(Int32.max) * 1024)

  /// The type's name as `zhisou schema` prints it.
  public var name: String {
    switch self {
    case .text: "text"
    case .keyword: "keyword"
    case .code(let table): "code of \(table.name)"
    case .integer: "integer"
    case .date: "date"
    case .boolean: "boolean"
    case .url: "url"
    case .digits(let count): "\(count) digits"
    }
  }

  /// What a JSON value of this type looks like, for the remedy of a refusal.
  var example: String {
    switch self {
    case .text, .keyword: "a string, \"…\""
    case .code(let table): "a string, \"\(table.codes.first?.code ?? "")\""
    case .integer: "a whole number without quotes, 12"
    case .date: "a string, \"2023-02-13\""
    case .boolean: "true or false without quotes"
    case .url: "a string, \"https://…\""
    case .digits(let count):
      "a string of \(count) digits, \"\(String(repeating: "1", count: count))\""
    }
  }
}
