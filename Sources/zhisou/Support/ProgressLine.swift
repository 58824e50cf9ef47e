import Foundation

/// One line on standard error that tells how far something has come: redrawn in place on a
/// terminal, at most ten times a second; elsewhere a plain line every ten seconds.
struct ProgressLine {
  private let isShown: Bool
  private var lastDrawn: ContinuousClock.Instant
  private var isOnScreen = false

  init(isShown: Bool = true) {
    self.isShown = isShown
    // Work that ends at once needs no progress.
    lastDrawn = .now
  }

  /// Shows a text, unless the last one was shown just now.
  mutating func update(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let interval: Duration = StandardError.isTerminal ? .milliseconds(100) : .seconds(10)
    guard lastDrawn.duration(to: .now) >= interval else { return }
    draw(text())
  }

  /// Removes the line from the terminal, to write something else there.
  mutating func clear() {
    guard isOnScreen else { return }
    isOnScreen = false
    StandardError.write("\r\u{1B}[K")
  }

  private mutating func draw(_ text: String) {
    lastDrawn = .now
    guard StandardError.isTerminal else {
      StandardError.line(text)
      return
    }
    var shown = ""
    var width = 0
    for character in text {
      width += Terminal.width(of: String(character))
      if width >= Terminal.columns { break }
      shown.append(character)
    }
    StandardError.write("\r\(shown)\u{1B}[K")
    isOnScreen = true
  }

  /// A bar that is filled to a share between 0 and 1.
  static func bar(_ share: Double, width: Int = 24) -> String {
    let filled = Int((min(max(share, 0), 1) * Double(width)).rounded(.down))
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: ".", count: width - filled) + "]"
  }
}
