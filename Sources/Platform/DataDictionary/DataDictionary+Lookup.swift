extension DataDictionary {
  /// The index's name for the column of a record's centre, which follows from its collection.
  public static let centreColumn = "centre"

  private static let byName: [FieldName: Field] = Dictionary(
    fields.map { ($0.name, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  private static let byKey: [String: FieldName] = Dictionary(
    FieldName.allCases.map { ($0.rawValue, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  /// The fields' names in the order of canonical JSON: ascending UTF-8.
  static let canonicalOrder: [FieldName] = fields.map(\.name).sorted { $0.rawValue < $1.rawValue }

  /// The row of a field. O(1).
  public static func field(_ name: FieldName) -> Field? { byName[name] }

  /// The field that a record's key names, exactly as spelled. O(1).
  public static func fieldName(key: String) -> FieldName? { byKey[key] }

  /// The known key most like a mistyped one, or `nil` when none is near. O(keys × length²).
  public static func nearestKey(to key: String) -> String? {
    EditDistance.nearest(to: key, among: FieldName.allCases.map(\.rawValue))
  }
}
