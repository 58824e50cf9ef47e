#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The lines of a text file of an evaluation, with their numbers.
struct EvaluationFile {
  let name: String
  private let text: String

  init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  init(contentsOf path: String) throws(EvaluationFileError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw EvaluationFileError(
        path,
        "the file cannot be read",
        remedy: "check the path and its permissions"
      )
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      let line = Self.firstInvalidLine(data)
      throw EvaluationFileError(
        path,
        line: line,
        "the file is not UTF-8",
        remedy: "save it as UTF-8"
      )
    }
    self.init(name: path, text: text)
  }

  private static func firstInvalidLine(_ data: Data) -> Int? {
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
  }

  /// Calls `body` with every line that is not blank, and its number from 1.
  func forEachLine(
    _ body: (Substring, Int) throws(EvaluationFileError) -> Void
  ) throws(EvaluationFileError) {
    var number = 0
    var rest = text.utf8[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      var line = rest[..<end]
      rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...]
      number += 1
      if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
      guard line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else {
        continue
      }
      try body(Substring(line), number)
    }
  }

  /// The parts of a line between spaces and tabs.
  static func columns(_ line: Substring) -> [Substring] {
    line.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.map { Substring($0) }
  }

  func error(_ line: Int, _ reason: String, remedy: String) -> EvaluationFileError {
    EvaluationFileError(name, line: line, reason, remedy: remedy)
  }
}
