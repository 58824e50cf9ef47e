import Foundation

/// Data as other programs read it: one JSON object, keys in snake case and sorted.
enum JSONOutput {
  static func write(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    try StandardOutput.shared.write(Array(try encoder.encode(value)) + [UInt8(ascii: "\n")])
  }
}
