/// What the term dictionary knows of a term: how often it occurs and where its postings lie.
struct TermInfo: Equatable {
  /// The posting of a term that occurs in one document only, kept in the dictionary itself.
  struct Singleton: Equatable {
    var document: UInt32
    var frequency: UInt32
    var wordFrequency: UInt32
    /// Always "no bound": the one posting is its own bound, read when it is scored.
    var impact: UInt8 { 255 }
  }

  /// Documents that hold the term.
  var documentFrequency: Int
  /// Documents that hold the term as a word.
  var wordDocumentFrequency: Int
  /// Whether the term's positions are recorded.
  var hasPositions: Bool
  var singleton: Singleton?
  /// The list's place in the postings file; empty for a singleton.
  var postings: Range<Int>
  /// The positions' place in the positions file.
  var positions: Range<Int>
}
