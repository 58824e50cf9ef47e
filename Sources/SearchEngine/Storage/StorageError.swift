#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What can go wrong between the engine and the disk.
///
/// Every case names the file as a reader of the message can find it (a path, where the directory
/// has one), and `description` ends in what to do about it.
public enum StorageError: Error, Equatable, Sendable {
  /// A file the index needs is not there.
  case missing(file: String)
  /// A file that is about to be created is there already.
  case exists(file: String)
  /// A file name that the index never uses: empty, with a slash, with a leading dot, or reserved.
  case invalidName(String)
  /// The path is no folder with an index in it.
  case notAnIndex(path: String)
  /// The file was written by a later release, in a format this one cannot read.
  case newerVersion(file: String, found: UInt32, supported: UInt32)
  /// The bytes of the file contradict its format or its checksum.
  case damaged(file: String, reason: String)
  /// Another writer, in the process of that id when it is known, holds the write lock.
  case locked(path: String, process: Int32?)
  /// The volume or the user's quota has no room left for the file.
  case diskFull(file: String)
  /// A system call failed for a reason that none of the other cases covers.
  case system(operation: String, file: String, errno: Int32)

  /// The error that a failed system call means, from `errno` right after the call.
  init(operation: String, file: String, errno code: Int32) {
    switch code {
    case ENOENT: self = .missing(file: file)
    case EEXIST: self = .exists(file: file)
    case ENOSPC, EDQUOT: self = .diskFull(file: file)
    default: self = .system(operation: operation, file: file, errno: code)
    }
  }
}

extension StorageError: CustomStringConvertible {
  /// The error as one or two sentences, with the remedy.
  public var description: String {
    switch self {
    case .missing(let file):
      return """
        \(file) is missing. Restore it from a backup, or build the index anew with `zhisou index`.
        """
    case .exists(let file):
      return "\(file) exists already and is not overwritten. Remove it if no index needs it."
    case .invalidName(let name):
      return "\"\(name)\" is not a name the index gives to its files."
    case .notAnIndex(let path):
      return "\(path) is not a folder with an index. Check the path, or run `zhisou index` first."
    case .newerVersion(let file, let found, let supported):
      return """
        \(file) has format version \(found), but this zhisou reads versions up to \(supported). \
        Use the newer zhisou that wrote it, or build the index anew with `zhisou index`.
        """
    case .damaged(let file, let reason):
      return """
        \(file) is damaged: \(reason). Run `zhisou check` to see what is affected, then restore \
        the file from a backup or build the index anew with `zhisou index`.
        """
    case .locked(let path, let process):
      let holder = process.map { "Process \($0)" } ?? "Another process"
      return """
        \(holder) is writing to this index and holds \(path). Wait until it has finished, or stop \
        it; the lock is released when the process ends.
        """
    case .diskFull(let file):
      return """
        No space was left to write \(file). What was committed before is intact; free some space \
        and repeat.
        """
    case .system(let operation, let file, let code):
      let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
      return "Could not \(operation) \(file): \(reason) (errno \(code))."
    }
  }
}
