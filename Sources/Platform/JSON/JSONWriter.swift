/// Writes compact JSON, one byte array for a whole record.
public struct JSONWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []

  /// Makes an empty writer.
  public init() {}

  /// Empties the writer and keeps its memory.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Writes bytes as they are: punctuation, or a fragment made before.
  public mutating func write(raw text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Writes bytes that are JSON already.
  public mutating func write(raw fragment: some Sequence<UInt8>) {
    bytes.append(contentsOf: fragment)
  }

  /// Writes a string. Only what RFC 8259 requires is escaped. O(bytes).
  public mutating func write(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var start = 0
      for index in utf8.indices {
        let byte = utf8[index]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
          continue
        }
        bytes.append(contentsOf: utf8[start..<index])
        writeEscape(byte)
        start = index + 1
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func writeEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): write(raw: "\\\"")
    case UInt8(ascii: "\\"): write(raw: "\\\\")
    case 0x08: write(raw: "\\b")
    case 0x09: write(raw: "\\t")
    case 0x0A: write(raw: "\\n")
    case 0x0C: write(raw: "\\f")
    case 0x0D: write(raw: "\\r")
    default:
      write(raw: "\\u00")
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }

  /// Writes an integer.
  public mutating func write(_ integer: Int64) { bytes.append(contentsOf: String(integer).utf8) }

  /// Writes `true` or `false`.
  public mutating func write(_ boolean: Bool) { write(raw: boolean ? "true" : "false") }

  /// Writes any value; objects keep their members' order, numbers that JSON lacks become `null`.
  public mutating func write(_ value: JSONValue) {
    switch value {
    case .null: write(raw: "null")
    case .boolean(let boolean): write(boolean)
    case .integer(let integer): write(integer)
    case .number(let number):
      if number.isFinite { write(raw: "\(number)".utf8) } else { write(raw: "null") }
    case .string(let text): write(text)
    case .array(let values):
      writeList(values, open: "[", close: "]") { writer, value in writer.write(value) }
    case .object(let object):
      writeList(object.members, open: "{", close: "}") { writer, member in
        writer.write(member.key)
        writer.write(raw: ":")
        writer.write(member.value)
      }
    }
  }

  /// Writes elements between brackets, commas between them.
  public mutating func writeList<Element>(
    _ elements: [Element],
    open: StaticString,
    close: StaticString,
    _ element: (inout JSONWriter, Element) -> Void
  ) {
    write(raw: open)
    for (index, value) in elements.enumerated() {
      if index > 0 { write(raw: ",") }
      element(&self, value)
    }
    write(raw: close)
  }
}
