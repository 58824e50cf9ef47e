extension SchemaPrinter {
  /// The dictionary as aligned columns.
  static func text() -> String {
    var lines = ["FIELDS", ""]
    lines += aligned([headings] + DataDictionary.fields.map(row))
    lines += ["", "COLLECTIONS", ""]
    lines += aligned(
      [["collection", "centre", "中文", "English", "own fields"]]
        + CollectionCatalogue.all.map(collectionRow)
    )
    lines += ["", "SEARCH FIELDS", ""]
    lines += aligned(
      [["index field", "weight"]] + SearchField.allCases.map { [$0.rawValue, "\($0.weight)"] }
    )
    for table in CodeTable.all {
      lines += ["", "CODE TABLE \(table.name) (\(table.label.chinese))", ""]
      lines += aligned(table.codes.map(codeRow))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The dictionary as Markdown tables.
  static func markdown() -> String {
    var lines = ["# Data dictionary 数据字典", "", "## Fields", ""]
    lines += table([headings] + DataDictionary.fields.map(row))
    lines += ["", "## Collections", ""]
    lines += table(
      [["collection", "centre", "中文", "English", "own fields"]]
        + CollectionCatalogue.all.map(collectionRow)
    )
    lines += ["", "## Search fields", ""]
    lines += table(
      [["index field", "weight"]] + SearchField.allCases.map { [$0.rawValue, "\($0.weight)"] }
    )
    lines += ["", "## Code tables"]
    for codeTable in CodeTable.all {
      lines += ["", "### \(codeTable.name) \(codeTable.label.chinese)", ""]
      lines += table(
        [["code", "中文", "English", "also spelled"]] + codeTable.codes.map(codeRow)
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func codeRow(_ code: Code) -> [String] {
    [code.code, code.label.chinese, code.label.english, code.spellings.joined(separator: " ")]
  }

  private static func collectionRow(_ entry: CollectionEntry) -> [String] {
    [
      entry.code, entry.centre.code, entry.label.chinese, entry.label.english,
      entry.declaration.fields.map(\.rawValue).joined(separator: " "),
    ]
  }

  private static func table(_ rows: [[String]]) -> [String] {
    var lines = rows.map { "| \($0.joined(separator: " | ")) |" }
    if let first = rows.first {
      lines.insert("|\(String(repeating: " --- |", count: first.count))", at: 1)
    }
    return lines
  }

  private static func aligned(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        let padding = isLast ? 0 : widths[column] - width(cell) + 2
        line += cell + String(repeating: " ", count: padding)
      }
      return line.trimmingTrailingSpaces
    }
  }

  /// The cells a text takes on a terminal: two for each wide character (East Asian Width W and F).
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { total, scalar in
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
        total + 2
      default: total + 1
      }
    }
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
