/// The answer to a ``SearchRequest``.
public struct SearchResponse: Sendable, Equatable {
  /// The query as it was asked.
  public var query: String
  /// How much of the query the results hold: where the request left that open, what was chosen.
  public var match: SearchRequest.Match
  /// How many resources match.
  public var total: Int
  /// The page, from 1.
  public var page: Int
  /// Results a page.
  public var size: Int
  /// How many pages can be asked for.
  public var pages: Int
  /// How long the answer took, in milliseconds.
  public var milliseconds: Double
  /// The results of the page, best first.
  public var hits: [ResourceHit]
  /// The counted columns in the order asked for.
  public var facets: [ResourceFacet]
}

/// One result.
public struct ResourceHit: Sendable, Equatable {
  /// The resource's id.
  public var id: String
  /// Its score, comparable only within one search.
  public var score: Double
  /// The code of its collection.
  public var collection: String
  /// The code of its centre, `nil` where the collection is none of the catalogue's.
  public var centre: String?
  /// The record but for its long text.
  public var resource: JSONObject
  /// What matched, by the record's field; lists are joined by 、. Fields without a match are left
  /// out.
  public var highlights: [String: Highlight]

  /// The text of a field, `nil` where the record lacks it or it is no text.
  public func text(_ name: FieldName) -> String? { resource.text(name) }
}

/// A text with its matched parts.
public struct Highlight: Sendable, Equatable {
  /// The text, or the part of it that shows the match.
  public var text: String
  /// The matched parts as ranges of the text's UTF-8 bytes.
  public var ranges: [Range<Int>]
  /// Whether the record's text goes on before it.
  public var isCutAtStart: Bool
  /// Whether the record's text goes on after it.
  public var isCutAtEnd: Bool

  /// Makes a text with its matched parts.
  public init(
    text: String,
    ranges: [Range<Int>],
    isCutAtStart: Bool = false,
    isCutAtEnd: Bool = false
  ) {
    self.text = text
    self.ranges = ranges
    self.isCutAtStart = isCutAtStart
    self.isCutAtEnd = isCutAtEnd
  }
}

/// How often a column's values occur among the results.
public struct ResourceFacet: Sendable, Equatable {
  /// One value and its count.
  public struct Value: Sendable, Equatable {
    /// The value as filters spell it.
    public var value: String
    /// What people call it in Chinese.
    public var label: String
    /// What people call it in English; names have none and stay as they are.
    public var englishLabel: String
    /// Matching resources with the value.
    public var count: Int
    /// Whether the request filters by the value.
    public var isSelected: Bool
  }

  /// The column's name as filters spell it.
  public var field: String
  /// What people call it in Chinese.
  public var label: String
  /// What people call it in English.
  public var englishLabel: String
  /// The most frequent values, and those that the request filters by.
  public var values: [Value]
}

/// One record of the index.
public struct StoredResource: Sendable, Equatable {
  /// The resource's id.
  public var id: String
  /// The record as canonical JSON.
  public var json: [UInt8]
  /// The record's members.
  public var resource: JSONObject
}

/// What an index holds.
public struct IndexStatistics: Sendable, Equatable {
  /// The commit's number.
  public var generation: UInt64
  /// Resources.
  public var documents: Int
  /// The identity of the analysers that made the terms.
  public var analyser: String
  /// Segments of the commit.
  public var segments: Int
}

extension JSONObject {
  /// The text of a field, `nil` where the record lacks it or it is no text.
  public func text(_ name: FieldName) -> String? {
    if case .string(let text) = self[name.rawValue] { text } else { nil }
  }

  /// The texts of a field: none, one, or a list's.
  public func texts(_ name: FieldName) -> [String] {
    switch self[name.rawValue] {
    case .string(let text): [text]
    case .array(let values):
      values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    default: []
    }
  }
}
