#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder on disk. See ``IndexDirectory`` for what it promises and assumes.
public final class FileSystemDirectory: IndexDirectory {
  /// The path of the folder, without a slash at the end.
  public let path: String

  /// Opens the folder at `path`; with `create`, makes it and the folders above it if need be.
  ///
  /// - Throws: ``StorageError/notAnIndex(path:)`` when there is no folder at the path.
  public init(path: String, create: Bool) throws(StorageError) {
    var trimmed = path[...]
    while trimmed.utf8.count > 1, trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
    self.path = String(trimmed)
    guard !trimmed.isEmpty, !trimmed.utf8.contains(0) else { throw .notAnIndex(path: path) }
    if create { try Self.createFolders(self.path) }
    guard Self.isFolder(self.path) else { throw .notAnIndex(path: self.path) }
  }

  /// The path of the folder.
  public var description: String { path }

  /// The names of the regular files. Linear in the number of entries of the folder.
  public func fileNames() throws(StorageError) -> [String] {
    guard let stream = opendir(path) else {
      throw StorageError(operation: "list", file: path, errno: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw StorageError(operation: "list", file: path, errno: errno) }
        break
      }
      // The kernel ends d_name with a zero byte.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee))
        { String(cString: $0) }
      }
      let type = Int(entry.pointee.d_type)
      guard type == Int(DT_REG) || type == Int(DT_UNKNOWN) else { continue }
      guard !name.hasPrefix("."), name != IndexFileName.lock else { continue }
      names.append(name)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Creates a file with `O_EXCL`.
  public func createFile(named name: String) throws(StorageError) -> any IndexFileSink {
    let file = try location(name)
    let descriptor = retryingInterrupts {
      open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else {
      throw StorageError(operation: "create", file: file, errno: errno)
    }
    return FileDescriptorSink(descriptor: descriptor, path: file)
  }

  /// Maps a file with `mmap(2)`.
  public func openFile(named name: String) throws(StorageError) -> MappedFile {
    let file = try location(name)
    let descriptor = retryingInterrupts { open(file, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      throw StorageError(operation: "open", file: file, errno: errno)
    }
    defer { _ = close(descriptor) }
    return try MappedFile(descriptor: descriptor, name: name, path: file)
  }

  /// Removes a file with `unlink(2)`.
  public func removeFile(named name: String) throws(StorageError) {
    let file = try location(name)
    guard unlink(file) == 0 else {
      throw StorageError(operation: "remove", file: file, errno: errno)
    }
  }

  /// Renames a file with `rename(2)`.
  public func renameFile(from oldName: String, to newName: String) throws(StorageError) {
    let (old, new) = (try location(oldName), try location(newName))
    guard rename(old, new) == 0 else {
      throw StorageError(operation: "rename", file: old, errno: errno)
    }
  }

  /// Makes the entries of the folder durable, with `fsync(2)` on the folder.
  public func synchronizeDirectory() throws(StorageError) {
    try Self.synchronizeFolder(path)
  }

  /// Takes the lock with `flock(2)` on `write.lock`, which holds the owner's process id.
  public func lock() throws(StorageError) -> IndexLock {
    try IndexLock(lockingFile: path + "/" + IndexFileName.lock)
  }

  private func location(_ name: String) throws(StorageError) -> String {
    try IndexFileName.validate(name)
    return path + "/" + name
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func createFolders(_ path: String) throws(StorageError) {
    if path.isEmpty || isFolder(path) { return }
    var parent = "."
    if let slash = path.lastIndex(of: "/") {
      parent = slash == path.startIndex ? "/" : String(path[..<slash])
      try createFolders(parent)
    }
    guard mkdir(path, 0o755) == 0 || (errno == EEXIST && isFolder(path)) else {
      throw StorageError(operation: "create", file: path, errno: errno)
    }
    // An index in a folder that a power cut takes away has not survived it.
    try synchronizeFolder(parent)
  }

  private static func synchronizeFolder(_ path: String) throws(StorageError) {
    let descriptor = retryingInterrupts { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      throw StorageError(operation: "open", file: path, errno: errno)
    }
    defer { _ = close(descriptor) }
    guard synchronizeDescriptor(descriptor) == 0 else {
      throw StorageError(operation: "synchronize", file: path, errno: errno)
    }
  }
}

/// Repeats a system call that a signal interrupted. `errno` is that of the last call.
func retryingInterrupts<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

/// `fsync`, or what keeps its promise on this system.
func synchronizeDescriptor(_ descriptor: Int32) -> Int32 {
  #if canImport(Darwin)
    let result = retryingInterrupts { fcntl(descriptor, F_FULLFSYNC) }
    if result == 0 { return 0 }
  #endif
  return retryingInterrupts { fsync(descriptor) }
}
