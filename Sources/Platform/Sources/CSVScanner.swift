/// Cuts a stream into CSV records (RFC 4180).
///
/// ```
/// record  = cell *( "," cell ) ( LF | CRLF | end )
/// cell    = '"' *( any byte but '"' | '""' ) '"'  |  *( any byte but '"' "," LF )
/// ```
///
/// So `a,"b ""c"", d",` holds the three cells `a`, `b "c", d` and the empty one. Line breaks within
/// quotes belong to the cell. A record that breaks the grammar is told by ``problem`` and ends at its
/// line's end, so that the next one is read as it is.
///
/// SwiftCSV is not used: it holds the whole file in memory and knows no line numbers.
final class CSVScanner {
  /// A cell's place in the record. An escaped one holds doubled quotes.
  struct Cell {
    var start: Int
    var end: Int
    var isEscaped: Bool
  }

  private enum State {
    case cellStart, unquoted, quoted, quoteWithinQuoted
  }

  private let window: InputWindow
  private let limit: Int
  private var nextLine = 1
  private var state = State.cellStart
  /// How many bytes of the window have been scanned for the current record.
  private var position = 0
  private var cellStart = 0
  private var isEscaped = false
  private var isPassingOver = false

  /// The cells of the record found last.
  private(set) var cells: [Cell] = []
  /// The bytes of the record found last.
  private(set) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// What is wrong with the record found last.
  private(set) var problem: String?

  init(_ window: InputWindow, limit: Int) {
    self.window = window
    self.limit = limit
  }

  /// The next record, `nil` at the end.
  func next() throws(SourceError) -> Scanned? {
    let line = nextLine
    cells.removeAll(keepingCapacity: true)
    problem = nil
    state = .cellStart
    (position, cellStart, isEscaped, isPassingOver) = (0, 0, false, false)
    while true {
      if scan() { return finish(line) }
      if position > limit || isPassingOver { passOverScanned() }
      if try !window.fill() { return finishAtEnd(line) }
    }
  }

  private func finish(_ line: Int) -> Scanned {
    bytes = UnsafeBufferPointer(rebasing: window.bytes[..<position])
    nextLine += bytes.occurrences(of: 0x0A)
    window.consume(position)
    return isPassingOver || position > limit ? .tooLong(line: line) : .record(line: line)
  }

  private func finishAtEnd(_ line: Int) -> Scanned? {
    if position == 0, window.count == 0, !isPassingOver { return nil }
    switch state {
    case .quoted:
      problem = "a quotation mark is not closed before the end of the file"
      close(position)
    case .quoteWithinQuoted: close(position - 1)
    case .unquoted, .cellStart: close(position)
    }
    position = window.count
    return finish(line)
  }

  /// Drops what has been scanned of a record that is too long; only the state goes on.
  private func passOverScanned() {
    isPassingOver = true
    nextLine +=
      UnsafeBufferPointer(rebasing: window.bytes[..<position]).occurrences(of: 0x0A)
    window.consume(position)
    (position, cellStart) = (0, 0)
    cells.removeAll(keepingCapacity: true)
  }

  private func close(_ end: Int) {
    if !isPassingOver { cells.append(Cell(start: cellStart, end: end, isEscaped: isEscaped)) }
    isEscaped = false
    state = .cellStart
  }
}

extension CSVScanner {
  /// Goes on from where the last call stopped; `true` at the record's end, `false` when more bytes
  /// are needed.
  private func scan() -> Bool {
    let bytes = window.bytes
    while position < bytes.count {
      switch state {
      case .cellStart:
        if bytes[position] == UInt8(ascii: "\"") {
          position += 1
          cellStart = position
          state = .quoted
        } else {
          cellStart = position
          state = .unquoted
        }
      case .unquoted: if scanUnquoted(bytes) { return true }
      case .quoted:
        guard let quote = bytes.firstIndex(of: UInt8(ascii: "\""), from: position) else {
          position = bytes.count
          return false
        }
        position = quote + 1
        state = .quoteWithinQuoted
      case .quoteWithinQuoted:
        switch bytes[position] {
        case UInt8(ascii: "\""):
          isEscaped = true
          position += 1
          state = .quoted
        case UInt8(ascii: ","):
          close(position - 1)
          position += 1
          keepCellOpen()
        case 0x0A:
          close(position - 1)
          position += 1
          return true
        case 0x0D where position + 1 == bytes.count: return false
        case 0x0D where bytes[position + 1] == 0x0A:
          close(position - 1)
          position += 2
          return true
        default:
          problem = "text follows the closing quotation mark of a cell"
          state = .unquoted
        }
      }
    }
    return false
  }

  /// A comma promises one more cell, even when the file ends right after it.
  private func keepCellOpen() { cellStart = position }

  private func scanUnquoted(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: ","):
        close(position)
        position += 1
        keepCellOpen()
        return false
      case 0x0A:
        let endsInCRLF = position > cellStart && bytes[position - 1] == 0x0D
        close(endsInCRLF ? position - 1 : position)
        position += 1
        return true
      case UInt8(ascii: "\""):
        problem = problem ?? "a quotation mark stands within a cell that does not begin with one"
        position += 1
      default: position += 1
      }
    }
    return false
  }
}
