import SearchEngine
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A directory that fails on purpose, to prove that an indexing run leaves the last commit intact
/// wherever it breaks off.
///
/// It counts the operations that change the directory. Run once without a fault to learn how many
/// there are (``operations``), then once for each number.
final class FaultInjectingDirectory: IndexDirectory {
  enum Operation: String, Sendable, CaseIterable {
    case create, write, synchronize, close, rename, remove, synchronizeDirectory
  }

  enum Fault: Sendable {
    /// The medium gives an error.
    case inputOutput
    /// There is no room left.
    case diskFull
  }

  private struct State {
    var operations: [Operation] = []
    var hasFailed = false
    var unsynchronized: Set<String> = []
  }

  private let base: any IndexDirectory
  private let failing: Int?
  private let kinds: Set<Operation>
  private let fault: Fault
  private let isLasting: Bool
  private let state = Mutex(State())

  /// - Parameter failing: The number, from 0, of the operation that fails, among those of `kinds`.
  /// - Parameter isLasting: Whether all operations after it fail too, as after a crash.
  init(
    _ base: any IndexDirectory,
    failing: Int? = nil,
    among kinds: Set<Operation> = Set(Operation.allCases),
    with fault: Fault = .inputOutput,
    isLasting: Bool = true
  ) {
    self.base = base
    self.failing = failing
    self.kinds = kinds
    self.fault = fault
    self.isLasting = isLasting
  }

  /// The operations so far, of the kinds that may fail.
  var operations: [Operation] { state.withLock { $0.operations } }

  /// Whether the fault has happened.
  var hasFailed: Bool { state.withLock { $0.hasFailed } }

  /// The files that a power cut could damage: created or written to, but not synchronised since.
  var unsynchronizedFiles: Set<String> { state.withLock { $0.unsynchronized } }

  var description: String { base.description }

  func fileNames() throws(StorageError) -> [String] { try base.fileNames() }

  func openFile(named name: String) throws(StorageError) -> MappedFile {
    try base.openFile(named: name)
  }

  func lock() throws(StorageError) -> IndexLock { try base.lock() }

  func createFile(named name: String) throws(StorageError) -> any IndexFileSink {
    try perform(.create, name)
    let sink = try base.createFile(named: name)
    state.withLock { _ = $0.unsynchronized.insert(name) }
    return Sink(directory: self, name: name, base: sink)
  }

  func removeFile(named name: String) throws(StorageError) {
    try perform(.remove, name)
    try base.removeFile(named: name)
    state.withLock { _ = $0.unsynchronized.remove(name) }
  }

  func renameFile(from oldName: String, to newName: String) throws(StorageError) {
    try perform(.rename, oldName)
    try base.renameFile(from: oldName, to: newName)
    state.withLock { state in
      if state.unsynchronized.remove(oldName) != nil { state.unsynchronized.insert(newName) }
    }
  }

  func synchronizeDirectory() throws(StorageError) {
    try perform(.synchronizeDirectory, description)
    try base.synchronizeDirectory()
  }

  /// Counts the operation, and throws if it is its turn.
  private func perform(_ operation: Operation, _ name: String) throws(StorageError) {
    let fails = state.withLock { state in
      guard kinds.contains(operation) else { return state.hasFailed && isLasting }
      let number = state.operations.count
      state.operations.append(operation)
      let fails = number == failing || state.hasFailed && isLasting
      state.hasFailed = state.hasFailed || fails
      return fails
    }
    guard fails else { return }
    switch fault {
    case .inputOutput: throw .system(operation: operation.rawValue, file: name, errno: EIO)
    case .diskFull: throw .diskFull(file: name)
    }
  }

  private final class Sink: IndexFileSink {
    private let directory: FaultInjectingDirectory
    private let name: String
    private let base: any IndexFileSink

    init(directory: FaultInjectingDirectory, name: String, base: any IndexFileSink) {
      self.directory = directory
      self.name = name
      self.base = base
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
      do {
        try directory.perform(.write, name)
      } catch {
        // A disk that fills up takes a part.
        try base.write(UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)]))
        throw error
      }
      try base.write(bytes)
      directory.state.withLock { _ = $0.unsynchronized.insert(name) }
    }

    func synchronize() throws(StorageError) {
      try directory.perform(.synchronize, name)
      try base.synchronize()
      directory.state.withLock { _ = $0.unsynchronized.remove(name) }
    }

    func close() throws(StorageError) {
      try directory.perform(.close, name)
      try base.close()
    }
  }
}
