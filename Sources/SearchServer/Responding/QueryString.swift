import Platform

/// The query part of an address, strictly decoded.
enum QueryString {
  /// The parameters in their order; `+` is a space, as forms send it.
  ///
  /// - Throws: ``InvalidRequest`` where a percent sign is not followed by two hexadecimal digits or
  ///   what comes out is not UTF-8.
  static func parameters(of query: String) throws(InvalidRequest) -> [RequestParameter] {
    var parameters: [RequestParameter] = []
    for piece in query.utf8.split(separator: UInt8(ascii: "&")) {
      let halves = piece.split(
        separator: UInt8(ascii: "="),
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      let name = try decode(halves[0], of: "query")
      let value = halves.count > 1 ? try decode(halves[1], of: name) : ""
      parameters.append(RequestParameter(name, value))
    }
    return parameters
  }

  /// Decodes one name, value or path segment.
  static func decode(
    _ text: some Sequence<UInt8>,
    of parameter: String,
    plusIsSpace: Bool = true
  ) throws(InvalidRequest) -> String {
    var bytes: [UInt8] = []
    var iterator = text.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit)
        else {
          throw InvalidRequest(RequestIssue(parameter: parameter, reason: .badPercentEncoding))
        }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    guard let string = String(validating: bytes, as: UTF8.self) else {
      throw InvalidRequest(RequestIssue(parameter: parameter, reason: .notUTF8))
    }
    return string
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Percent-encodes everything but unreserved characters (RFC 3986).
  static func encode(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        encoded += "%"
        let hexadecimal = String(byte, radix: 16, uppercase: true)
        encoded += hexadecimal.count == 1 ? "0" + hexadecimal : hexadecimal
      }
    }
    return encoded
  }

  /// The query part for parameters, without the question mark.
  static func string(of parameters: [RequestParameter]) -> String {
    parameters.map { "\(encode($0.name))=\(encode($0.value))" }.joined(separator: "&")
  }
}
