extension DataDictionary {
  /// The index's name for the column of a record's centre, which follows from its collection.
  public static let centreColumn = "centre"

  private static let byOrdinal: [Field?] = {
    var rows = [Field?](repeating: nil, count: FieldName.allCases.count)
    for field in fields { rows[field.name.ordinal] = field }
    return rows
  }()

  private static let byKey: [String: FieldName] = Dictionary(
    FieldName.allCases.map { ($0.rawValue, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  /// Each field's place in canonical JSON, which orders keys by ascending UTF-8, by ordinal.
  static let canonicalRank: [Int] = {
    var ranks = [Int](repeating: 0, count: FieldName.allCases.count)
    let names = FieldName.allCases.sorted { $0.rawValue < $1.rawValue }
    for (rank, name) in names.enumerated() { ranks[name.ordinal] = rank }
    return ranks
  }()

  /// The row of a field. O(1).
  public static func field(_ name: FieldName) -> Field? { byOrdinal[name.ordinal] }

  /// The field that a record's key names, exactly as spelled. O(1).
  public static func fieldName(key: String) -> FieldName? { byKey[key] }

  /// The known key most like a mistyped one, or `nil` when none is near. O(keys × length²).
  public static func nearestKey(to key: String) -> String? {
    EditDistance.nearest(to: key, among: FieldName.allCases.map(\.rawValue))
  }
}
