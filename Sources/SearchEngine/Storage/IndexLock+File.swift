#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension IndexLock {
  /// Locks the file at `path` with `flock(2)` and leaves this process's id in it, in decimal, for
  /// the message that a second writer gets.
  ///
  /// The file stays when the lock is released: removing it would let a third writer lock a new
  /// file of the name while a second one holds the old.
  convenience init(lockingFile path: String) throws(StorageError) {
    while true {
      let descriptor = retryingInterrupts { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644) }
      guard descriptor >= 0 else {
        throw StorageError(operation: "open", file: path, errno: errno)
      }
      guard retryingInterrupts({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
        let reason = errno
        let holder = Self.readProcess(descriptor)
        _ = close(descriptor)
        if reason == EWOULDBLOCK { throw .locked(path: path, process: holder) }
        throw StorageError(operation: "lock", file: path, errno: reason)
      }
      // Somebody may have removed the file between open and flock. A lock on a file without the
      // name excludes nobody.
      guard Self.isSameFile(descriptor, path) else {
        _ = close(descriptor)
        continue
      }
      // The id is for messages only: failing to leave it does not weaken the lock.
      _ = ftruncate(descriptor, 0)
      let line = "\(getpid())\n"
      _ = line.utf8.withContiguousStorageIfAvailable {
        pwrite(descriptor, $0.baseAddress, $0.count, 0)
      }
      self.init(release: {
        _ = ftruncate(descriptor, 0)
        _ = close(descriptor)
      })
      return
    }
  }

  private static func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  private static func readProcess(_ descriptor: Int32) -> Int32? {
    var buffer: [UInt8] = Array(repeating: 0, count: 16)
    let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return nil }
    let digits = buffer[..<count].prefix { $0 != UInt8(ascii: "\n") }
    return Int32(String(decoding: digits, as: UTF8.self))
  }
}
