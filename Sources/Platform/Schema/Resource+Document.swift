public import SearchEngine

extension Resource {
  /// The resource as the engine indexes it: words by ``SearchField``, columns by the dictionary,
  /// the canonical JSON as what is stored.
  public var document: Document {
    var values: [FieldValue] = []
    values.reserveCapacity(self.values.count * 2 + 1)
    for entry in self.values {
      DocumentPlan.byOrdinal[entry.name.ordinal]?.append(entry.value, to: &values)
    }
    if let centre = entry?.centre {
      values.append(FieldValue(field: DataDictionary.centreColumn, value: .keyword(centre.code)))
    }
    return Document(id: id, values: values, stored: canonicalJSON)
  }
}

/// What becomes of one field's value, worked out once.
private struct DocumentPlan: Sendable {
  let search: String?
  let column: String?
  let table: CodeTable?

  /// The plans of the fields that the index holds, by ordinal.
  static let byOrdinal: [DocumentPlan?] = FieldName.allCases.map { name in
    guard let field = DataDictionary.field(name), field.search != nil || field.column != nil else {
      return nil
    }
    return DocumentPlan(
      search: field.search?.rawValue,
      column: field.column,
      table: field.codeTable
    )
  }

  func append(_ value: Resource.Value, to values: inout [FieldValue]) {
    switch value {
    case .text(let text): append(text, to: &values)
    case .list(let texts):
      // A keyword column is a set, and the words of a repeated name would count twice.
      var seen: Set<String> = []
      for text in texts where texts.count == 1 || seen.insert(text).inserted {
        append(text, to: &values)
      }
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
      values.append(FieldValue(field: search, value: .text(words)))
    }
    if let column { values.append(FieldValue(field: column, value: .keyword(text))) }
  }

  private func append(_ integer: Int64, to values: inout [FieldValue]) {
    if let column { values.append(FieldValue(field: column, value: .integer(integer))) }
  }
}
