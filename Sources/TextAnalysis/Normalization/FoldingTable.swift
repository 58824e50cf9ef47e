import CICU

/// Maps each character of the Basic Multilingual Plane to its folded one: NFKC casefold, then
/// traditional to simplified Chinese.
///
/// An entry is 0 where a character has no context-free single-character mapping, because it
/// expands, vanishes or may combine with what precedes it; such characters go through ICU together
/// with their neighbours. A flat table of 128 KiB costs one load a character, of which a text
/// touches the few cache lines of its own characters.
struct FoldingTable: Sendable {
  // Written once before it is shared, and never freed.
  nonisolated(unsafe) let entries: UnsafePointer<UInt16>

  /// The table all analysers share; built at the first use in about 4 ms.
  static let shared = FoldingTable()

  private init() {
    let table = UnsafeMutablePointer<UInt16>.allocate(capacity: 0x10000)
    if !cicu_fill_casefold_table(table) {
      // Without ICU's data each character stays itself, which `Analyzer.identity` shows.
      for codeUnit in 0..<0x10000 { table[codeUnit] = UInt16(codeUnit) }
    }
    let simplified = Self.simplifiedMapping()
    for codeUnit in 1..<0x10000 {
      let replacement = simplified[Int(table[codeUnit])]
      if replacement != 0 { table[codeUnit] = replacement }
    }
    simplified.deallocate()
    entries = UnsafePointer(table)
  }

  /// The simplified character of each traditional one, 0 for all others.
  private static func simplifiedMapping() -> UnsafeMutableBufferPointer<UInt16> {
    let mapping = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: 0x10000)
    mapping.initialize(repeating: 0)
    var traditional: UInt16?
    for codeUnit in simplifiedPairs.utf16 {
      if let key = traditional {
        mapping[Int(key)] = codeUnit
        traditional = nil
      } else {
        traditional = codeUnit
      }
    }
    return mapping
  }

  /// Whether `codePoint` is in one of the blocks of Han ideographs above the BMP (extensions B to H)
  /// that every normalisation keeps and that combine with nothing. The compatibility supplement is
  /// not among them.
  @inline(__always)
  static func isInertSupplementaryHan(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x20000...0x2A6DF, 0x2A700...0x2EBE0, 0x30000...0x323AF: true
    default: false
    }
  }
}
