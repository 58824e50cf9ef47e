import Mustache

/// Escapes text for HTML, byte by byte.
///
/// The escaping that Mustache has itself goes character by character, and to it a quotation mark
/// with a combining mark behind it is another character, which it lets through: it could then end an
/// attribute.
struct HTMLText: MustacheContentType {
  /// The name by which templates ask for it.
  static let name = "ESCAPED_HTML"

  func escapeText(_ text: String) -> String {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): escaped += "&lt;".utf8
      case UInt8(ascii: ">"): escaped += "&gt;".utf8
      case UInt8(ascii: "&"): escaped += "&amp;".utf8
      case UInt8(ascii: "\""): escaped += "&quot;".utf8
      case UInt8(ascii: "'"): escaped += "&#39;".utf8
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
