import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A directory in memory, for tests and for small indexes that need not last.
///
/// Opening a file copies it. Every operation is atomic; nothing survives the object.
public final class MemoryDirectory: IndexDirectory {
  private struct State {
    /// A file keeps its number when it is renamed, so that an open sink goes on writing to it.
    var numbers: [String: Int] = [:]
    var contents: [Int: [UInt8]] = [:]
    var nextNumber = 0
    var isLocked = false
  }

  private let state = Mutex(State())

  /// An empty directory.
  public init() {}

  /// The word "memory".
  public var description: String { "memory" }

  /// The names of the files.
  public func fileNames() throws(StorageError) -> [String] {
    state.withLock { Array($0.numbers.keys) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Creates an empty file.
  public func createFile(named name: String) throws(StorageError) -> any IndexFileSink {
    try IndexFileName.validate(name)
    let number: Int? = state.withLock { state in
      guard state.numbers[name] == nil else { return nil }
      state.nextNumber += 1
      state.numbers[name] = state.nextNumber
      state.contents[state.nextNumber] = []
      return state.nextNumber
    }
    guard let number else { throw .exists(file: location(name)) }
    return Sink(directory: self, number: number, path: location(name))
  }

  /// Copies the bytes that were written so far. Linear in their number.
  public func openFile(named name: String) throws(StorageError) -> MappedFile {
    try IndexFileName.validate(name)
    let bytes = state.withLock { state in state.numbers[name].flatMap { state.contents[$0] } }
    guard let bytes else { throw .missing(file: location(name)) }
    return MappedFile(bytes: bytes, name: name, path: location(name))
  }

  /// Removes a file. What is written to it afterwards is lost.
  public func removeFile(named name: String) throws(StorageError) {
    try IndexFileName.validate(name)
    let wasThere = state.withLock { state in
      guard let number = state.numbers.removeValue(forKey: name) else { return false }
      state.contents[number] = nil
      return true
    }
    if !wasThere { throw .missing(file: location(name)) }
  }

  /// Gives a file another name.
  public func renameFile(from oldName: String, to newName: String) throws(StorageError) {
    try IndexFileName.validate(oldName)
    try IndexFileName.validate(newName)
    let wasThere = state.withLock { state in
      guard let number = state.numbers.removeValue(forKey: oldName) else { return false }
      if let replaced = state.numbers.updateValue(number, forKey: newName) {
        state.contents[replaced] = nil
      }
      return true
    }
    if !wasThere { throw .missing(file: location(oldName)) }
  }

  /// Does nothing: there is nothing more durable.
  public func synchronizeDirectory() throws(StorageError) {}

  /// Takes the lock, which excludes other users of this object.
  public func lock() throws(StorageError) -> IndexLock {
    let isTaken = state.withLock { state in
      defer { state.isLocked = true }
      return state.isLocked
    }
    if isTaken { throw .locked(path: location(IndexFileName.lock), process: getpid()) }
    return IndexLock { self.state.withLock { $0.isLocked = false } }
  }

  private func location(_ name: String) -> String { "memory/" + name }

  private final class Sink: IndexFileSink {
    private let directory: MemoryDirectory
    private let number: Int
    private let path: String
    private var isOpen = true

    init(directory: MemoryDirectory, number: Int, path: String) {
      self.directory = directory
      self.number = number
      self.path = path
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
      guard isOpen else { throw .system(operation: "write", file: path, errno: EBADF) }
      let count = bytes.count
      // A copy, since a pointer cannot be handed into the lock's isolation.
      let added = [UInt8](bytes)
      guard count > 0 else { return }
      directory.state.withLock { $0.contents[number]?.append(contentsOf: added) }
    }

    func synchronize() throws(StorageError) {
      guard isOpen else { throw .system(operation: "synchronize", file: path, errno: EBADF) }
    }

    func close() throws(StorageError) {
      isOpen = false
    }
  }
}
