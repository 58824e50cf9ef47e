import SearchEngine
import Testing

/// Checks an index to its last byte, as `zhisou check` does. Every test that wrote one ends so.
func expectIntact(
  _ directory: any IndexDirectory,
  _ comment: @autoclosure () -> String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let report = IndexChecker(directory).check()
  #expect(report.ok, "\(report.issues) \(comment())", sourceLocation: sourceLocation)
}

extension IndexDirectory {
  /// A copy in memory of all files, some of them changed.
  func copy(replacing replaced: [String: [UInt8]] = [:]) throws -> MemoryDirectory {
    let copy = MemoryDirectory()
    for name in try fileNames() { try copy.replace(name, replaced[name] ?? contents(name)) }
    return copy
  }
}

extension IndexSnapshot {
  /// The ids of all live documents.
  func ids() throws -> Set<String> {
    let hits = try search(SearchOptions(query: .all, limit: .max)).hits
    return Set(try hits.map { try storedDocument(at: $0.document).id })
  }

  /// The hits' ids and scores, best first.
  func scoredIDs(_ options: SearchOptions) throws -> [ScoredID] {
    try search(options).hits.map {
      ScoredID(id: try storedDocument(at: $0.document).id, score: $0.score)
    }
  }
}

struct ScoredID: Equatable, Comparable {
  var id: String
  var score: Double

  static func < (left: ScoredID, right: ScoredID) -> Bool {
    (right.score, left.id) < (left.score, right.id)
  }
}
