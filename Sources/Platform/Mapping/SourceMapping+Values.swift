extension SourceMapping.Rule {
  /// The columns the rule reads.
  var sourceColumns: [String] {
    switch origin {
    case .column(let column): [column]
    case .parts(let templates, _): templates.flatMap(\.columns)
    }
  }

  private var sourceName: String { sourceColumns.joined(separator: ", ") }

  /// A source's value as text, without the white space around it; `nil` for objects and lists.
  static func text(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text.trimmingSpaces
    case .integer(let integer): String(integer)
    case .number(let number): "\(number)"
    case .boolean(let boolean): boolean ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// The value for the field; values of the right JSON type are left to the dictionary's check.
  func value(of source: JSONValue, for field: Field) throws(ValueRefusal) -> JSONValue? {
    if field.isList { return list(of: source) }
    switch (field.type, source) {
    case (.integer, .integer), (.boolean, .boolean): return source
    default: break
    }
    guard let text = Self.text(source) else { return source == .null ? nil : source }
    let translated = codes[text] ?? text
    if translated.isEmpty { return nil }
    return try value(ofText: translated, type: field.type)
  }

  private func list(of source: JSONValue) -> JSONValue? {
    var elements: [JSONValue] = []
    if case .array(let values) = source {
      for value in values {
        guard let text = Self.text(value) else {
          elements.append(value)
          continue
        }
        append(text, to: &elements)
      }
    } else if let text = Self.text(source) {
      var pieces = [text[...]]
      for separator in separators {
        pieces = pieces.flatMap { $0.split(separator: separator) }
      }
      for piece in pieces { append(piece.trimmingSpaces, to: &elements) }
    } else {
      return source == .null ? nil : source
    }
    return elements.isEmpty ? nil : .array(elements)
  }

  private func append(_ text: String, to elements: inout [JSONValue]) {
    let translated = codes[text] ?? text
    if !translated.isEmpty { elements.append(.string(translated)) }
  }

  private func value(ofText text: String, type: ValueType) throws(ValueRefusal) -> JSONValue {
    switch type {
    case .integer:
      guard let integer = TextReading.integer(text, reading: number) else {
        throw ValueRefusal(.unreadable(text, asType: "a whole number", column: sourceName))
      }
      return .integer(integer)
    case .boolean:
      guard let boolean = TextReading.boolean(text) else {
        throw ValueRefusal(.unreadable(text, asType: "true or false", column: sourceName))
      }
      return .boolean(boolean)
    case .date:
      guard let date = TextReading.date(text) else {
        throw ValueRefusal(.unreadable(text, asType: "a date", column: sourceName))
      }
      return .string(date.description)
    default: return .string(text)
    }
  }
}

/// Reads numbers, days and truth values as tables spell them.
enum TextReading {
  /// A whole number: digits with an optional sign and `,` between thousands, or the first digits.
  static func integer(_ text: String, reading: SourceMapping.NumberReading) -> Int64? {
    switch reading {
    case .whole:
      let groups = text.split(separator: ",", omittingEmptySubsequences: false)
      // 1,2 is a list or a decimal comma, not twelve.
      guard groups.first?.isEmpty == false,
        groups.dropFirst().allSatisfy({ $0.utf8.count == 3 && $0.utf8.allSatisfy(isDigit) })
      else { return nil }
      return Int64(groups.joined())
    case .first:
      let digits = text.utf8.drop { !isDigit($0) }.prefix(while: isDigit)
      return digits.isEmpty ? nil : Int64(String(Substring(digits)))
    }
  }

  /// A day as `2023-02-13`, `2023/2/13`, `2023.2.13`, `20230213` or `2023年2月13日`.
  static func date(_ text: String) -> CalendarDate? {
    let runs = text.utf8.split { !isDigit($0) }.compactMap { Int(String(Substring($0))) }
    let first = text.utf8.prefix(while: isDigit).count
    if runs.count == 1, first == 8, text.utf8.count == 8 {
      return CalendarDate(
        year: runs[0] / 10000,
        month: runs[0] / 100 % 100,
        day: runs[0] % 100
      )
    }
    guard runs.count == 3, first == 4 else { return nil }
    let separators = text.filter { !$0.isASCII || !$0.isNumber }
    guard ["--", "//", "..", "年月日", "年月"].contains(separators) else { return nil }
    return CalendarDate(year: runs[0], month: runs[1], day: runs[2])
  }

  /// A truth value in English, Chinese or as 0 and 1.
  static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "1", "yes", "是": true
    case "false", "0", "no", "否": false
    default: nil
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

extension StringProtocol {
  /// The text without the white space around it, the ideographic space and byte order marks included.
  var trimmingSpaces: String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x21...0x7E, 0x3001...0xFEFE: false
      default: scalar.properties.isWhitespace || scalar == "\u{FEFF}"
      }
    }
    guard let first = unicodeScalars.first, let last = unicodeScalars.last,
      isSpace(first) || isSpace(last)
    else { return String(self) }
    let start = unicodeScalars.firstIndex { !isSpace($0) } ?? unicodeScalars.endIndex
    guard let end = unicodeScalars.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(self[start...end])
  }
}
