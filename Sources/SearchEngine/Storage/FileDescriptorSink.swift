#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a new file through a POSIX file descriptor that it owns.
package final class FileDescriptorSink: IndexFileSink {
  /// -1 once closed.
  private var descriptor: Int32
  private let path: String
  /// After a failed `fsync` the kernel may have dropped what it could not write, and report
  /// success next time. So the file is given up at the first failure.
  private var hasFailed = false

  /// A sink at the end of the file that is open as `descriptor`.
  package init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    if descriptor >= 0 { _ = Self.closeDescriptor(descriptor) }
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    try requireUsable("write")
    var rest = bytes[...]
    while !rest.isEmpty {
      let slice = UnsafeRawBufferPointer(rebasing: rest)
      // Linux transfers at most 0x7FFFF000 bytes a call, Darwin refuses more than that.
      let written = retryingInterrupts {
        Self.writeDescriptor(descriptor, slice.baseAddress, min(slice.count, 1 << 30))
      }
      guard written > 0 else {
        hasFailed = true
        // A regular file that takes nothing, without an error, has no room.
        throw StorageError(operation: "write", file: path, errno: written == 0 ? ENOSPC : errno)
      }
      rest = rest.dropFirst(written)
    }
  }

  package func synchronize() throws(StorageError) {
    try requireUsable("synchronize")
    guard synchronizeDescriptor(descriptor) == 0 else {
      hasFailed = true
      throw StorageError(operation: "synchronize", file: path, errno: errno)
    }
  }

  package func close() throws(StorageError) {
    guard descriptor >= 0 else { return }
    let closing = descriptor
    // Linux releases the descriptor even when close reports EINTR: another close could hit a
    // file that another thread has opened meanwhile.
    descriptor = -1
    guard Self.closeDescriptor(closing) == 0 || errno == EINTR else {
      throw StorageError(operation: "close", file: path, errno: errno)
    }
  }

  private func requireUsable(_ operation: String) throws(StorageError) {
    if descriptor < 0 { throw .system(operation: operation, file: path, errno: EBADF) }
    if hasFailed { throw .system(operation: operation, file: path, errno: EIO) }
  }

  private static func closeDescriptor(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }

  private static func writeDescriptor(
    _ descriptor: Int32,
    _ start: UnsafeRawPointer?,
    _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, start, count)
    #else
      Darwin.write(descriptor, start, count)
    #endif
  }
}
