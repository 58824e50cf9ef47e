import SearchEngine
import TextAnalysis

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Documents and queries of a small random language: Han words of one to four characters and Latin
/// words, drawn by Zipf's law, so that some lists are dense, most are short, and phrases do recur.
struct RandomCorpus {
  static let schema = try? Schema(fields: [
    FieldDefinition(name: "title", kind: .text(analyzer: .chinese, weight: 3, positions: true)),
    FieldDefinition(name: "body", kind: .text(analyzer: .chinese, weight: 1, positions: true)),
    FieldDefinition(name: "note", kind: .text(analyzer: .chinese, weight: 0.5, positions: false)),
    FieldDefinition(name: "code", kind: .text(analyzer: .whitespace, weight: 2, positions: true)),
    FieldDefinition(name: "kind", kind: .keyword(multiple: false)),
    FieldDefinition(name: "labels", kind: .keyword(multiple: true)),
    FieldDefinition(name: "year", kind: .integer),
  ])

  static let textFields = ["title", "body", "note", "code"]

  private static let characters = Array("职业教育计算机应用技术学院课程资源农林牧渔电子信息财经商贸旅游文化艺术中国人民一二三")
  private static let latin = [
    "java", "javascript", "python", "pyramid", "c", "plc", "cad", "cadence", "5g", "2024", "ai",
  ]

  private(set) var random: StorageRandom
  private let words: [String]

  init(seed: UInt64, vocabulary: Int = 300) {
    var random = StorageRandom(seed: seed)
    words = (0..<vocabulary).map { place in
      if place % 6 == 5, let word = Self.latin.randomElement(using: &random) { return word }
      let length = [1, 2, 2, 2, 3, 4].randomElement(using: &random) ?? 2
      return String((0..<length).compactMap { _ in Self.characters.randomElement(using: &random) })
    }
    self.random = random
  }

  /// A word: the one of rank r about 1/r times as often as the first.
  mutating func word() -> String {
    let u = Double.random(in: 0..<1, using: &random)
    let rank = Int(exp2(u * log2(Double(words.count))))
    return words[min(rank, words.count) - 1]
  }

  /// So many words, most without anything between, some with a space or a comma.
  mutating func text(words count: Int) -> String {
    var text = ""
    for _ in 0..<count {
      let word = word()
      let separators = ["", "", "", " ", "，"]
      var separator = separators.randomElement(using: &random) ?? ""
      if word.utf8.allSatisfy({ $0 < 0x80 }) || text.utf8.last.map({ $0 < 0x80 }) == true {
        separator = separator.isEmpty ? " " : separator
      }
      text += (text.isEmpty ? "" : separator) + word
    }
    return text
  }

  mutating func document(id: String) -> Document {
    var values = [FieldValue(field: "title", value: .text(text(words: int(1...4))))]
    for _ in 0..<(chance(1, of: 5) ? 2 : 1) {
      values.append(FieldValue(field: "body", value: .text(text(words: int(0...14)))))
    }
    if chance(1, of: 3) {
      values.append(FieldValue(field: "note", value: .text(text(words: int(1...5)))))
    }
    if chance(1, of: 4) {
      let code = (0..<int(1...3)).map { _ in "k\(int(1...9)) K\(int(1...40))" }
      values.append(FieldValue(field: "code", value: .text(code.joined(separator: " "))))
    }
    if chance(4, of: 5) {
      values.append(FieldValue(field: "kind", value: .keyword("类\(int(0...4))")))
    }
    for _ in 0..<int(0...3) {
      values.append(FieldValue(field: "labels", value: .keyword("标\(int(0...12))")))
    }
    if chance(5, of: 6) {
      values.append(FieldValue(field: "year", value: .integer(Int64(int(1990...2030)))))
    }
    let stored = (0..<int(0...40)).map { _ in UInt8(truncatingIfNeeded: int(0...255)) }
    return Document(id: id, values: values, stored: stored)
  }

  // MARK: - Queries

  mutating func query(depth: Int = 2) -> Query {
    if depth > 0 && chance(1, of: 2) {
      let parts = (0..<int(1...3)).map { _ in query(depth: depth - 1) }
      switch int(0...5) {
      case 0, 1: return .and(parts)
      case 2, 3: return .or(parts)
      case 4: return .and(parts + [.not(query(depth: depth - 1))])
      default: return .not(query(depth: depth - 1))
      }
    }
    let fields = fields()
    switch int(0...12) {
    case 0...3: return .text(text(words: int(1...5)), match: .any, fields: fields)
    case 4...6: return .text(text(words: int(1...2)), match: .all, fields: fields)
    case 7...8: return .phrase(text(words: int(1...2)), fields: fields)
    case 9: return .prefix(prefix(), fields: fields)
    case 10: return .text("K\(int(1...40))", match: .all, fields: ["code"])
    case 11: return .term(word(), field: Self.textFields[int(0...3)])
    default: return chance(1, of: 3) ? .all : .text(word(), match: .all, fields: fields)
    }
  }

  private mutating func prefix() -> String {
    switch int(0...3) {
    case 0: word()
    case 1: "k"
    case 2: word() + " ja"
    default: ["j", "ja", "py", "ca", "K1"].randomElement(using: &random) ?? "j"
    }
  }

  private mutating func fields() -> [String]? {
    guard chance(1, of: 2) else { return nil }
    return Self.textFields.filter { _ in chance(1, of: 2) } + (chance(1, of: 2) ? [] : ["body"])
  }

  mutating func filters() -> [Filter] {
    switch int(0...7) {
    case 0: [Filter(field: "kind", condition: .anyOf(["类\(int(0...5))", "类1"]))]
    case 1: [Filter(field: "labels", condition: .anyOf(["标\(int(0...12))"]))]
    case 2:
      [
        Filter(field: "year", condition: .range(lower: Int64(int(1990...2010)), upper: nil)),
        Filter(field: "kind", condition: .anyOf(["类2", "类3", "nothing"])),
      ]
    case 3: [Filter(field: "year", condition: .anyOf(["\(int(1990...2030))", "2001", "x"]))]
    default: []
    }
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }

  mutating func chance(_ count: Int, of all: Int) -> Bool { int(1...all) <= count }
}
