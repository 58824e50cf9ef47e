import CICU
import Testing

@testable import TextAnalysis

/// What ICU alone makes of `text`, followed by the folding of traditional characters.
func normalizedByICU(_ text: String) -> String {
  let units = Array(text.utf16)
  var result = [UInt16](repeating: 0, count: units.count * 18 + 1)
  let length = cicu_casefold(units, Int32(units.count), &result, Int32(result.count))
  let pairs = Array(simplifiedPairs.utf16)
  var simplified: [UInt16: UInt16] = [:]
  for index in stride(from: 0, to: pairs.count, by: 2) {
    simplified[pairs[index]] = pairs[index + 1]
  }
  return String(decoding: result.prefix(Int(length)).map { simplified[$0] ?? $0 }, as: UTF16.self)
}

@Suite("Normalisation")
struct NormalizationTests {
  @Test("Traditional text gives the same tokens as simplified, because folding comes first")
  func hanFolding() {
    #expect(words("國際論壇") == ["國際", "論壇"])
    #expect(describe("國際論壇") == describe("国际论坛"))
    #expect(describe("職業教育與虛擬仿真實訓") == describe("职业教育与虚拟仿真实训"))
  }

  @Test("Case and width do not matter")
  func caseAndWidth() {
    #expect(describe("ＡＢＣ１２３，Ｄ") == describe("abc123,d"))
    #expect(describe("STRASSE") == describe("straße"))
    #expect(describe("ΣΊΣΥΦΟΣ") == describe("σίσυφος"))
    #expect(describe("ｺﾝﾋﾟｭｰﾀ") == describe("コンピュータ"))
  }

  @Test("Composed and decomposed spellings give the same tokens")
  func composition() {
    #expect(describe("e\u{301}cole が 한") == describe("école か\u{3099} \u{1112}\u{1161}\u{11AB}"))
  }

  @Test("A character that expands is never cut: each token in it has the whole of it")
  func expansion() {
    let company = occurrences("在㍿工")
    #expect(company.map(\.term).contains("株式"))
    #expect(company.first { $0.term == "株式" }?.sourceText == "㍿")
    #expect(company.first { $0.term == "社工" }?.sourceText == "㍿工")
    #expect(company.first { $0.term == "在株" }?.sourceText == "在㍿")
    #expect(occurrences("①").map(\.description) == ["1[wbc]"])
    #expect(occurrences("①").map(\.sourceText) == ["①"])
  }

  @Test("A character that vanishes belongs to no token it stands beside")
  func vanishing() {
    #expect(occurrences("\u{FEFF}始").map(\.sourceText) == ["始"])
    #expect(occurrences("co\u{AD}op x").map(\.term) == ["coop", "x"])
    #expect(occurrences("co\u{AD}op x").map(\.sourceText) == ["co\u{AD}op", "x"])
  }

  @Test("Normal text is taken as it is and needs no offset map")
  func identity() {
    for text in ["plain ascii, lower case 123", "计算机应用基础、课程思政。“双高”《标准》𠮷", "naïve"] {
      var normalizer = Normalizer()
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { normalizer.normalize($0) }
      #expect(Array(normalizer.text.elements) == bytes)
      #expect(normalizer.replacements.count == 0)
    }
  }

  @Test("Folding that keeps lengths needs no offset map either")
  func sameLength() {
    var normalizer = Normalizer()
    Array("計算機應用 ABC".utf8).withUnsafeBufferPointer { normalizer.normalize($0) }
    #expect(String(decoding: normalizer.text.elements, as: UTF8.self) == "计算机应用 abc")
    #expect(normalizer.replacements.count == 0)
  }

  @Test("The text is the one ICU makes in one go", arguments: sampleTexts)
  func sameAsICU(text: String) {
    let session = Analyzer(.chinese).makeSession()
    let normalized = session.normalized(Array(text.utf8))
    #expect(
      String(decoding: normalized, as: UTF8.self).utf8.elementsEqual(normalizedByICU(text).utf8)
    )
  }

  @Test("Folding twice changes nothing, for every character of the BMP")
  func idempotent() {
    let fold = FoldingTable.shared.entries
    let changed = (0..<0x10000).filter { fold[Int(fold[$0])] != fold[$0] }
    #expect(changed.isEmpty)
  }

  @Test("Every pair of ICU's Hant-Hans folds alike, and nothing else is simplified")
  func simplifiedAsICU() {
    // Each character on a line of its own, so that no rule sees a neighbour.
    let characters = (0x2E80..<0xD800).map { UInt16($0) }
    var units: [UInt16] = characters.flatMap { [$0, 0x0A] }
    let count = Int32(units.count)
    let newCount = cicu_transliterate("Hant-Hans", &units, count, count)
    #expect(newCount == count)
    let fold = FoldingTable.shared.entries
    var simplifiedOfICU = Set<UInt16>()
    for (index, character) in characters.enumerated() where units[2 * index] != character {
      simplifiedOfICU.insert(character)
      #expect(fold[Int(character)] == fold[Int(units[2 * index])])
    }
    let pairs = Array(simplifiedPairs.utf16)
    let traditional = stride(from: 0, to: pairs.count, by: 2).map { pairs[$0] }
    #expect(Set(traditional).isSubset(of: simplifiedOfICU))
    #expect(traditional == traditional.sorted())
  }

  @Test("Han extension blocks that skip ICU are unchanged by it")
  func supplementaryHan() {
    for codePoint in UInt32(0x20000)...0x323AF
    where FoldingTable.isInertSupplementaryHan(codePoint) {
      guard let scalar = Unicode.Scalar(codePoint) else { continue }
      let units = Array(String(scalar).utf16)
      var result = [UInt16](repeating: 0, count: 8)
      let length = cicu_casefold(units, 2, &result, 8)
      guard length == 2, result.starts(with: units), cicu_casefold_has_boundary_before(codePoint)
      else {
        Issue.record("U+\(String(codePoint, radix: 16)) is not inert")
        return
      }
    }
  }

  @Test("Ten thousand combining marks on one letter neither hang nor lose the words after them")
  func manyMarks() {
    let marks = String(repeating: "\u{301}\u{323}", count: 5000)
    #expect(occurrences("e\(marks) 课程").suffix(3).map(\.sourceText) == ["课", "课程", "程"])
  }
}
