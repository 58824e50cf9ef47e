#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of one file, read only, until the object is deallocated.
///
/// Who keeps a pointer into ``bytes`` keeps the `MappedFile` too.
public final class MappedFile: Sendable {
  /// The name of the file in its directory.
  public let name: String
  /// The file as messages show it: the path, when it is a file on disk.
  public let path: String

  // Sendable: the memory is never written to between init and deinit.
  private nonisolated(unsafe) let base: UnsafeRawPointer?
  private let count: Int
  private let isMapping: Bool

  /// The bytes of the file. The start is aligned to at least 64 bytes.
  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base, count: count)
  }

  /// A copy of `bytes` as if it were a file.
  public init(bytes: [UInt8], name: String, path: String? = nil) {
    self.name = name
    self.path = path ?? name
    count = bytes.count
    isMapping = false
    if bytes.isEmpty {
      base = nil
    } else {
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
      memory.copyBytes(from: bytes)
      base = UnsafeRawPointer(memory.baseAddress)
    }
  }

  /// Maps the file that is open as `descriptor`, which may be closed afterwards.
  init(descriptor: Int32, name: String, path: String) throws(StorageError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw StorageError(operation: "examine", file: path, errno: errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .damaged(file: path, reason: "it is not a regular file")
    }
    guard let length = Int(exactly: status.st_size), length >= 0 else {
      throw .damaged(file: path, reason: "its length does not fit the address space")
    }
    self.name = name
    self.path = path
    count = length
    // POSIX refuses a mapping of no bytes.
    guard length > 0 else {
      base = nil
      isMapping = false
      return
    }
    let mapping = mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, 0)
    guard mapping != MAP_FAILED, let mapping else {
      throw StorageError(operation: "map", file: path, errno: errno)
    }
    base = UnsafeRawPointer(mapping)
    isMapping = true
  }

  deinit {
    guard let base else { return }
    let memory = UnsafeMutableRawPointer(mutating: base)
    if isMapping {
      munmap(memory, count)
    } else {
      memory.deallocate()
    }
  }

  /// The error that says this file is damaged.
  package func damaged(_ reason: String) -> StorageError {
    .damaged(file: path, reason: reason)
  }
}
