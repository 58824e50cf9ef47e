#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of an input, in pieces of whatever size the system gives.
final class ByteStream {
  private enum Origin {
    case descriptor(Int32, closes: Bool)
    case memory([UInt8], position: Int)
  }

  let name: String
  private var origin: Origin
  /// Limits each piece; tests give random sizes, because nothing may depend on where pieces end.
  private let pieceLimit: (() -> Int)?

  init(_ input: SourceInput, pieceLimit: (() -> Int)? = nil) throws(SourceError) {
    self.name = input.name
    self.pieceLimit = pieceLimit
    switch input {
    case .file(let path):
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw .cannotOpen(name: path, reason: String(cString: strerror(errno)))
      }
      self.origin = .descriptor(descriptor, closes: true)
    case .standardInput: self.origin = .descriptor(STDIN_FILENO, closes: false)
    case .bytes(let bytes, _): self.origin = .memory(bytes, position: 0)
    }
  }

  deinit {
    if case .descriptor(let descriptor, closes: true) = origin { _ = close(descriptor) }
  }

  /// Reads some bytes, zero only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    let limit = min(buffer.count, max(1, pieceLimit?() ?? buffer.count))
    guard limit > 0, let destination = buffer.baseAddress else { return 0 }
    switch origin {
    case .memory(let bytes, let position):
      let count = min(limit, bytes.count - position)
      bytes.withUnsafeBytes { source in
        buffer.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[position..<position + count])
        )
      }
      origin = .memory(bytes, position: position + count)
      return count
    case .descriptor(let descriptor, _):
      while true {
        #if canImport(Glibc)
          let count = Glibc.read(descriptor, destination, limit)
        #else
          let count = Darwin.read(descriptor, destination, limit)
        #endif
        if count >= 0 { return count }
        if errno != EINTR {
          throw .cannotRead(name: name, reason: String(cString: strerror(errno)))
        }
      }
    }
  }
}
