import CICU

/// Turns text into the tokens that are indexed and searched for.
///
/// Index and query must go through analysers of the same ``identity``: a match exists only where
/// both sides yield identical terms.
///
/// ```swift
/// let session = Analyzer(.chinese).makeSession()
/// let text = session.analyze("計算機應用")
/// // 计 计算 算 算机 机 机应 应 应用 用, each with the bytes of the source it stands for
/// ```
///
/// What happens to a text: it is normalised to NFKC casefold, traditional characters are folded to
/// simplified ones, the result is cut into words by ICU's rules and dictionary, and the words, the
/// bigrams and the characters become tokens. Every step keeps exact source offsets.
public struct Analyzer: Sendable {
  /// The kinds of analysis.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Normalised, folded, segmented, in three streams: for text in any language.
    case chinese

    /// Cut at ASCII white space and not folded, words only: for text that was cut before, and for
    /// identifiers. A unit is a token.
    case whitespace
  }

  /// The longest text that is analysed, in bytes: 256 MiB. The rest of a longer one is ignored.
  public static let maximumTextLength = 1 << 28

  /// The kind of analysis.
  public let kind: Kind

  /// An analyser of a kind. Complexity: O(1); the tables are built once a process, when the first
  /// session is made.
  public init(_ kind: Kind) { self.kind = kind }

  /// What the terms depend on: kind, version of this module's rules, version of ICU, such as
  /// `chinese/1 icu 72.1`. Recorded with every index.
  public var identity: String {
    switch kind {
    case .chinese:
      let name = "chinese/\(Self.chineseVersion)"
      return ICUSegmenter.isAvailable ? "\(name) icu \(Self.versionOfICU)" : "\(name) no icu"
    case .whitespace:
      return "whitespace/\(Self.whitespaceVersion)"
    }
  }

  /// A new session, for use by one thread at a time.
  public func makeSession() -> AnalysisSession {
    switch kind {
    case .chinese: AnalysisSession(segmenter: ICUSegmenter() ?? ScalarSegmenter())
    case .whitespace: AnalysisSession(segmenter: nil)
    }
  }

  // To be raised with every change that changes a term, an order or a position.
  private static let chineseVersion = 1
  private static let whitespaceVersion = 1

  private static let versionOfICU: String = {
    var bytes = [CChar](repeating: 0, count: 32)
    cicu_version(&bytes, Int32(bytes.count))
    return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }()
}
