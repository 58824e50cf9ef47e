import SearchEngine
import Testing

/// An indexing run that breaks off anywhere leaves the last commit or the new one, whole.
@Suite("Faults while indexing")
struct IndexFaultTests {
  private static let firstCommit = Set((0..<12).map { "d\($0)" })
  private static let secondCommit = Set((3..<20).map { "d\($0)" })

  /// Two commits, the second with deletes, replacements and a merge of segments.
  ///
  /// - Returns: how many commits were acknowledged.
  private static func run(_ directory: any IndexDirectory) throws -> Int {
    var corpus = RandomCorpus(seed: 1)
    let schema = try #require(RandomCorpus.schema)
    var acknowledged = 0
    do {
      let writer = try IndexWriter(
        directory: directory,
        schema: schema,
        options: IndexWriterOptions(mergeFactor: 2)
      )
      for number in 0..<12 { try writer.add(corpus.document(id: "d\(number)")) }
      try writer.commit()
      acknowledged = 1
      for number in 8..<20 { try writer.add(corpus.document(id: "d\(number)")) }
      for number in 0..<3 { _ = try writer.delete(id: "d\(number)") }
      try writer.commit()
      acknowledged = 2
    } catch {
      guard case .storage = error else { throw error }
    }
    return acknowledged
  }

  private static func expectOldOrNew(
    _ directory: any IndexDirectory,
    acknowledged: Int,
    _ what: String
  ) throws {
    let states = [[], firstCommit, secondCommit]
    guard try directory.fileNames().contains("manifest") else {
      #expect(acknowledged == 0, "\(what)")
      return
    }
    expectIntact(directory, what)
    let snapshot = try IndexSnapshot.open(directory)
    let generation = Int(snapshot.generation)
    #expect(generation >= acknowledged && generation <= min(acknowledged + 1, 2), "\(what)")
    #expect(try snapshot.ids() == states[generation], "\(what)")
    // The next writer goes on from there.
    let writer = try IndexWriter(directory: directory, schema: try #require(RandomCorpus.schema))
    try writer.add(Document(id: "next", values: []))
    try writer.commit()
    #expect(try IndexSnapshot.open(directory).ids() == states[generation].union(["next"]))
    expectIntact(directory, what)
  }

  private static let operations: Int = {
    let directory = FaultInjectingDirectory(MemoryDirectory())
    _ = try? run(directory)
    return directory.operations.count
  }()

  @Test func theRunSucceedsWithoutAFault() throws {
    let base = MemoryDirectory()
    let directory = FaultInjectingDirectory(base)
    #expect(try Self.run(directory) == 2)
    #expect(directory.unsynchronizedFiles.isEmpty)
    #expect(Self.operations > 60)
    try Self.expectOldOrNew(base, acknowledged: 2, "no fault")
  }

  /// The order that ``IndexDirectory`` writes down, which no error but only a power cut would show.
  @Test func theManifestIsRenamedOverNothingButDurableFiles() throws {
    let directory = FaultInjectingDirectory(MemoryDirectory())
    #expect(try Self.run(directory) == 2)
    let operations = directory.operations
    let renames = operations.indices.filter { operations[$0] == .rename }
    #expect(renames.count == 2)
    for rename in renames {
      let before = operations[..<rename].filter { $0 != .write }
      #expect(before.suffix(4) == [.synchronizeDirectory, .create, .synchronize, .close])
      #expect(operations[rename + 1] == .synchronizeDirectory)
    }
    // Every file that was created was synchronised before it was closed.
    #expect(operations.count { $0 == .create } == operations.count { $0 == .synchronize })
    #expect(operations.lastIndex(of: .remove) ?? 0 > renames[1])
  }

  @Test(arguments: [FaultInjectingDirectory.Fault.inputOutput, .diskFull])
  func aRunThatStopsAnywhereLeavesACommitWhole(fault: FaultInjectingDirectory.Fault) throws {
    for number in 0..<Self.operations {
      let base = MemoryDirectory()
      let directory = FaultInjectingDirectory(base, failing: number, with: fault)
      let acknowledged = try Self.run(directory)
      #expect(directory.hasFailed)
      let operation = directory.operations[number]
      // Clearing up after a commit is the one thing that may fail unseen.
      #expect(acknowledged < 2 || operation == .remove)
      try Self.expectOldOrNew(
        base,
        acknowledged: acknowledged,
        "operation \(number), \(operation.rawValue), failed"
      )
    }
  }

  /// One error that goes away, and a caller that does not look at errors.
  @Test func aWriterThatFailedOncePublishesNothingMore() throws {
    for number in 0..<Self.operations {
      let base = MemoryDirectory()
      let directory = FaultInjectingDirectory(base, failing: number, isLasting: false)
      var corpus = RandomCorpus(seed: 1)
      let schema = try #require(RandomCorpus.schema)
      guard
        let writer = try? IndexWriter(
          directory: directory,
          schema: schema,
          options: IndexWriterOptions(mergeFactor: 2)
        )
      else { continue }
      var states: [Set<String>] = [[]]
      var present: Set<String> = []
      func commit() {
        states.append(present)
        _ = try? writer.commit()
      }
      for number in 0..<12 {
        try? writer.add(corpus.document(id: "d\(number)"))
        present.insert("d\(number)")
      }
      commit()
      for number in 8..<20 {
        try? writer.add(corpus.document(id: "d\(number)"))
        present.insert("d\(number)")
      }
      commit()
      for number in 0..<3 {
        _ = try? writer.delete(id: "d\(number)")
        present.remove("d\(number)")
      }
      commit()
      let what = "operation \(number), \(directory.operations[number].rawValue), failed"
      guard try base.fileNames().contains("manifest") else { continue }
      expectIntact(base, what)
      let found = try IndexSnapshot.open(base).ids()
      #expect(states.contains(found), "\(what): \(found)")
    }
  }
}
