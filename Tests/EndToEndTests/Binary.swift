import Foundation
import Testing

/// Runs the `zhisou` that was built with the tests.
enum Binary {
  struct Result {
    var status: Int32
    var output: String
    var error: String

    /// A whole number of the JSON object on standard output.
    func json(_ key: String) throws -> Int? {
      let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
      return object?[key] as? Int
    }
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  static let corpus = root + "/Corpora/platform"

  /// The binary lies beside the test bundle, whatever the build folder is called.
  static var url: URL {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = program.deletingLastPathComponent()
    for _ in 0..<6 {
      let candidate = folder.appendingPathComponent("zhisou")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return URL(fileURLWithPath: root + "/.build/debug/zhisou")
  }

  static func run(_ arguments: String...) throws -> Result { try run(arguments) }

  /// Runs the binary to its end.
  ///
  /// - Parameters:
  ///   - environment: What is added to this process's environment.
  ///   - input: What the binary reads from standard input.
  static func run(
    _ arguments: [String],
    environment: [String: String] = [:],
    input: String = ""
  ) throws -> Result {
    let process = Process()
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.executableURL = url
    process.arguments = arguments
    let output = try Capture()
    let error = try Capture()
    process.standardOutput = output.handle
    process.standardError = error.handle
    let standardInput = try Capture()
    try standardInput.fill(input)
    process.standardInput = standardInput.handle
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: try output.text(),
      error: try error.text()
    )
  }

  /// Starts the binary without waiting for it; its standard error goes to a pipe.
  static func start(_ arguments: String..., standardInput: Pipe?) throws -> Process {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = Pipe()
    if let standardInput {
      process.standardInput = standardInput
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    return process
  }

  /// Waits until a process holds an index's write lock, which names it.
  static func waitForLock(of index: String, by process: Process) throws {
    let lock = URL(fileURLWithPath: index + "/write.lock")
    while try Data(contentsOf: lock).isEmpty, process.isRunning { usleep(10_000) }
  }

  /// The address that a server prints once it accepts connections.
  static func firstAddress(of process: Process) -> String? {
    guard let pipe = process.standardError as? Pipe else { return nil }
    var text = ""
    while !text.contains("Ctrl-C") {
      let data = pipe.fileHandleForReading.availableData
      guard !data.isEmpty else { return nil }
      text += String(decoding: data, as: UTF8.self)
    }
    return text.split(separator: " ").first { $0.hasPrefix("http") }.map(String.init)
  }

  /// Collects a stream in a file, which cannot fill up as a pipe can.
  private final class Capture {
    let handle: FileHandle
    private let file: URL

    init() throws {
      file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
      handle = try FileHandle(forUpdating: file)
    }

    deinit { try? FileManager.default.removeItem(at: file) }

    /// Writes a text and goes back to its start.
    func fill(_ text: String) throws {
      try handle.write(contentsOf: Data(text.utf8))
      try handle.seek(toOffset: 0)
    }

    func text() throws -> String {
      String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
  }
}

/// A folder that goes with its test.
final class TemporaryFolder: Sendable {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("zhisou-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { name.isEmpty ? url.path : url.path + "/" + name }

  /// The bytes of an index's files by name, but for the lock.
  func files(of index: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: index)
    where name != "write.lock" {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: index + "/" + name))
    }
    return files
  }

  func write(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    return path(name)
  }
}
