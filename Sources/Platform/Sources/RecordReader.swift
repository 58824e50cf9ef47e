/// Reads a source record by record in bounded memory: the longest record plus one piece.
///
/// A byte order mark is skipped and both line endings are taken. A record that is too long, no
/// UTF-8, no JSON or no CSV is refused alone; blank lines are no records. Lines are counted from 1.
public final class RecordReader {
  /// The most bytes a record may have with its line ending, unless told otherwise: 16 MiB.
  public static let defaultRecordLimit = 16 << 20

  private enum Scanner {
    case lines(LineScanner)
    case csv(CSVScanner)
  }

  /// The source's name in refusals.
  public let name: String
  /// The format it is read in.
  public let format: SourceFormat
  /// The columns of a CSV or TSV source: its header's, or those given.
  public private(set) var columns: [String]
  private let scanner: Scanner
  private let window: InputWindow
  private let limit: Int
  private var hasSeenRecord = false
  private var isFinished = false

  /// Opens a source.
  ///
  /// - Parameters:
  ///   - input: Where to read.
  ///   - format: How records are separated.
  ///   - columns: The columns of a source without header; `nil` reads the first row as header.
  ///   - recordLimit: The most bytes a record may have.
  public convenience init(
    _ input: SourceInput,
    format: SourceFormat,
    columns: [String]? = nil,
    recordLimit: Int = RecordReader.defaultRecordLimit
  ) throws(SourceError) {
    try self.init(
      ByteStream(input),
      format: format,
      columns: columns,
      recordLimit: recordLimit
    )
  }

  init(
    _ stream: ByteStream,
    format: SourceFormat,
    columns: [String]? = nil,
    recordLimit: Int = RecordReader.defaultRecordLimit
  ) throws(SourceError) {
    self.name = stream.name
    self.format = format
    self.columns = columns ?? []
    self.window = try InputWindow(stream)
    self.limit = recordLimit
    switch format {
    case .ndjson, .tsv: self.scanner = .lines(LineScanner(window, limit: recordLimit))
    case .csv: self.scanner = .csv(CSVScanner(window, limit: recordLimit))
    }
    if format != .ndjson, columns == nil { try readHeader() }
  }

  /// How many bytes have been read into records so far, for progress.
  public var consumedBytes: Int { window.consumedBytes }

  /// The next record, `nil` at the end.
  ///
  /// - Throws: ``SourceError`` when the system fails to give the next bytes.
  public func next() throws(SourceError) -> ReadResult<SourceRecord>? {
    guard !isFinished else { return nil }
    if let result = try scan(expecting: format == .ndjson ? nil : columns.count) {
      hasSeenRecord = true
      return result
    }
    isFinished = true
    return hasSeenRecord ? nil : refusal(nil, .emptySource)
  }

  private func refusal(_ line: Int?, _ reason: RecordIssue.Reason) -> ReadResult<SourceRecord> {
    .refused(RecordRefusal(RecordIssue(source: name, line: line, reason: reason)))
  }

  private func readHeader() throws(SourceError) {
    switch try scan(expecting: nil) {
    case nil: return
    case .refused(let refusal):
      throw .badHeader(name: name, reason: refusal.issues.first?.reason.description ?? "")
    case .record(.row(let cells), _):
      var seen: Set<String> = []
      for cell in cells where !seen.insert(cell).inserted {
        throw .repeatedColumn(name: name, column: cell)
      }
      columns = cells
    case .record(.object, _): return
    }
  }

  /// Takes the next record that is not blank.
  private func scan(expecting cellCount: Int?) throws(SourceError) -> ReadResult<SourceRecord>? {
    switch scanner {
    case .lines(let lines):
      while let scanned = try lines.next() {
        switch scanned {
        case .tooLong(let line): return refusal(line, .tooLong(limit: limit))
        case .record(let line):
          if Self.isBlank(lines.bytes, inTSV: format == .tsv) { continue }
          return format == .ndjson
            ? object(lines.bytes, line) : row(lines.bytes, line, expecting: cellCount)
        }
      }
    case .csv(let records):
      while let scanned = try records.next() {
        switch scanned {
        case .tooLong(let line): return refusal(line, .tooLong(limit: limit))
        case .record(let line):
          if records.isBlank { continue }
          return row(of: records, line, expecting: cellCount)
        }
      }
    }
    return nil
  }
}

extension RecordReader {
  /// Whether a line holds nothing. A TSV line of tabs is a row of empty cells.
  private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, inTSV: Bool) -> Bool {
    bytes.allSatisfy { $0 == 0x20 || (!inTSV && $0 == 0x09) }
  }

  private func object(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ line: Int
  ) -> ReadResult<SourceRecord> {
    do {
      let place = RecordPlace(source: name, line: line)
      return .record(.object(try JSONObject.record(bytes, at: place)), line: line)
    } catch {
      return .refused(error)
    }
  }

  private func row(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ line: Int,
    expecting cellCount: Int?
  ) -> ReadResult<SourceRecord> {
    var cells: [String] = []
    cells.reserveCapacity(cellCount ?? 16)
    var start = 0
    while true {
      let tab = bytes.firstIndex(of: 0x09, from: start)
      guard let cell = String(validating: bytes[start..<(tab ?? bytes.count)], as: UTF8.self) else {
        return refusal(line, .invalidUTF8)
      }
      cells.append(cell)
      guard let tab else { break }
      start = tab + 1
    }
    return checked(cells, line, expecting: cellCount)
  }

  private func row(
    of scanner: CSVScanner,
    _ line: Int,
    expecting cellCount: Int?
  ) -> ReadResult<SourceRecord> {
    if let problem = scanner.problem { return refusal(line, .malformedCSV(problem)) }
    var cells: [String] = []
    cells.reserveCapacity(scanner.cells.count)
    for cell in scanner.cells {
      guard let text = scanner.text(of: cell) else { return refusal(line, .invalidUTF8) }
      cells.append(text)
    }
    return checked(cells, line, expecting: cellCount)
  }

  private func checked(
    _ cells: [String],
    _ line: Int,
    expecting cellCount: Int?
  ) -> ReadResult<SourceRecord> {
    if let cellCount, cells.count != cellCount {
      return refusal(line, .wrongCellCount(expected: cellCount, found: cells.count))
    }
    return .record(.row(cells), line: line)
  }
}

extension CSVScanner {
  /// Whether the record is an empty line.
  var isBlank: Bool {
    cells.count == 1 && problem == nil && bytes.allSatisfy { $0 == 0x0A || $0 == 0x0D }
  }

  /// A cell's text, `nil` when it is no UTF-8.
  func text(of cell: Cell) -> String? {
    let raw = bytes[cell.start..<cell.end]
    guard cell.isEscaped else { return String(validating: raw, as: UTF8.self) }
    var unescaped: [UInt8] = []
    unescaped.reserveCapacity(raw.count)
    var follows = false
    for byte in raw {
      // Quotes come in pairs here; the second of each is dropped.
      if byte == UInt8(ascii: "\""), follows {
        follows = false
        continue
      }
      follows = byte == UInt8(ascii: "\"")
      unescaped.append(byte)
    }
    return String(validating: unescaped, as: UTF8.self)
  }
}
