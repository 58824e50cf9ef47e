/// Scores every matching document of one segment: the oracle for ``MaxScore``.
struct ExhaustiveScoring {
  private let scorers: [TermScorer]

  init(scorers: [TermScorer]) { self.scorers = scorers }

  /// Offers all documents of `allowed` to `top`.
  ///
  /// - Parameter requiresMatch: whether a document must be in some scorer's list.
  func collect(
    allowed: DocumentSet,
    requiresMatch: Bool,
    base: UInt32,
    into top: inout TopDocuments
  ) {
    var scores = [Int32](repeating: 0, count: allowed.capacity)
    var matched = DocumentSet(capacity: allowed.capacity)
    for scorer in scorers {
      var document = scorer.document
      while document != PostingsCursor.exhausted {
        scores[Int(document)] += scorer.score(document)
        matched.insert(document)
        scorer.skip(past: document)
        let next = scorer.document
        guard next > document else { return }
        document = next
      }
    }
    for document in 0..<UInt32(allowed.capacity)
    where allowed.contains(document) && (!requiresMatch || matched.contains(document)) {
      top.insert(score: scores[Int(document)], document: base + document)
    }
  }
}
