#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The ranking function: BM25 with BM25F's weighted sum over fields before saturation.
///
/// For a term in the fields `f` of a document:
/// ```
/// x     = sum over f of weight(f) * frequency(f) / B(f),  B = 1 - b + b * length / averageLength
/// score = idf * (k1 + 1) * x / (k1 + x),                  idf = ln(1 + (N - n + 0.5) / (n + 0.5))
/// ```
/// The three streams of a text (words, bigrams, characters) are scored each on its own terms and
/// added with the weights of ``StreamWeights``.
///
/// Sources: Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009
/// (BM25F: section 3.3); the idf that is never negative is Lucene's.
enum BM25 {
  /// How soon further occurrences stop counting.
  static let k1: Float = 1.2
  /// How much length counts.
  static let b: Float = 0.75

  /// 1 / B for every norm, at an average length.
  static func inverseLengthTable(averageLength: Float) -> [Float] {
    LengthNorm.lengths.map { length in
      1 / ((1 - b) + b * Float(length) / averageLength)
    }
  }

  /// The weight of a term that `documentFrequency` of `documentCount` documents hold.
  static func inverseDocumentFrequency(_ documentFrequency: Int, of documentCount: Int) -> Float {
    let n = Double(documentFrequency)
    let all = Double(max(documentCount, documentFrequency))
    return Float(log(1 + (all - n + 0.5) / (n + 0.5)))
  }
}
