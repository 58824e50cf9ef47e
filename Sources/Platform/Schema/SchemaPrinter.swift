/// Prints the data dictionary for `zhisou schema`.
public enum SchemaPrinter {
  /// A form to print in.
  public enum Form: String, CaseIterable, Sendable {
    /// Aligned columns for a terminal.
    case text
    /// A JSON Schema (draft 2020-12) that other programs check records with.
    case json
    /// Tables for a document.
    case markdown
  }

  /// The dictionary in a form, ending in a line break.
  public static func print(_ form: Form) -> String {
    switch form {
    case .text: text()
    case .json: JSONSchema.text()
    case .markdown: markdown()
    }
  }

  /// One row of a field, in words.
  static func row(_ field: Field) -> [String] {
    var uses: [String] = []
    if let search = field.search { uses.append("search in \(search.rawValue)") }
    if let column = field.column {
      var names: [String] = []
      if field.uses.contains(.filter) { names.append("filter") }
      if field.uses.contains(.facet) { names.append("facet") }
      if field.uses.contains(.sort) { names.append("sort") }
      uses.append(
        names.joined(separator: "/") + (column == field.name.rawValue ? "" : " as \(column)")
      )
    }
    return [
      field.name.rawValue,
      field.isList ? "list of \(field.type.name)" : field.type.name,
      field.label.chinese,
      field.label.english,
      requirement(field),
      uses.joined(separator: "; "),
    ]
  }

  private static func requirement(_ field: Field) -> String {
    switch field.scope {
    case .required:
      let spared = CollectionCatalogue.all.filter { !$0.isRequired(field.name) }.map(\.code)
      if spared.isEmpty { return "always" }
      return "always; \(spared.joined(separator: ", ")): or body"
    case .common: return "-"
    case .own:
      let required = field.requiredBy
      return required.isEmpty ? "-" : required.joined(separator: ", ")
    }
  }

  static let headings = ["field", "type", "中文", "English", "required by", "index"]
}
