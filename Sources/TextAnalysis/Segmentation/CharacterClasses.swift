import CICU

/// What a character is to the counting of positions.
enum CharacterClass: UInt8 {
  /// A letter or digit, or nothing that matters here.
  case other
  /// A Han, kana or Hangul character: a unit of its own.
  case cjk
  /// Belongs to the character before it: marks, format characters.
  case extend
  /// Joins words without being a letter, such as the low line.
  case connector
}

/// The class of every character, from ICU's Word_Break and Script properties.
struct CharacterClasses: Sendable {
  // Written once before it is shared, and never freed.
  nonisolated(unsafe) private let entries: UnsafePointer<UInt8>

  /// The table all analysers share; built at the first use in about 2 ms.
  static let shared = CharacterClasses()

  private init() {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 0x10000)
    cicu_fill_character_classes(table)
    entries = UnsafePointer(table)
  }

  /// The class of `codePoint`: one load within the BMP, ICU's answer elsewhere.
  @inline(__always)
  subscript(codePoint: UInt32) -> CharacterClass {
    // Most of Chinese text, answered without a load.
    if codePoint &- 0x4E00 < 0x5200 { return .cjk }
    if codePoint < 0x10000 {
      return CharacterClass(rawValue: entries[Int(codePoint)]) ?? .other
    }
    if FoldingTable.isInertSupplementaryHan(codePoint) { return .cjk }
    return CharacterClass(rawValue: cicu_character_class(codePoint)) ?? .other
  }
}
