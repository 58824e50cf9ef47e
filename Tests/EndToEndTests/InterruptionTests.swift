import Foundation
import Testing

/// What stops a run from outside: a signal, a disk without room.
@Suite(.serialized) struct InterruptionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let record =
    #"{"id":"a","collection":"online_course","title":"焊接","summary":"焊条电弧焊。"}"#

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalLeavesTheLastCommit(signal: Int32) throws {
    let index = folder.path("index")
    let input = try folder.write("a.ndjson", Self.record)
    #expect(try Binary.run("index", input, "--index", index).status == 0)
    let before = try folder.files(of: index)
    let pipe = Pipe()
    let process = try Binary.start("index", "-", "--index", index, standardInput: pipe)
    let more = Self.record.replacingOccurrences(of: #""a""#, with: #""b""#) + "\n"
    try pipe.fileHandleForWriting.write(contentsOf: Data(more.utf8))
    // Whoever holds the lock listens to signals already.
    try Binary.waitForLock(of: index, by: process)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    let error = (process.standardError as? Pipe)?.fileHandleForReading.readDataToEndOfFile()
    let said = String(decoding: error ?? Data(), as: UTF8.self)
    #expect(said.contains("the index stands at commit 1 with 1 document."), "\(said)")
    #expect(try folder.files(of: index) == before)
  }

  /// Whether a small file system can be mounted: in the right hands, on Linux.
  private static let canMount: Bool = {
    guard getuid() == 0, let folder = try? TemporaryFolder() else { return false }
    guard (try? mount(folder.path(""))) == true else { return false }
    unmount(folder.path(""))
    return true
  }()

  private static func mount(_ path: String) throws -> Bool {
    try shell("/bin/mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path) == 0
  }

  private static func unmount(_ path: String) { _ = try? shell("/bin/umount", path) }

  private static func shell(_ path: String, _ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(.enabled(if: canMount, "needs the right to mount a small file system"))
  func aFullDiskLeavesTheLastCommitAndGivesItsRoomBack() throws {
    let disk = folder.path("disk")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    #expect(try Self.mount(disk))
    defer { Self.unmount(disk) }
    let index = disk + "/index"
    #expect(try Binary.run("index", Binary.corpus, "--index", index).status == 0)
    let before = try folder.files(of: index)
    let large = folder.path("large.ndjson")
    #expect(try Binary.run("corpus", "--scale", "0.1", "--output", large).status == 0)
    let result = try Binary.run("index", large, "--index", index)
    #expect(result.status == 2)
    #expect(result.error.contains("No space was left to write \(index)/"), "\(result.error)")
    #expect(result.error.contains("the index stands at commit 1"), "\(result.error)")
    #expect(try folder.files(of: index) == before)
    #expect(try Binary.run("check", "--index", index).status == 0)
  }

  @Test func aPortInUseIsSaidToBe() throws {
    let index = folder.path("index")
    let input = try folder.write("a.ndjson", Self.record)
    #expect(try Binary.run("index", input, "--index", index).status == 0)
    let server = try Binary.start("serve", "--index", index, "--port", "0", standardInput: nil)
    defer { server.terminate() }
    let address = try #require(Binary.firstAddress(of: server))
    let port = try #require(URL(string: address)?.port)
    let result = try Binary.run("serve", "--index", index, "--port", "\(port)")
    #expect(result.status == 2)
    #expect(result.error.contains("Choose another port with --port"), "\(result.error)")
  }
}
