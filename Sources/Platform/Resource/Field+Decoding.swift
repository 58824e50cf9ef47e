/// Why a field refuses a value.
struct ValueRefusal: Error {
  let reason: RecordIssue.Reason
  init(_ reason: RecordIssue.Reason) { self.reason = reason }
}

extension Field {
  /// The value that JSON holds for the field, `nil` when it holds nothing.
  func value(of json: JSONValue) throws(ValueRefusal) -> Resource.Value? {
    if json == .null { return nil }
    guard isList else { return try single(json) }
    guard case .array(let elements) = json else { throw wrongType(json) }
    var texts: [String] = []
    texts.reserveCapacity(elements.count)
    for element in elements {
      switch try single(element) {
      case .text(let text): texts.append(text)
      case nil: continue
      default: throw wrongType(json)
      }
    }
    return texts.isEmpty ? nil : .list(texts)
  }

  private func wrongType(_ json: JSONValue) -> ValueRefusal {
    ValueRefusal(
      .wrongType(
        expected: isList ? "a list of strings" : type.name,
        found: json.kind,
        example: isList ? "a list of strings, [\"…\"]" : type.example
      )
    )
  }

  private func single(_ json: JSONValue) throws(ValueRefusal) -> Resource.Value? {
    switch (type, json) {
    case (_, .null): return nil
    case (.integer(let range), .integer(let integer)):
      guard range.contains(integer) else { throw ValueRefusal(.outOfRange(integer, range)) }
      return .integer(integer)
    case (.boolean, .boolean(let boolean)): return .boolean(boolean)
    case (.integer, _), (.boolean, _): throw wrongType(json)
    case (_, .string(let text)):
      if name == .id { return .text(try Self.identifier(text)) }
      return text.isEmpty ? nil : try value(ofText: text)
    default: throw wrongType(json)
    }
  }

  private func value(ofText text: String) throws(ValueRefusal) -> Resource.Value {
    switch type {
    case .keyword:
      try Self.checkKeyword(text)
      return .text(text)
    case .code(let table):
      guard let code = table.code(spelled: text) else {
        let spellings = table.codes.map(\.code) + table.codes.map(\.label.chinese)
        throw ValueRefusal(
          .unknownCode(
            text,
            table: table.name,
            nearest: EditDistance.nearest(to: text, among: spellings)
          )
        )
      }
      return .text(code.code)
    case .date:
      guard let date = CalendarDate(text) else { throw ValueRefusal(.badDate(text)) }
      return .date(date)
    case .url:
      guard Self.isWebAddress(text) else { throw ValueRefusal(.badAddress(text)) }
      return .text(text)
    case .digits(let count):
      guard text.utf8.count == count,
        text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
      else { throw ValueRefusal(.badDigits(text, count: count)) }
      return .text(text)
    case .text, .integer, .boolean: return .text(text)
    }
  }

  private static func identifier(_ text: String) throws(ValueRefusal) -> String {
    if text.isEmpty { throw ValueRefusal(.badIdentifier("is empty")) }
    if text.utf8.count > Resource.longestIdentifier {
      throw ValueRefusal(.badIdentifier("has \(text.utf8.count) bytes"))
    }
    if hasControlCharacter(text) {
      throw ValueRefusal(.badIdentifier("holds a control character"))
    }
    return text
  }

  private static func checkKeyword(_ text: String) throws(ValueRefusal) {
    if text.utf8.count > ValueType.longestKeyword {
      throw ValueRefusal(.badKeyword("has \(text.utf8.count) bytes"))
    }
    if hasControlCharacter(text) {
      throw ValueRefusal(.badKeyword("holds a line break or another control character"))
    }
  }

  /// Whether a text holds a C0 or C1 control, or a line or paragraph separator.
  private static func hasControlCharacter(_ text: String) -> Bool {
    // C2 begins the C1 controls, E2 the separators; without them the bytes alone tell.
    var needsScalars = false
    for byte in text.utf8 {
      if byte < 0x20 || byte == 0x7F { return true }
      if byte == 0xC2 || byte == 0xE2 { needsScalars = true }
    }
    return needsScalars
      && text.unicodeScalars.contains {
        (0x80...0x9F).contains($0.value) || $0.value == 0x2028 || $0.value == 0x2029
      }
  }

  /// Whether a text is `http://` or `https://` and a host, without spaces and controls.
  private static func isWebAddress(_ text: String) -> Bool {
    guard text.utf8.count <= ValueType.longestAddress else { return false }
    let scheme = text.prefix { $0 != ":" }.lowercased()
    guard scheme == "http" || scheme == "https" else { return false }
    let rest = text.dropFirst(scheme.count)
    guard rest.hasPrefix("://"), let host = rest.dropFirst(3).first, host != "/" else {
      return false
    }
    return !hasControlCharacter(text)
      && !text.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "\"" || $0 == "<" }
  }
}
