/// A flat folder of the files of one index.
///
/// ## What the storage promises
///
/// **Rule.** A commit that was acknowledged survives `kill -9`, a kernel panic and a power cut. A
/// commit that was not acknowledged is wholly there or wholly not.
///
/// **How.** Files are immutable: each is created under a name no other file ever had, written once
/// from beginning to end, and only removed when no commit refers to it. The one exception is the
/// manifest, which is replaced as a whole. A writer keeps this order:
///
/// 1. Write every file of the new segments, then `synchronize()` each (`fsync`) and close it.
/// 2. `synchronizeDirectory()`: the names of the new files are durable.
/// 3. Write the new manifest beside the live one, under a temporary name; `synchronize()`, close.
/// 4. `renameFile(from:to:)` over the live manifest. POSIX makes this one atomic step: a reader
///    finds the old manifest or the new one.
/// 5. `synchronizeDirectory()`: the rename is durable. Only now is the commit acknowledged.
/// 6. Remove files that only older commits used. Nothing depends on when this becomes durable.
///
/// **Why.** File systems reorder. Without (1) the new manifest may reach the disk before the bytes
/// it refers to and survive a power cut alone (Pillai et al., "All File Systems Are Not Created
/// Equal", OSDI 2014); without (2) the files may be nameless, and without (5) the old manifest may
/// come back after the client was told of the new commit.
///
/// **What if a step fails.** The commit fails, and the files it made are removed at leisure: the
/// live manifest never mentioned them. A failed `fsync` is never repeated on the same file, since
/// the kernel may have dropped the dirty pages and would report success the second time (Rebello
/// et al., "Can Applications Recover from fsync Failures?", ATC 2020); the writer starts over with
/// a new file.
///
/// ## What it assumes of the media
///
/// - `fsync` returns after the drive has the data in stable storage: write caches are honest or
///   battery-backed. On Darwin `F_FULLFSYNC` is used, as `fsync` alone does not promise it there.
/// - `rename` within one folder is atomic, and `fsync` of a folder makes its entries durable. Local
///   file systems (ext4, xfs, btrfs, zfs, APFS) keep this; many network file systems do not.
/// - `flock` excludes every process that may write. Over some network mounts it reaches only the
///   processes of one machine: keep the index on a local disk.
/// - Nobody but zhisou changes the files. They are memory mapped; when another program truncates
///   one under a running search, the kernel ends the process with SIGBUS.
/// - Bits may rot. Every file carries a CRC-32, which `zhisou check` verifies; opening a file
///   verifies only its footer, so that opening does not read the whole index.
///
/// Names hold no slash and no leading dot, and `write.lock` belongs to ``lock()``.
public protocol IndexDirectory: Sendable, CustomStringConvertible {
  /// The names of the files, sorted by their bytes, without the lock file.
  func fileNames() throws(StorageError) -> [String]

  /// Creates an empty file and opens it for writing.
  ///
  /// - Throws: ``StorageError/exists(file:)`` when there is a file of that name.
  func createFile(named name: String) throws(StorageError) -> any IndexFileSink

  /// Maps a whole file into memory, read only. Costs no more for a large file than for a small one.
  func openFile(named name: String) throws(StorageError) -> MappedFile

  /// Removes a file. A mapping that is open stays readable.
  func removeFile(named name: String) throws(StorageError)

  /// Gives a file another name, in one atomic step in the place of a file that has it.
  ///
  /// The new name is durable only after ``synchronizeDirectory()``.
  func renameFile(from oldName: String, to newName: String) throws(StorageError)

  /// Makes every creation, removal and rename so far durable.
  func synchronizeDirectory() throws(StorageError)

  /// Takes the one write lock of the index. It is released when the result is deallocated, or when
  /// the process ends in any way.
  ///
  /// - Throws: ``StorageError/locked(path:process:)`` at once when somebody holds it.
  func lock() throws(StorageError) -> IndexLock

  /// Where the directory is, for messages: the path of a folder on disk.
  var description: String { get }
}

/// The writing end of one new file. Not to be shared between threads.
///
/// A sink that is dropped without ``close()`` closes its file, and ignores errors then.
public protocol IndexFileSink: AnyObject {
  /// Appends all of the bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError)

  /// Makes all that was written durable (`fsync`). After an error the file must be given up.
  func synchronize() throws(StorageError)

  /// Ends the writing. Further calls fail.
  func close() throws(StorageError)
}

/// The right to write to an index, kept until the object is deallocated.
public final class IndexLock: Sendable {
  private let release: @Sendable () -> Void

  /// A lock that calls `release` once, when it is deallocated.
  public init(release: @escaping @Sendable () -> Void) {
    self.release = release
  }

  deinit {
    release()
  }
}

/// The rules that names of index files follow, in every kind of directory.
package enum IndexFileName {
  /// The name of the file that ``IndexDirectory/lock()`` locks.
  package static let lock = "write.lock"

  /// Checks a name before it becomes part of a path. A name may come from a damaged manifest, and
  /// must not lead out of the folder.
  package static func validate(_ name: String) throws(StorageError) {
    let bytes = name.utf8
    guard let first = bytes.first, bytes.count <= 200, first != UInt8(ascii: "."), name != lock,
      !bytes.contains(where: { $0 == UInt8(ascii: "/") || $0 < 0x20 || $0 == 0x7F })
    else { throw .invalidName(name) }
  }
}
