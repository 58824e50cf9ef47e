public import SearchEngine

extension Resource {
  /// The resource as the engine indexes it: words by ``SearchField``, columns by the dictionary,
  /// the canonical JSON as what is stored.
  public var document: Document {
    var values: [FieldValue] = []
    values.reserveCapacity(self.values.count * 2 + 1)
    for plan in DocumentPlan.fields {
      guard let value = self.values[plan.name] else { continue }
      plan.append(value, to: &values)
    }
    if let centre = entry?.centre {
      values.append(FieldValue(field: DataDictionary.centreColumn, value: .keyword(centre.code)))
    }
    return Document(id: id, values: values, stored: canonicalJSON)
  }
}

/// What becomes of one field's value, worked out once.
private struct DocumentPlan: Sendable {
  let name: FieldName
  let search: SearchField?
  let column: String?
  let table: CodeTable?

  /// The fields that the index holds, text fields of one name after another.
  static let fields: [DocumentPlan] = DataDictionary.fields
    .filter { $0.search != nil || $0.column != nil }
    .map {
      DocumentPlan(name: $0.name, search: $0.search, column: $0.column, table: $0.codeTable)
    }

  func append(_ value: Resource.Value, to values: inout [FieldValue]) {
    switch value {
    case .text(let text): append(text, to: &values)
    case .list(let texts):
      // A keyword column is a set; the words of a repeated name would count twice.
      var seen: Set<String> = []
      for text in texts where seen.insert(text).inserted { append(text, to: &values) }
    case .integer(let integer): append(integer, to: &values)
    case .date(let date): append(date.ordinal, to: &values)
    case .boolean(let boolean):
      if let column {
        values.append(FieldValue(field: column, value: .keyword(boolean ? "true" : "false")))
      }
    }
  }

  private func append(_ text: String, to values: inout [FieldValue]) {
    if let search {
      // People search for what a code says, not for the code.
      let words = table?.label(of: text)?.chinese ?? text
      values.append(FieldValue(field: search.rawValue, value: .text(words)))
    }
    if let column { values.append(FieldValue(field: column, value: .keyword(text))) }
  }

  private func append(_ integer: Int64, to values: inout [FieldValue]) {
    if let column { values.append(FieldValue(field: column, value: .integer(integer))) }
  }
}
