/// A text with named gaps, `课程时长{课程时长}`.
public struct TextTemplate: Sendable, Equatable {
  enum Piece: Sendable, Equatable {
    case literal(String)
    case column(String)
  }

  let pieces: [Piece]

  /// Reads a template. Braces cannot be nested; an open one without its end is a literal.
  public init(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.literal(String(rest[..<open]))) }
      pieces.append(.column(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.literal(String(rest))) }
    self.pieces = pieces
  }

  /// The columns that fill its gaps.
  var columns: [String] {
    pieces.compactMap { if case .column(let name) = $0 { name } else { nil } }
  }

  /// The text with its gaps filled, `nil` when one stays empty.
  func filled(_ value: (String) -> String?) -> String? {
    var text = ""
    for piece in pieces {
      switch piece {
      case .literal(let literal): text += literal
      case .column(let column):
        guard let value = value(column), !value.isEmpty else { return nil }
        text += value
      }
    }
    return text
  }
}
