public import SearchEngine

/// Answers the queries of an evaluation from an index.
public struct IndexRunner: Sendable {
  /// The commit that answers.
  public let snapshot: IndexSnapshot
  /// How a query's text becomes a search; its offset is taken as 0.
  public var options: @Sendable (String) -> SearchOptions

  /// Makes a runner.
  public init(
    snapshot: IndexSnapshot,
    options: @escaping @Sendable (String) -> SearchOptions
  ) {
    self.snapshot = snapshot
    self.options = options
  }

  /// The answers to all queries, each as long as its options' limit.
  ///
  /// - Throws: `SearchError` where the index cannot answer.
  public func run(_ queries: QuerySet, tag: String) throws(SearchError) -> Run {
    var run = Run(tag: tag)
    var identifiers: [DocumentAddress: String] = [:]
    for query in queries.entries {
      var answers: [Run.Answer] = []
      for hit in try snapshot.search(options(query.text)).hits {
        let id: String
        if let known = identifiers[hit.document] {
          id = known
        } else {
          do throws(StorageError) { id = try snapshot.storedDocument(at: hit.document).id } catch {
            throw .storage(error)
          }
          identifiers[hit.document] = id
        }
        answers.append(Run.Answer(document: id, score: hit.score))
      }
      run.setAnswers(answers, for: query.id)
    }
    return run
  }

  /// The ids of the queries whose pruned answer is not, hit for hit and score for score, the
  /// exhaustive one.
  ///
  /// - Throws: `SearchError` where the index cannot answer.
  public func queriesWherePruningDiffers(_ queries: QuerySet) throws(SearchError) -> [String] {
    var differing: [String] = []
    for query in queries.entries {
      var options = options(query.text)
      options.evaluation = .pruned
      let pruned = try snapshot.search(options)
      options.evaluation = .exhaustive
      if pruned != (try snapshot.search(options)) { differing.append(query.id) }
    }
    return differing
  }
}
