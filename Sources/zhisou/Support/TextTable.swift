/// Rows in aligned columns, two spaces apart.
struct TextTable {
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ alignments: [Alignment]) { self.alignments = alignments }

  mutating func add(_ cells: String...) { rows.append(cells) }

  /// The rows, each ending in a line break.
  var text: String {
    var widths = alignments.map { _ in 0 }
    for row in rows {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], Terminal.width(of: cell))
      }
    }
    var text = ""
    for row in rows {
      var line = ""
      for (index, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[index] - Terminal.width(of: cell))
        line += index > 0 ? "  " : ""
        line += alignments[index] == .left ? cell + space : space + cell
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }
}
