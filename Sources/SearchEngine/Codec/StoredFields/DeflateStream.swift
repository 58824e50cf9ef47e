import CZlib

/// One raw deflate stream after another (RFC 1951, without zlib's header and checksum), each primed
/// with the same preset dictionary.
final class DeflateStream {
  // On the heap: zlib's state points back at the stream and refuses another address.
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutableBufferPointer<UInt8>
  private let dictionary: [UInt8]

  /// - Parameter level: zlib's, from 1 to 9.
  init(level: Int32, dictionary: [UInt8]) {
    self.dictionary = dictionary
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    output = .allocate(capacity: 32 << 10)
    let status = deflateInit2_(
      stream,
      level,
      Z_DEFLATED,
      -MAX_WBITS,
      9,
      Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    // Fails without memory or with wrong arguments only.
    precondition(status == Z_OK, "zlib could not begin to deflate (status \(status))")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    output.deallocate()
  }

  /// Compresses all of `bytes` as one stream, and hands on its pieces in order.
  func compress(
    _ bytes: UnsafeRawBufferPointer,
    emit: (UnsafeRawBufferPointer) throws(StorageError) -> Void
  ) throws(StorageError) {
    deflateReset(stream)
    if !dictionary.isEmpty {
      deflateSetDictionary(stream, dictionary, UInt32(dictionary.count))
    }
    var rest = bytes
    repeat {
      // zlib counts in 32 bits.
      let slice = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(slice.count))
      // zlib declares its input writable, but only reads it.
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: slice.baseAddress?.assumingMemoryBound(to: UInt8.self)
      )
      stream.pointee.avail_in = UInt32(slice.count)
      repeat {
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        let status = deflate(stream, rest.isEmpty ? Z_FINISH : Z_NO_FLUSH)
        precondition(status != Z_STREAM_ERROR, "the deflate stream is in disorder")
        let count = output.count - Int(stream.pointee.avail_out)
        try emit(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output)[..<count]))
        // Output that does not fill the buffer means that zlib holds no more.
      } while stream.pointee.avail_out == 0
    } while !rest.isEmpty
  }
}

/// Reads what ``DeflateStream`` wrote. Total: any bytes give output of the length asked for, or nil.
struct InflateStream {
  /// No deflate stream expands more: a match of 258 bytes takes at least two bits.
  static let maximumExpansion = 1032

  /// Fills `output` with the first bytes of the stream `input`. Stops there, so that the beginning
  /// of a block costs less than all of it.
  ///
  /// - Returns: Whether the stream had as many bytes, without error.
  static func decompress(
    _ input: UnsafeRawBufferPointer,
    dictionary: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer
  ) -> Bool {
    var stream = z_stream()
    return withUnsafeMutablePointer(to: &stream) { stream in
      let size = Int32(MemoryLayout<z_stream>.size)
      guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { return false }
      defer { inflateEnd(stream) }
      if let start = dictionary.baseAddress, !dictionary.isEmpty {
        let bytes = start.assumingMemoryBound(to: UInt8.self)
        guard inflateSetDictionary(stream, bytes, UInt32(dictionary.count)) == Z_OK else {
          return false
        }
      }
      var (read, written) = (0, 0)
      while written < output.count {
        // zlib counts in 32 bits, and declares its input writable but only reads it.
        let source = UnsafeRawBufferPointer(rebasing: input[read...].prefix(1 << 30))
        let target = UnsafeMutableRawBufferPointer(rebasing: output[written...].prefix(1 << 30))
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: source.baseAddress?.assumingMemoryBound(to: UInt8.self)
        )
        stream.pointee.avail_in = UInt32(source.count)
        stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(target.count)
        let status = inflate(stream, Z_SYNC_FLUSH)
        let consumed = source.count - Int(stream.pointee.avail_in)
        let produced = target.count - Int(stream.pointee.avail_out)
        read += consumed
        written += produced
        if status == Z_STREAM_END { break }
        guard status == Z_OK, consumed > 0 || produced > 0 else { return false }
      }
      return written == output.count
    }
  }
}
