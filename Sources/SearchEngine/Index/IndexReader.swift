import Synchronization

/// Follows an index: gives the current commit and moves on to newer ones when asked to.
public final class IndexReader: Sendable {
  private let directory: any IndexDirectory
  private let current: Mutex<IndexSnapshot>

  /// Opens the current commit.
  ///
  /// - Throws: ``IndexError`` as ``IndexSnapshot/open(_:)`` does.
  public init(directory: any IndexDirectory) throws(IndexError) {
    self.directory = directory
    current = Mutex(try IndexSnapshot.open(directory))
  }

  /// The commit that was current at the last refresh. A search should take it once and keep it.
  public var snapshot: IndexSnapshot { current.withLock { $0 } }

  /// Opens a newer commit if there is one; says whether there was. The old one stays in use where
  /// the new one cannot be opened.
  ///
  /// - Throws: ``IndexError`` where the manifest or the new commit cannot be read.
  public func refresh() throws(IndexError) -> Bool {
    let generation: UInt64
    do throws(StorageError) {
      generation = try Manifest.read(from: directory).generation
    } catch { throw .storage(error) }
    guard generation != snapshot.generation else { return false }
    let newer = try IndexSnapshot.open(directory)
    current.withLock { $0 = newer }
    return true
  }
}
