/// Many growing byte strings in one allocation: each is a chain of slices of doubling size.
///
/// The last four bytes of a slice hold the next slice's offset. Appending never moves what was
/// written (but for the pool's own growth), so a term's postings can grow while a million others do.
///
/// Source: the "exponential unrolled linked list" of tantivy and Lucene's `ByteBlockPool`; see
/// Büttcher, Clarke and Cormack, *Information Retrieval*, 2010, section 4.5.1.
struct ByteSlicePool: ~Copyable {
  /// One chain: where it starts, where its next byte goes and where its current slice's payload ends.
  struct Chain {
    var head: UInt32 = 0
    var next: UInt32 = 0
    var limit: UInt32 = 0
    var level: UInt32 = 0
  }

  private static let linkLength = 4
  private static let largestLevel: UInt32 = 8

  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var used = 0

  init() {
    capacity = 1 << 16
    bytes = .allocate(capacity: capacity)
  }

  deinit { bytes.deallocate() }

  /// Frees nothing, forgets everything.
  mutating func removeAll() { used = 0 }

  /// Whether the pool is close to what its 32-bit offsets can address.
  var isNearlyFull: Bool { used > Int(UInt32.max) - (1 << 26) }

  private mutating func allocateSlice(level: UInt32) -> (start: UInt32, limit: UInt32) {
    let length = 16 << Int(level)
    if used + length > capacity {
      let newCapacity = max(capacity * 2, used + length)
      let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
      grown.update(from: bytes, count: used)
      bytes.deallocate()
      bytes = grown
      capacity = newCapacity
    }
    let start = used
    used += length
    return (UInt32(start), UInt32(start + length - Self.linkLength))
  }

  /// Starts a chain.
  mutating func makeChain() -> Chain {
    let slice = allocateSlice(level: 0)
    return Chain(head: slice.start, next: slice.start, limit: slice.limit, level: 0)
  }

  /// Appends a byte to a chain.
  @inline(__always)
  mutating func append(_ byte: UInt8, to chain: inout Chain) {
    if chain.next == chain.limit { extend(&chain) }
    bytes[Int(chain.next)] = byte
    chain.next &+= 1
  }

  private mutating func extend(_ chain: inout Chain) {
    let level = min(chain.level + 1, Self.largestLevel)
    let slice = allocateSlice(level: level)
    UnsafeMutableRawPointer(bytes + Int(chain.limit)).storeBytes(
      of: slice.start,
      as: UInt32.self
    )
    chain.next = slice.start
    chain.limit = slice.limit
    chain.level = level
  }

  /// Appends an integer as variable bytes.
  @inline(__always)
  mutating func appendVariable(_ value: UInt32, to chain: inout Chain) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80, to: &chain)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest), to: &chain)
  }

  /// Reads a chain from its start.
  struct Reader {
    private let bytes: UnsafeMutablePointer<UInt8>
    private var offset: Int
    private var limit: Int
    private var level: UInt32 = 0
    private let end: Int

    init(bytes: UnsafeMutablePointer<UInt8>, chain: Chain) {
      self.bytes = bytes
      offset = Int(chain.head)
      limit = offset + 16 - ByteSlicePool.linkLength
      end = Int(chain.next)
    }

    /// Whether every byte was read.
    var isAtEnd: Bool { offset == end }

    /// The next byte.
    @inline(__always)
    mutating func readByte() -> UInt8 {
      if offset == limit {
        let next = UnsafeRawPointer(bytes + limit).loadUnaligned(as: UInt32.self)
        level = min(level + 1, ByteSlicePool.largestLevel)
        offset = Int(next)
        limit = offset + (16 << Int(level)) - ByteSlicePool.linkLength
      }
      defer { offset &+= 1 }
      return bytes[offset]
    }

    /// The next integer.
    @inline(__always)
    mutating func readVariable() -> UInt32 {
      var value: UInt32 = 0
      var shift: UInt32 = 0
      while true {
        let byte = readByte()
        value |= UInt32(byte & 0x7F) &<< shift
        if byte < 0x80 { return value }
        shift &+= 7
      }
    }
  }

  /// A reader over a chain; valid until the pool changes.
  func makeReader(of chain: Chain) -> Reader { Reader(bytes: bytes, chain: chain) }
}
