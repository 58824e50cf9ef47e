import SearchEngine
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Storage: the write lock")
struct StorageLockTests {
  @Test func aSecondWriterIsRefusedAndToldWhoWrites() throws {
    let folder = try StorageTemporaryFolder()
    let directory = try FileSystemDirectory(path: folder.path, create: false)
    var lock: IndexLock? = try directory.lock()
    let refusal = StorageError.locked(path: folder.path + "/write.lock", process: getpid())
    #expect(throws: refusal) { _ = try directory.lock() }
    #expect(throws: refusal) {
      _ = try FileSystemDirectory(path: folder.path, create: false).lock()
    }
    #expect(refusal.description.hasPrefix("Process \(getpid()) is writing to this index"))
    withExtendedLifetime(lock) {}
    lock = nil
    lock = try directory.lock()
    withExtendedLifetime(lock) {}
  }

  @Test func memoryHasOneWriterToo() throws {
    let directory = MemoryDirectory()
    var lock: IndexLock? = try directory.lock()
    #expect(throws: StorageError.self) { _ = try directory.lock() }
    withExtendedLifetime(lock) {}
    lock = nil
    lock = try directory.lock()
    withExtendedLifetime(lock) {}
  }

  @Test(.enabled(if: access("/usr/bin/flock", X_OK) == 0, "needs flock(1)"))
  func anotherProcessIsNamedAndItsDeathReleasesTheLock() throws {
    let folder = try StorageTemporaryFolder()
    let path = folder.path + "/write.lock"
    // flock(1) holds the lock and leaves its id, as another zhisou would, until it is killed.
    let script = "exec 9<>'\(path)'; flock 9; echo $$ >'\(path)'; exec sleep 60"
    guard let process = spawn("/bin/sh", ["-c", script]) else { return }
    defer { waitpid(process, nil, 0) }
    defer { kill(process, SIGKILL) }
    let directory = try FileSystemDirectory(path: folder.path, create: false)
    var refusal: StorageError?
    // Until the other process has begun, we get the lock ourselves.
    for _ in 0..<1000 where refusal != .locked(path: path, process: process) {
      do { _ = try directory.lock() } catch { refusal = error }
      usleep(10_000)
    }
    #expect(refusal == .locked(path: path, process: process))
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    let lock = try directory.lock()
    withExtendedLifetime(lock) {}
  }

  private func spawn(_ path: String, _ arguments: [String]) -> pid_t? {
    var pointers = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    return posix_spawn(&process, path, nil, nil, &pointers, environ) == 0 ? process : nil
  }
}
