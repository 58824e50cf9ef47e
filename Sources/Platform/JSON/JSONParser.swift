/// Reads one JSON text (RFC 8259) from UTF-8 bytes.
///
/// Strict: no comments, no trailing commas, no bare control characters in strings, nothing after the
/// value but white space. Arrays and objects nest at most ``maximumDepth`` deep, because the parser
/// is recursive and a record of `[[[[…` must not end the process.
///
/// ```
/// value   = "null" | "true" | "false" | number | string | array | object
/// array   = "[" [ value *( "," value ) ] "]"
/// object  = "{" [ string ":" value *( "," string ":" value ) ] "}"
/// ```
public struct JSONParser {
  /// How deep arrays and objects may nest.
  public static let maximumDepth = 64

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0

  /// Reads the value that the bytes hold. O(bytes).
  public static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(JSONSyntaxError) -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    let value = try parser.parseValue()
    parser.skipWhiteSpace()
    guard parser.position == bytes.count else {
      throw JSONSyntaxError("text follows the value", at: parser.position)
    }
    return value
  }

  /// Reads the value that the bytes hold. O(bytes).
  public static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
    let result = bytes.withUnsafeBufferPointer { bytes in
      Result { () throws(JSONSyntaxError) in try parse(bytes) }
    }
    return try result.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipWhiteSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func parseValue() throws(JSONSyntaxError) -> JSONValue {
    skipWhiteSpace()
    guard let byte = current else { throw JSONSyntaxError("the text ends early", at: position) }
    switch byte {
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "{"): return .object(try parseObject())
    case UInt8(ascii: "["): return .array(try parseArray())
    case UInt8(ascii: "t"):
      try expect("true")
      return .boolean(true)
    case UInt8(ascii: "f"):
      try expect("false")
      return .boolean(false)
    case UInt8(ascii: "n"):
      try expect("null")
      return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
    default: throw JSONSyntaxError("a value is missing", at: position)
    }
  }

  private mutating func expect(_ literal: StaticString) throws(JSONSyntaxError) {
    let count = literal.utf8CodeUnitCount
    for index in 0..<count {
      guard position + index < bytes.count,
        bytes[position + index] == literal.utf8Start[index]
      else { throw JSONSyntaxError("a value is misspelled", at: position) }
    }
    position += count
  }

  private mutating func descend() throws(JSONSyntaxError) {
    depth += 1
    position += 1
    if depth > Self.maximumDepth {
      throw JSONSyntaxError("values nest deeper than \(Self.maximumDepth)", at: position - 1)
    }
  }

  private mutating func parseArray() throws(JSONSyntaxError) -> [JSONValue] {
    try descend()
    defer { depth -= 1 }
    var values: [JSONValue] = []
    skipWhiteSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return values
    }
    while true {
      values.append(try parseValue())
      if try endsList(with: UInt8(ascii: "]"), "a list") { return values }
    }
  }

  private mutating func parseObject() throws(JSONSyntaxError) -> JSONObject {
    try descend()
    defer { depth -= 1 }
    var object = JSONObject()
    skipWhiteSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return object
    }
    while true {
      skipWhiteSpace()
      guard current == UInt8(ascii: "\"") else {
        throw JSONSyntaxError("a key in double quotes is missing", at: position)
      }
      let key = try parseString()
      skipWhiteSpace()
      guard current == UInt8(ascii: ":") else {
        throw JSONSyntaxError("a colon is missing after a key", at: position)
      }
      position += 1
      object.members.append(JSONObject.Member(key, try parseValue()))
      if try endsList(with: UInt8(ascii: "}"), "an object") { return object }
    }
  }

  private mutating func endsList(
    with end: UInt8,
    _ what: String
  ) throws(JSONSyntaxError) -> Bool {
    skipWhiteSpace()
    switch current {
    case end:
      position += 1
      return true
    case UInt8(ascii: ","):
      position += 1
      return false
    default: throw JSONSyntaxError("\(what) is not closed", at: position)
    }
  }

  private mutating func parseNumber() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    var isInteger = true
    if current == UInt8(ascii: "-") { position += 1 }
    let firstDigit = position
    skipDigits()
    guard position > firstDigit else { throw JSONSyntaxError("a digit is missing", at: position) }
    if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
      throw JSONSyntaxError("a number starts with 0", at: firstDigit)
    }
    if current == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      try requireDigits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isInteger = false
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try requireDigits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let integer = Int64(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      throw JSONSyntaxError("a number is out of range", at: start)
    }
    return .number(number)
  }

  private mutating func skipDigits() {
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
  }

  private mutating func requireDigits() throws(JSONSyntaxError) {
    let start = position
    skipDigits()
    guard position > start else { throw JSONSyntaxError("a digit is missing", at: position) }
  }
}

extension JSONParser {
  private mutating func parseString() throws(JSONSyntaxError) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let text = try text(start..<position)
        position += 1
        return text
      case UInt8(ascii: "\\"): return try parseEscapedString(from: start)
      case 0..<0x20: throw JSONSyntaxError("a string holds a control character", at: position)
      default: position += 1
      }
    }
    throw JSONSyntaxError("a string is not closed", at: start - 1)
  }

  private func text(_ range: Range<Int>) throws(JSONSyntaxError) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw JSONSyntaxError("bytes that are no UTF-8", at: range.lowerBound, isEncoding: true)
    }
    return text
  }

  private mutating func parseEscapedString(from start: Int) throws(JSONSyntaxError) -> String {
    var decoded = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let text = String(validating: decoded, as: UTF8.self) else {
          throw JSONSyntaxError("bytes that are no UTF-8", at: start, isEncoding: true)
        }
        return text
      case UInt8(ascii: "\\"): try parseEscape(into: &decoded)
      case 0..<0x20: throw JSONSyntaxError("a string holds a control character", at: position)
      default:
        decoded.append(byte)
        position += 1
      }
    }
    throw JSONSyntaxError("a string is not closed", at: start - 1)
  }

  private mutating func parseEscape(into decoded: inout [UInt8]) throws(JSONSyntaxError) {
    let start = position
    position += 1
    guard let byte = current else { throw JSONSyntaxError("a string is not closed", at: start) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"): decoded.append(contentsOf: Array(try parseUnicodeEscape().utf8))
    default: throw JSONSyntaxError("an escape is unknown", at: start)
    }
  }

  /// Reads the digits after `\u`, joining surrogate pairs; a lone surrogate is an error.
  private mutating func parseUnicodeEscape() throws(JSONSyntaxError) -> String {
    let start = position - 2
    let first = try parseHexadecimal()
    var scalar = UInt32(first)
    if (0xD800..<0xDC00).contains(first), current == UInt8(ascii: "\\") {
      position += 1
      guard current == UInt8(ascii: "u") else {
        throw JSONSyntaxError("half a surrogate pair", at: start)
      }
      position += 1
      let second = try parseHexadecimal()
      guard (0xDC00..<0xE000).contains(second) else {
        throw JSONSyntaxError("half a surrogate pair", at: start)
      }
      scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(scalar) else {
      throw JSONSyntaxError("half a surrogate pair", at: start)
    }
    return String(Character(scalar))
  }

  private mutating func parseHexadecimal() throws(JSONSyntaxError) -> UInt16 {
    guard position + 4 <= bytes.count,
      let value = UInt16(
        String(decoding: bytes[position..<position + 4], as: UTF8.self),
        radix: 16
      ),
      bytes[position] != UInt8(ascii: "+")
    else { throw JSONSyntaxError("four hexadecimal digits are missing", at: position) }
    position += 4
    return value
  }
}
