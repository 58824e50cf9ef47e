import Foundation
import Synchronization

/// Standard output, for data: buffered, and honest about a full disk.
final class StandardOutput: Sendable {
  static let shared = StandardOutput()

  private let buffer = Mutex<[UInt8]>([])

  /// Writes text.
  ///
  /// - Throws: ``CommandFailure`` where the system does not take it.
  func write(_ text: String) throws(CommandFailure) {
    try write(Array(text.utf8))
  }

  /// Writes a line of text.
  func line(_ text: String = "") throws(CommandFailure) {
    try write(text + "\n")
  }

  /// Writes bytes.
  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    let isFull = buffer.withLock { buffer in
      buffer += bytes
      return buffer.count >= 1 << 16
    }
    if isFull { try flush() }
  }

  /// Hands what was written to the system.
  func flush() throws(CommandFailure) {
    let bytes = buffer.withLock { buffer in
      defer { buffer = [] }
      return buffer
    }
    try writeAll(bytes, to: STDOUT_FILENO, name: "standard output")
  }
}

/// Standard error, for talk. Nobody can be told when it fails.
enum StandardError {
  /// Whether a person watches.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  static func line(_ text: String) { write(text + "\n") }

  static func write(_ text: String) {
    try? writeAll(Array(text.utf8), to: STDERR_FILENO, name: "standard error")
  }
}

/// Writes all bytes to a descriptor, in as many steps as it takes.
func writeAll(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(CommandFailure) {
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes {
      Foundation.write(descriptor, $0.baseAddress, $0.count)
    }
    if count >= 0 {
      written += count
    } else if errno != EINTR {
      // Whoever closed the pipe has read enough: no news for anybody.
      let message: String? =
        errno == EPIPE ? nil : "Could not write to \(name): \(String(cString: strerror(errno)))."
      throw CommandFailure(.nothingDone, message)
    }
  }
}
