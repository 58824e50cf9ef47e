/// How an ``IndexWriter`` works.
public struct IndexWriterOptions: Sendable {
  /// Collected documents are written as a segment when they take about this many bytes of memory.
  public var memoryBudget: Int
  /// How many segments of about one size are merged into one.
  public var mergeFactor: Int

  /// Makes options.
  public init(memoryBudget: Int = 256 << 20, mergeFactor: Int = 10) {
    self.memoryBudget = memoryBudget
    self.mergeFactor = mergeFactor
  }
}

/// Writes an index: adds, replaces and deletes documents, and publishes them by commits.
///
/// One writer an index: it holds the folder's lock until it is released. Nothing is seen by readers
/// before ``commit()``; what was not committed is wholly gone after a crash.
///
/// A writer that could not write something (a full disk, say) refuses all further work with the same
/// error: part of what was collected may be lost, and to commit the rest would delete replaced
/// documents without their successors. Release it, and start again from the last commit with a new
/// one.
public final class IndexWriter {
  private let directory: any IndexDirectory
  private let lock: IndexLock
  private let options: IndexWriterOptions
  private var manifest: Manifest
  private var segments: [IndexSnapshot.Segment]
  private var changedDeletes: Set<UInt64> = []
  private var builder: SegmentBuilder?
  private var nextSegment: UInt64
  /// Why nothing more is written.
  private var failure: StorageError?

  /// Opens an index for writing, or makes an empty one.
  ///
  /// - Throws: ``IndexError`` where another writer is at work, the folder cannot be written, or the
  ///   index there has another schema or was made by other analysers.
  public init(
    directory: any IndexDirectory,
    schema: Schema,
    options: IndexWriterOptions = .init()
  ) throws(IndexError) {
    self.directory = directory
    self.options = options
    let analyser = Manifest.analyserIdentity(of: schema)
    do throws(StorageError) { lock = try directory.lock() } catch { throw .storage(error) }
    if let snapshot = try Self.existing(in: directory) {
      guard snapshot.schema == schema else { throw .schemaMismatch(path: directory.description) }
      manifest = snapshot.manifest
      segments = snapshot.segments
    } else {
      manifest = Manifest(
        generation: 0,
        nextSegment: 1,
        schema: schema,
        analyser: analyser,
        segments: []
      )
      segments = []
    }
    nextSegment = manifest.nextSegment
    do throws(StorageError) { try removeUnneededFiles() } catch { throw .storage(error) }
  }

  private static func existing(in directory: any IndexDirectory) throws(IndexError)
    -> IndexSnapshot?
  {
    do throws(IndexError) {
      return try IndexSnapshot.open(directory)
    } catch {
      if case .storage(.notAnIndex) = error { return nil }
      throw error
    }
  }

  /// The generation of the last commit, zero before the first.
  public var generation: UInt64 { manifest.generation }

  /// Whether nothing was ever committed.
  public var isNew: Bool { manifest.generation == 0 }

  // MARK: - Changing

  /// Adds a document; the one with the same id is replaced.
  ///
  /// - Throws: ``IndexError/document(_:)`` where the document is refused, ``IndexError/storage(_:)``
  ///   where nothing more can be written.
  public func add(_ document: Document) throws(IndexError) {
    if let failure { throw .storage(failure) }
    let builder = self.builder ?? makeBuilder()
    self.builder = builder
    do throws(IndexError) {
      try builder.add(document)
    } catch {
      if case .storage(let error) = error { failure = error }
      throw error
    }
    try perform { () throws(StorageError) in
      try deleteCommitted(id: document.id)
      if builder.memoryUsed > options.memoryBudget || builder.isFull { try flush() }
    }
  }

  /// Deletes the document with an id; says whether there was one.
  ///
  /// - Throws: ``IndexError/storage(_:)`` where the index cannot be read, or not be written any more.
  public func delete(id: String) throws(IndexError) -> Bool {
    try perform { () throws(StorageError) in
      let wasCollected = builder?.delete(id: id) ?? false
      let wasWritten = try deleteCommitted(id: id)
      return wasCollected || wasWritten
    }
  }

  /// Runs `body` unless something failed before, and remembers its failure.
  private func perform<Result>(
    _ body: () throws(StorageError) -> Result
  ) throws(IndexError) -> Result {
    if let failure { throw .storage(failure) }
    do throws(StorageError) {
      return try body()
    } catch {
      failure = error
      throw .storage(error)
    }
  }

  private func makeBuilder() -> SegmentBuilder {
    defer { nextSegment += 1 }
    return SegmentBuilder(schema: manifest.schema, directory: directory, segment: nextSegment)
  }

  @discardableResult
  private func deleteCommitted(id: String) throws(StorageError) -> Bool {
    for index in segments.indices {
      guard let document = try segments[index].reader.document(withID: id) else { continue }
      var deleted =
        segments[index].deleted
        ?? DocumentSet(capacity: segments[index].reader.documentCount)
      segments[index].deleted = nil
      let isNew = deleted.insert(document)
      segments[index].deleted = deleted
      if isNew {
        changedDeletes.insert(segments[index].reader.number)
        return true
      }
    }
    return false
  }

  // MARK: - Writing

  private func flush() throws(StorageError) {
    guard let builder else { return }
    self.builder = nil
    guard builder.documentCount > 0 else { return }
    try builder.write()
    try open(builder.segment, deleted: builder.deleted)
  }

  private func open(_ number: UInt64, deleted: Set<UInt32>) throws(StorageError) {
    let reader = try SegmentReader(directory: directory, number: number)
    var segment = IndexSnapshot.Segment(reader: reader, deleted: nil)
    if !deleted.isEmpty {
      var set = DocumentSet(capacity: reader.documentCount)
      for document in deleted { set.insert(document) }
      segment.deleted = set
      changedDeletes.insert(number)
    }
    segments.append(segment)
  }

  /// Publishes all changes so far as one commit, merging segments where enough have gathered.
  ///
  /// When it returns, the commit survives a crash. When it throws, the index is as the last commit or
  /// this one left it (the latter where the very last step failed, which made it durable).
  ///
  /// - Returns: the commit's generation; the last one's where nothing has changed.
  @discardableResult
  public func commit() throws(IndexError) -> UInt64 {
    try perform { () throws(StorageError) in
      try flush()
      let policy = MergePolicy(mergeFactor: options.mergeFactor)
      while let places = policy.nextMerge(sizes: segments.map(\.liveCount)) {
        try merge(places)
      }
      return try publish()
    }
  }

  /// Merges everything into one segment and commits.
  @discardableResult
  public func optimize() throws(IndexError) -> UInt64 {
    try perform { () throws(StorageError) in
      try flush()
      if segments.count > 1 || segments.contains(where: { $0.deleted != nil }) {
        try merge(Array(segments.indices))
      }
      return try publish()
    }
  }

  private func merge(_ places: [Int]) throws(StorageError) {
    let number = nextSegment
    nextSegment += 1
    let merger = SegmentMerger(
      places.map { segments[$0] },
      schema: manifest.schema,
      directory: directory,
      segment: number
    )
    if merger.documentCount > 0 {
      try merger.write()
      let reader = try SegmentReader(directory: directory, number: number)
      segments[places[0]] = IndexSnapshot.Segment(reader: reader, deleted: nil)
    }
    let gone = Set(merger.documentCount > 0 ? Array(places.dropFirst()) : places)
    segments = segments.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
  }

  private func publish() throws(StorageError) -> UInt64 {
    let kept = Set(segments.map(\.reader.number))
    changedDeletes.formIntersection(kept)
    let isUnchanged =
      manifest.segments.map(\.number) == segments.map(\.reader.number) && changedDeletes.isEmpty
    guard !isUnchanged || manifest.generation == 0 else { return manifest.generation }
    let generation = manifest.generation + 1
    var entries: [Manifest.Segment] = []
    for segment in segments {
      let number = segment.reader.number
      var deletesGeneration =
        manifest.segments.first { $0.number == number }?.deletesGeneration ?? 0
      if changedDeletes.contains(number), let deleted = segment.deleted {
        deletesGeneration = generation
        let output = try ChecksummedWriter(
          directory: directory,
          name: SegmentFiles.deletes(number, generation: generation),
          kind: .deletes
        )
        try deleted.write(to: output)
        try output.finish()
      }
      entries.append(
        Manifest.Segment(
          number: number,
          documentCount: segment.reader.documentCount,
          deletesGeneration: deletesGeneration,
          deletedCount: segment.deleted?.count ?? 0
        )
      )
    }
    var next = manifest
    next.generation = generation
    next.nextSegment = nextSegment
    next.segments = entries
    // The segments' directory entries must be durable before the manifest names them.
    try directory.synchronizeDirectory()
    try next.write(to: directory)
    manifest = next
    changedDeletes = []
    // The commit stands whether or not the leavings of older ones go; the next writer tries again.
    try? removeUnneededFiles()
    return generation
  }

  /// Removes what no commit needs: merged segments, and leavings of a writer that did not finish.
  private func removeUnneededFiles() throws(StorageError) {
    let needed = manifest.fileNames
    for name in try directory.fileNames() where !needed.contains(name) && Self.isOurs(name) {
      try directory.removeFile(named: name)
    }
  }

  /// Whether a file name is one that a writer gives: others are never touched.
  private static func isOurs(_ name: String) -> Bool {
    if name == Manifest.newFileName { return true }
    guard name.first == "s", let dot = name.firstIndex(of: ".") else { return false }
    let number = name[name.index(after: name.startIndex)..<dot]
    let part = name[name.index(after: dot)...]
    return UInt64(number) != nil
      && (SegmentFiles.parts.contains(String(part)) || part.hasPrefix("deletes-"))
  }
}

extension IndexSnapshot.Segment {
  /// Documents that are not deleted.
  var liveCount: Int { reader.documentCount - (deleted?.count ?? 0) }
}
