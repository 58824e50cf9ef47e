/// What a scanner found next.
enum Scanned {
  /// A record. Its bytes are valid until the next call.
  case record(line: Int)
  /// A record longer than the limit, passed over.
  case tooLong(line: Int)
}

/// Cuts a stream into lines, which `LF` or `CRLF` ends.
final class LineScanner {
  private let window: InputWindow
  private let limit: Int
  private var nextLine = 1
  /// The line found last, without its ending.
  private(set) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  init(_ window: InputWindow, limit: Int) {
    self.window = window
    self.limit = limit
  }

  /// The next line, `nil` at the end. An ending at the very end begins no further line.
  func next() throws(SourceError) -> Scanned? {
    let line = nextLine
    var searched = 0
    while true {
      if let newline = window.bytes.firstIndex(of: 0x0A, from: searched) {
        return finish(line, length: newline, ending: 1)
      }
      searched = window.count
      if searched > limit { return try passOver(line) }
      if try !window.fill() {
        return window.count == 0 ? nil : finish(line, length: window.count, ending: 0)
      }
    }
  }

  private func finish(_ line: Int, length: Int, ending: Int) -> Scanned {
    nextLine += 1
    var content = UnsafeBufferPointer(rebasing: window.bytes[..<length])
    if content.last == 0x0D { content = UnsafeBufferPointer(rebasing: content.dropLast()) }
    window.consume(length + ending)
    bytes = content
    return length + ending > limit ? .tooLong(line: line) : .record(line: line)
  }

  private func passOver(_ line: Int) throws(SourceError) -> Scanned {
    nextLine += 1
    while true {
      if let newline = window.bytes.firstIndex(of: 0x0A, from: 0) {
        window.consume(newline + 1)
        return .tooLong(line: line)
      }
      window.consume(window.count)
      if try !window.fill() { return .tooLong(line: line) }
    }
  }
}
