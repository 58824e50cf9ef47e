import TextAnalysis

/// A token with its bytes copied out of the session.
struct Occurrence: Equatable, CustomStringConvertible {
  var term: String
  var source: [UInt8]
  var streams: TokenStreams
  var position: Int
  var unitCount: Int

  /// The term with the letters of its streams, such as `计算[wb]`.
  var description: String {
    var letters = ""
    if streams.contains(.words) { letters += "w" }
    if streams.contains(.bigrams) { letters += "b" }
    if streams.contains(.characters) { letters += "c" }
    return "\(term)[\(letters)]"
  }

  var sourceText: String { String(decoding: source, as: UTF8.self) }
}

extension AnalysisSession {
  /// The tokens of `bytes`, copied.
  func occurrences(of bytes: [UInt8]) -> [Occurrence] {
    bytes.withUnsafeBufferPointer { buffer in
      let text = analyze(utf8: buffer)
      return text.tokens.map { token in
        Occurrence(
          term: String(decoding: text.term(of: token), as: UTF8.self),
          source: Array(bytes[Int(token.sourceStart)..<Int(token.sourceEnd)]),
          streams: token.streams,
          position: Int(token.position),
          unitCount: Int(token.unitCount)
        )
      }
    }
  }

  /// The normalised text of `bytes`, copied.
  func normalized(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { Array(analyze(utf8: $0).normalized) }
  }
}

/// The tokens of `text`, by a new session.
func occurrences(_ text: String, _ kind: Analyzer.Kind = .chinese) -> [Occurrence] {
  Analyzer(kind).makeSession().occurrences(of: Array(text.utf8))
}

/// The tokens of `text` and their streams on one line.
func describe(_ text: String, _ kind: Analyzer.Kind = .chinese) -> String {
  occurrences(text, kind).map(\.description).joined(separator: " ")
}

/// The words of `text`, source spelling.
func words(_ text: String) -> [String] {
  occurrences(text).filter { $0.streams.contains(.words) }.map(\.sourceText)
}

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// A seed that differs from run to run, said aloud so that a failure can be repeated.
func announcedSeed(_ test: String) -> UInt64 {
  let seed = UInt64.random(in: 0 ... .max)
  print("\(test): seed \(seed)")
  return seed
}

/// Texts of the kinds the server meets.
let sampleTexts = [
  "", " ", "。", "a", "国", "計算機應用", "国际论坛", "國際論壇",
  "《人工智能概论》（第2版）·高等教育出版社，ISBN 978-7-04-051234-5",
  "虚拟仿真实训基地建设规划与“双高计划”专业群平台",
  "ＡＢＣ公司①号㍿，½杯、Ⅳ级；Straße ÉCOLE naïve e\u{301}te\u{301}",
  "コンピュータ が か\u{3099}っこう ｶﾞｷﾞ ｺﾝﾋﾟｭｰﾀ ﾊﾟ",
  "한국어 대한민국 \u{1112}\u{1161}\u{11AB}", "PD1728_A_1 24口交换机 京基100 C++ node.js 3.14,5",
  "😀👨‍👩‍👧‍👦表情🇨🇳𠀀𠮷野家𝐀𝒃c", "ภาษาไทย العربية ﷺ עברית हिन्दी",
  "国\u{200B}际\u{FE0F}论\u{AD}坛 co\u{AD}op \u{FEFF}始",
]
