import SearchEngine
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Storage: directories")
struct StorageDirectoryTests {
  /// Runs a promise of every directory against both.
  private func withDirectories(_ body: (any IndexDirectory) throws -> Void) throws {
    let folder = try StorageTemporaryFolder()
    try body(FileSystemDirectory(path: folder.path + "/a/b/", create: true))
    try body(MemoryDirectory())
    try body(FaultInjectingDirectory(MemoryDirectory()))
    withExtendedLifetime(folder) {}
  }

  @Test func whatIsWrittenIsRead() throws {
    try withDirectories { directory in
      var random = StorageRandom(seed: 1)
      let bytes = random.bytes(count: 300_000)
      let sink = try directory.createFile(named: "a.terms")
      try bytes.withUnsafeBytes { bytes in
        try sink.write(UnsafeRawBufferPointer(rebasing: bytes[..<7]))
        try sink.write(UnsafeRawBufferPointer(rebasing: bytes[7..<7]))
        try sink.write(UnsafeRawBufferPointer(rebasing: bytes[7...]))
      }
      try sink.synchronize()
      try sink.close()
      try directory.synchronizeDirectory()
      #expect(try directory.contents("a.terms") == bytes)
    }
  }

  @Test func anEmptyFileCanBeOpened() throws {
    try withDirectories { directory in
      try directory.createFile(named: "empty").close()
      #expect(try directory.openFile(named: "empty").bytes.isEmpty)
    }
  }

  @Test func anExistingFileIsNotOverwritten() throws {
    try withDirectories { directory in
      try directory.replace("a", [1])
      let error = #expect(throws: StorageError.self) { _ = try directory.createFile(named: "a") }
      guard case .exists = error else { throw Unexpected(error: error) }
      #expect(try directory.contents("a") == [1])
    }
  }

  @Test func missingFilesAreNamed() throws {
    try withDirectories { directory in
      for action in [
        { _ = try directory.openFile(named: "gone") },
        { try directory.removeFile(named: "gone") },
        { try directory.renameFile(from: "gone", to: "other") },
      ] {
        let error = #expect(throws: StorageError.self) { try action() }
        guard case .missing(let file) = error else { throw Unexpected(error: error) }
        #expect(file.hasSuffix("/gone"))
      }
    }
  }

  @Test func renamingReplacesAtOnceAndOpenFilesStayReadable() throws {
    try withDirectories { directory in
      try directory.replace("manifest", [1, 2])
      try directory.replace("manifest.new", [3])
      let old = try directory.openFile(named: "manifest")
      try directory.renameFile(from: "manifest.new", to: "manifest")
      #expect(try directory.contents("manifest") == [3])
      #expect(withExtendedLifetime(old) { [UInt8](old.bytes) } == [1, 2])
      #expect(try directory.fileNames() == ["manifest"])
      try directory.removeFile(named: "manifest")
      #expect(withExtendedLifetime(old) { [UInt8](old.bytes) } == [1, 2])
    }
  }

  @Test func renamingToItselfKeepsTheFile() throws {
    try withDirectories { directory in
      try directory.replace("a", [1])
      try directory.renameFile(from: "a", to: "a")
      #expect(try directory.contents("a") == [1])
    }
  }

  @Test func namesAreSortedAndWithoutTheLock() throws {
    try withDirectories { directory in
      let lock = try directory.lock()
      for name in ["b", "a.10", "a.9", "中"] { try directory.replace(name, []) }
      #expect(try directory.fileNames() == ["a.10", "a.9", "b", "中"])
      withExtendedLifetime(lock) {}
    }
  }

  @Test(arguments: ["", ".", "..", "../x", "a/b", "/etc/passwd", ".hidden", "write.lock", "a\0b"])
  func noNameLeadsOutOfTheFolder(name: String) throws {
    try withDirectories { directory in
      for action in [
        { _ = try directory.openFile(named: name) },
        { _ = try directory.createFile(named: name) },
        { try directory.removeFile(named: name) },
        { try directory.renameFile(from: "a", to: name) },
      ] {
        #expect(throws: StorageError.invalidName(name)) { try action() }
      }
    }
  }

  @Test func aClosedFileTakesNoMore() throws {
    try withDirectories { directory in
      let sink = try directory.createFile(named: "a")
      try sink.close()
      try sink.close()
      #expect(throws: StorageError.self) { try [1].withUnsafeBytes { try sink.write($0) } }
      #expect(throws: StorageError.self) { try sink.synchronize() }
    }
  }

  @Test func aFolderThatIsNotThereIsNoIndex() throws {
    let folder = try StorageTemporaryFolder()
    let path = folder.path + "/none"
    #expect(throws: StorageError.notAnIndex(path: path)) {
      _ = try FileSystemDirectory(path: path, create: false)
    }
    #expect(throws: StorageError.self) { _ = try FileSystemDirectory(path: "", create: true) }
    let directory = try FileSystemDirectory(path: path, create: true)
    try directory.replace("file", [])
    #expect(throws: StorageError.self) {
      _ = try FileSystemDirectory(path: path + "/file/x", create: true)
    }
    _ = try FileSystemDirectory(path: path, create: false)
  }

  @Test func aFolderUnderAFilesNameIsNoFile() throws {
    let folder = try StorageTemporaryFolder()
    let directory = try FileSystemDirectory(path: folder.path, create: false)
    #expect(mkdir(folder.path + "/sub", 0o755) == 0)
    #expect(throws: StorageError.self) { _ = try directory.openFile(named: "sub") }
    #expect(try directory.fileNames() == [])
  }

  @Test func aFullDiskIsSaidToBeFull() throws {
    // The device that is always full; only Linux has it.
    let descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    let sink = FileDescriptorSink(descriptor: descriptor, path: "/index/a.terms")
    #expect(throws: StorageError.diskFull(file: "/index/a.terms")) {
      try [1].withUnsafeBytes { try sink.write($0) }
    }
    // What was lost cannot be made durable any more.
    #expect(throws: StorageError.self) { try sink.synchronize() }
    try sink.close()
  }

  @Test func everyOperationCanBeMadeToFail() throws {
    func run(_ directory: any IndexDirectory) throws {
      let writer = try ChecksummedWriter(directory: directory, name: "a", kind: .terms)
      try writer.write([1, 2, 3])
      try writer.finish()
      try directory.synchronizeDirectory()
      try directory.renameFile(from: "a", to: "b")
      try directory.synchronizeDirectory()
    }
    let whole = FaultInjectingDirectory(MemoryDirectory())
    try run(whole)
    #expect(
      whole.operations == [
        .create, .write, .write, .synchronize, .close, .synchronizeDirectory, .rename,
        .synchronizeDirectory,
      ]
    )
    #expect(whole.unsynchronizedFiles.isEmpty)
    for number in whole.operations.indices {
      for fault in [FaultInjectingDirectory.Fault.inputOutput, .diskFull] {
        let memory = MemoryDirectory()
        let directory = FaultInjectingDirectory(memory, failing: number, with: fault)
        #expect(throws: StorageError.self) { try run(directory) }
        #expect(directory.hasFailed)
        // Nothing has the final name before everything under it is durable.
        if try memory.fileNames().contains("b") { #expect(number == 7) }
      }
    }
  }
}

/// An error of another kind than a test expects.
struct Unexpected: Error {
  var error: (any Error)?
}
