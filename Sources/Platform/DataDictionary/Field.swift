/// An analysed text field of the index; several fields of a record share one.
public enum SearchField: String, CaseIterable, Sendable {
  /// Titles in Chinese and English.
  case title
  /// Everyone who made, teaches or speaks.
  case people
  /// Schools and enterprises.
  case institution
  /// What it is about: keywords, majors, equipment, occupations, numbers.
  case topic
  /// The abstract.
  case summary
  /// The long text.
  case body
  /// The Chinese labels of the record's codes, so that 国家级 or 中职 finds what a code says.
  case labels

  /// The weight of an occurrence in BM25F: how much more a hit here says than one in the body.
  public var weight: Float {
    switch self {
    // Measured on titles and texts of statutes, nDCG@10: weight 1 gives .377, 1.5 .378, 2 .376 and
    // 3 .372: BM25F's length part already favours what is short.
    case .title, .people, .topic: 1.5
    case .institution: 1.2
    case .summary, .body: 1
    case .labels: 0.3
    }
  }
}

/// What a stored column of a field serves.
public struct ColumnUse: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt8
  /// Makes a set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// Searches may keep only some of its values.
  public static let filter = ColumnUse(rawValue: 1)
  /// Searches may count by its values.
  public static let facet = ColumnUse(rawValue: 2)
  /// Searches may order by it.
  public static let sort = ColumnUse(rawValue: 4)
}

/// Which records may carry a field, and which must.
public enum FieldScope: Sendable {
  /// Every record carries it.
  case required
  /// Every record may carry it.
  case common
  /// Only the collections that name it in ``ResourceCollection/fields`` may carry it.
  case own
}

/// One row of the data dictionary.
///
/// A class, because rows are looked up for each value of each record: one reference is cheaper to
/// hand out than the row.
public final class Field: Sendable {
  /// The key in records.
  public let name: FieldName
  /// What a value may be.
  public let type: ValueType
  /// Whether the record holds a list of values.
  public let isList: Bool
  /// What people call it.
  public let label: Label
  /// Which records may and must carry it.
  public let scope: FieldScope
  /// The index field in which its words are found, if they are.
  public let search: SearchField?
  /// The column's name in the index, `nil` when it has none.
  public let column: String?
  /// What the column serves.
  public let uses: ColumnUse

  init(
    _ name: FieldName,
    _ type: ValueType,
    list: Bool = false,
    _ chinese: String,
    _ english: String,
    _ scope: FieldScope = .own,
    search: SearchField? = nil,
    uses: ColumnUse = [],
    column: String? = nil
  ) {
    self.name = name
    self.type = type
    self.isList = list
    self.label = Label(chinese, english)
    self.scope = scope
    self.search = search
    self.uses = uses
    self.column = uses.isEmpty ? nil : column ?? name.rawValue
  }

  /// The code table of a coded field.
  public var codeTable: CodeTable? {
    if case .code(let table) = type { table } else { nil }
  }

  /// The codes of the collections whose records must carry the field.
  public var requiredBy: [String] {
    CollectionCatalogue.all.filter { $0.isRequired(name) }.map(\.code)
  }
}
