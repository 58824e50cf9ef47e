/// One search: the query, what restricts it, and which part of the answer is wanted.
public struct SearchOptions: Sendable, Equatable {
  /// What to find.
  public var query: Query
  /// Restrictions, all of which must hold.
  public var filters: [Filter]
  /// How many hits to leave out at the front.
  public var offset: Int
  /// How many hits to give.
  public var limit: Int
  /// Whether to count all matches. Counting costs a pass over the matching lists.
  public var countsTotal: Bool
  /// The facets to count over all matches.
  public var facets: [FacetRequest]
  /// What orders the hits instead of their scores, which are then zero.
  public var sort: SortOrder?
  /// How the three streams are mixed.
  public var streamWeights: StreamWeights
  /// How the best hits are found.
  public var evaluation: Evaluation

  /// Makes search options.
  public init(
    query: Query,
    filters: [Filter] = [],
    offset: Int = 0,
    limit: Int = 10,
    countsTotal: Bool = true,
    facets: [FacetRequest] = [],
    sort: SortOrder? = nil,
    streamWeights: StreamWeights = .standard,
    evaluation: Evaluation = .pruned
  ) {
    self.query = query
    self.filters = filters
    self.offset = offset
    self.limit = limit
    self.countsTotal = countsTotal
    self.facets = facets
    self.sort = sort
    self.streamWeights = streamWeights
    self.evaluation = evaluation
  }

  /// How the best hits are found; the answer is the same.
  public enum Evaluation: String, Sendable, Equatable {
    /// Block-max MaxScore: what cannot reach the page is not scored.
    case pruned
    /// Every matching document is scored: the oracle that the pruned way is tested against.
    case exhaustive
  }
}

/// How much each stream of a text adds to its score: from 0, not at all, to a million; what lies
/// outside counts as the nearer bound.
///
/// The standard mixture is the best of those measured on 1,543 lay questions over 58,631 statute
/// articles (words .370, bigrams .377, characters .343, this mixture .396 nDCG@10).
public struct StreamWeights: Sendable, Equatable {
  /// The weight of words.
  public var words: Float
  /// The weight of overlapping character bigrams.
  public var bigrams: Float
  /// The weight of single characters.
  public var characters: Float

  /// Makes a mixture.
  public init(words: Float, bigrams: Float, characters: Float) {
    self.words = words
    self.bigrams = bigrams
    self.characters = characters
  }

  /// .4 words, .4 bigrams, .2 characters.
  public static let standard = StreamWeights(words: 0.4, bigrams: 0.4, characters: 0.2)
}

/// A restriction by a keyword or integer field.
public struct Filter: Sendable, Equatable {
  /// What must hold of the field.
  public enum Condition: Sendable, Equatable {
    /// The field holds one of these values.
    case anyOf([String])
    /// The field lies within the bounds, both included where present.
    case range(lower: Int64?, upper: Int64?)
  }

  /// The field's name.
  public var field: String
  /// What must hold.
  public var condition: Condition

  /// Makes a filter.
  public init(field: String, condition: Condition) {
    self.field = field
    self.condition = condition
  }
}

/// A facet to count.
public struct FacetRequest: Sendable, Equatable {
  /// A keyword or integer field.
  public var field: String
  /// At most so many values, the most frequent first.
  public var limit: Int

  /// Makes a facet request.
  public init(field: String, limit: Int = 20) {
    self.field = field
    self.limit = limit
  }
}
