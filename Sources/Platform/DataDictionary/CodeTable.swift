/// One code of a code table: what records hold, and what people read.
public struct Code: Sendable, Hashable {
  /// The code as records and filters write it.
  public let code: String
  /// What it is called.
  public let label: Label
  /// Other spellings that records may use, beyond the Chinese label.
  public let spellings: [String]

  /// Makes a code from its spelling and its two names.
  public init(_ code: String, _ chinese: String, _ english: String, or spellings: String...) {
    self.code = code
    self.label = Label(chinese, english)
    self.spellings = spellings
  }
}

/// A closed list of codes that a field's values are taken from.
///
/// Records may spell a code by its Chinese label (`国家级` for `national`), because that is what most
/// exports hold, or by one of its further spellings; the decoder stores the code. Anything else is
/// refused.
public struct CodeTable: Sendable {
  /// The table's own name, as `zhisou schema` prints it.
  public let name: String
  /// What the table lists.
  public let label: Label
  /// The codes in the order in which people expect them.
  public let codes: [Code]
  private let bySpelling: [String: Int]

  /// Makes a table. When two codes share a spelling the earlier one keeps it.
  public init(_ name: String, _ chinese: String, _ english: String, _ codes: [Code]) {
    self.name = name
    self.label = Label(chinese, english)
    self.codes = codes
    var bySpelling: [String: Int] = [:]
    for (index, code) in codes.enumerated() where bySpelling[code.code] == nil {
      bySpelling[code.code] = index
    }
    for (index, code) in codes.enumerated() where bySpelling[code.label.chinese] == nil {
      bySpelling[code.label.chinese] = index
    }
    for (index, code) in codes.enumerated() {
      for spelling in code.spellings where bySpelling[spelling] == nil {
        bySpelling[spelling] = index
      }
    }
    self.bySpelling = bySpelling
  }

  /// The code that a spelling means: the code itself, its Chinese label or a further spelling. O(1).
  public func code(spelled spelling: String) -> Code? {
    bySpelling[spelling].map { codes[$0] }
  }

  /// The label of a code, or `nil` when the table has no such code. O(1).
  public func label(of code: String) -> Label? {
    self.code(spelled: code).flatMap { $0.code == code ? $0.label : nil }
  }
}
