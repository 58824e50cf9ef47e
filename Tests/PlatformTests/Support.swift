import Foundation
import Testing

@testable import Platform

/// A record as JSON text, read at line 7 of `test.ndjson`.
func resource(_ json: String) throws(RecordRefusal) -> Resource {
  try Resource(json: Array(json.utf8), at: RecordPlace(source: "test.ndjson", line: 7))
}

/// What is wrong with a record.
func issues(_ json: String) -> [RecordIssue] {
  do {
    _ = try resource(json)
    return []
  } catch {
    return error.issues
  }
}

/// Everything a reader gives, in order.
struct ReadAll<Record: Sendable> {
  var records: [Record] = []
  var lines: [Int] = []
  var issues: [RecordIssue] = []

  mutating func add(_ result: ReadResult<Record>) {
    switch result {
    case .record(let record, let line):
      records.append(record)
      lines.append(line)
    case .refused(let refusal): issues += refusal.issues
    }
  }
}

extension RecordReader {
  func readAll() throws -> ReadAll<SourceRecord> {
    var all = ReadAll<SourceRecord>()
    while let result = try next() { all.add(result) }
    return all
  }
}

extension ResourceReader {
  func readAll() throws -> ReadAll<Resource> {
    var all = ReadAll<Resource>()
    while let result = try next() { all.add(result) }
    return all
  }
}

func reader(
  _ text: String,
  _ format: SourceFormat,
  columns: [String]? = nil,
  recordLimit: Int = RecordReader.defaultRecordLimit
) throws -> RecordReader {
  try RecordReader(
    .bytes(Array(text.utf8), name: "test.\(format.rawValue)"),
    format: format,
    columns: columns,
    recordLimit: recordLimit
  )
}

/// SplitMix64 (Steele, Lea and Flood 2014), so that a failing seed can be run again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Places outside the package that tests may need.
enum Places {
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func mapping(_ name: String) -> String {
    package.appendingPathComponent("Corpora/mappings/\(name)").path
  }

  /// The shared data, `nil` where there are none.
  static let shared: URL? = {
    let url =
      ProcessInfo.processInfo.environment["ZHISOU_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? package.deletingLastPathComponent().appendingPathComponent("shared")
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }()
}
