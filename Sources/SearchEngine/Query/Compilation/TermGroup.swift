/// One thing a query scores: a term (or a phrase, or a prefix) in all the fields it is asked of.
struct TermGroup {
  /// The term in one field.
  struct FieldTerm {
    var field: String
    /// The field's weight over B(length), for every norm.
    var weightedInverseLengths: [Float]
    /// What a segment's impacts must be multiplied by: the field's weight, times how much the
    /// average length has grown since the segment was written.
    var impactFactors: [Float]
    /// The postings in each segment.
    var sources: [PostingsSource?]
  }

  var fields: [FieldTerm]
  /// The weight of occurrences as bigrams and characters: stream weight * idf * (k1 + 1).
  var gramWeight: Float
  /// The weight of occurrences as words.
  var wordWeight: Float
  /// Whether the document set of a ``TextMatch/all`` text needs it: single units do.
  var isUnit: Bool

  /// No document can get more from this group.
  var highestScore: Float { gramWeight + wordWeight }
}

/// Where a cursor over one segment's postings comes from.
enum PostingsSource {
  /// A term of the segment's dictionary.
  case term(TermInfo)
  /// A list made for this query (a phrase, a prefix).
  case made(MadePostings)
}

/// A posting list made at query time, in the format of those on disk.
final class MadePostings {
  let info: TermInfo
  private let bytes: UnsafeMutableRawBufferPointer

  /// Takes what the encoder holds.
  init(_ encoder: inout PostingsEncoder) {
    var list: [UInt8] = []
    var positions: [UInt8] = []
    info = TermInfo(
      documentFrequency: encoder.documentFrequency,
      wordDocumentFrequency: encoder.wordDocumentFrequency,
      hasPositions: false,
      singleton: encoder.singleton.map {
        TermInfo.Singleton(
          document: $0.document,
          frequency: $0.frequency,
          wordFrequency: $0.wordFrequency
        )
      },
      postings: 0..<0,
      positions: 0..<0
    )
    encoder.finish(postings: &list, positions: &positions)
    bytes = .allocate(byteCount: max(list.count, 1), alignment: 16)
    bytes.copyBytes(from: list)
    length = list.count
  }

  private let length: Int

  deinit { bytes.deallocate() }

  func makeCursor(documentCount: UInt32) -> PostingsCursor? {
    guard info.documentFrequency > 0 else { return nil }
    return PostingsCursor(
      owner: self,
      info: info,
      bytes: UnsafeRawBufferPointer(rebasing: bytes[0..<length]),
      positions: nil,
      documentCount: documentCount
    )
  }
}
