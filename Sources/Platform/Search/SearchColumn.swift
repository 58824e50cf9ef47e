/// A column that searches filter, count or sort by, under the name that requests use: the field's
/// name in the data dictionary, or `centre`.
public struct SearchColumn: Sendable {
  /// The name in requests and responses.
  public let name: String
  /// The column's name in the index.
  public let column: String
  /// What people call it.
  public let label: Label
  /// What a value may be.
  public let type: ValueType
  /// What the column serves.
  public let uses: ColumnUse

  /// Every column, the centre first and then in the dictionary's order.
  public static let all: [SearchColumn] =
    [
      SearchColumn(
        name: DataDictionary.centreColumn,
        column: DataDictionary.centreColumn,
        label: CodeTable.centres.label,
        type: .code(.centres),
        uses: [.filter, .facet]
      )
    ]
    + DataDictionary.fields.compactMap { field in
      field.column.map {
        SearchColumn(
          name: field.name.rawValue,
          column: $0,
          label: field.label,
          type: field.type,
          uses: field.uses
        )
      }
    }

  private static let byName: [String: SearchColumn] = {
    let names = all.map { ($0.name, $0) } + all.map { ($0.column, $0) }
    return Dictionary(names, uniquingKeysWith: { first, _ in first })
  }()

  /// The column with a name, in requests or in the index, or `nil`. O(1).
  public static func named(_ name: String) -> SearchColumn? { byName[name] }

  /// The names by which requests may filter.
  public static let filterNames: [String] = all.filter { $0.uses.contains(.filter) }.map(\.name)

  /// The names by which requests may count.
  public static let facetNames: [String] = all.filter(\.isCountable).map(\.name)

  /// Whether the values can be counted.
  public var isCountable: Bool { uses.contains(.facet) }

  /// The table of a coded column.
  public var codeTable: CodeTable? {
    if case .code(let table) = type { table } else { nil }
  }

  /// What people call a value: the code's label, or the value itself.
  public func label(of value: String) -> Label {
    codeTable?.label(of: value) ?? Label(value, value)
  }
}
