/// The answer to a search.
public struct SearchResults: Sendable, Equatable {
  /// How many documents match, or `nil` where it was not asked for.
  public var total: Int?
  /// The wanted part of the matches, best first; equal scores in document order.
  public var hits: [Hit]
  /// The facets, in the order asked for.
  public var facets: [FacetCounts]
}

/// One matching document.
public struct Hit: Sendable, Equatable {
  /// Where the document lies in its snapshot.
  public var document: DocumentAddress
  /// Its score, at least zero.
  public var score: Double
}

/// Where a document lies in one snapshot; it means nothing in another.
public struct DocumentAddress: Sendable, Hashable, Comparable {
  /// The segment's place in the snapshot.
  public var segment: Int
  /// The document's number in the segment.
  public var document: UInt32

  /// Orders by segment, then by document.
  public static func < (left: DocumentAddress, right: DocumentAddress) -> Bool {
    (left.segment, left.document) < (right.segment, right.document)
  }
}

/// How often a field's values occur among the matches.
public struct FacetCounts: Sendable, Equatable {
  /// One value and its count.
  public struct Count: Sendable, Equatable {
    /// The value.
    public var value: String
    /// Matching documents that hold it.
    public var count: Int
  }

  /// The field.
  public var field: String
  /// The most frequent values first, equal counts by value.
  public var counts: [Count]
}
