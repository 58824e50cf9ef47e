public import SearchEngine
import TextAnalysis

/// The index schema of the platform, derived from the data dictionary.
///
/// The text fields are the cases of ``SearchField``; every field of the dictionary with a column
/// has a keyword or integer column of its name, and `centre` follows from the collection.
public enum PlatformSchema {
  /// The schema.
  ///
  /// - Throws: `SchemaError` when the dictionary declares what the engine cannot hold; a test keeps
  ///   that from happening.
  public static var schema: Schema {
    get throws(SchemaError) { try Schema(fields: textFields + columns) }
  }

  /// The version of what the dictionary makes of records; it rises whenever a record must be read
  /// anew to be found rightly.
  public static let version = 1

  private static var textFields: [FieldDefinition] {
    SearchField.allCases.map { field in
      FieldDefinition(
        name: field.rawValue,
        // Labels of codes are few and fixed: nobody asks for a phrase in them.
        kind: .text(analyzer: .chinese, weight: field.weight, positions: field != .labels)
      )
    }
  }

  private static var columns: [FieldDefinition] {
    [FieldDefinition(name: DataDictionary.centreColumn, kind: .keyword(multiple: false))]
      + DataDictionary.fields.compactMap { field in
        guard let column = field.column else { return nil }
        return FieldDefinition(name: column, kind: field.columnKind)
      }
  }
}

extension Field {
  /// The kind of the field's column. Days become the integer `yyyymmdd`, truth values `true` and
  /// `false`.
  var columnKind: FieldDefinition.Kind {
    switch type {
    case .integer, .date: .integer
    case .text, .keyword, .code, .boolean, .url, .digits: .keyword(multiple: isList)
    }
  }
}
