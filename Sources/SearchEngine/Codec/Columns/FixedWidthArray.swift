/// Unsigned integers in a memory-mapped file, little endian, each of 1, 2, 4 or 8 bytes; or one
/// integer that all elements are, which takes no bytes (width 0).
///
/// Who keeps one keeps the ``MappedFile`` too.
struct FixedWidthArray: Sendable {
  // Sendable: the mapped file is never written to. Aligned to 8 bytes, which init checks.
  private nonisolated(unsafe) let base: UnsafeRawPointer?
  /// The number of integers.
  let count: Int
  /// The number of bytes of each.
  let width: Int
  /// What every element of width 0 is.
  private let constant: UInt64

  /// An array whose elements are all the same.
  init(repeating constant: UInt64, count: Int) {
    base = nil
    self.count = count
    width = 0
    self.constant = constant
  }

  /// The width that an array has whose highest element may be `largest`.
  static func width(forLargest largest: UInt64) -> Int {
    switch largest {
    case ...0xFF: 1
    case ...0xFFFF: 2
    case ...0xFFFF_FFFF: 4
    default: 8
    }
  }

  /// The integers that follow in `reader`, which moves on to the next multiple of 8 bytes.
  init(_ reader: inout ByteReader, count: Int, width: Int) throws(StorageError) {
    let (byteCount, isOverflow) = count.multipliedReportingOverflow(by: width)
    guard !isOverflow, reader.offset % 8 == 0 else { throw reader.damaged("a column is misplaced") }
    base = try reader.readBytes(count: byteCount).baseAddress
    precondition(Int(bitPattern: base) % 8 == 0, "a mapped file is aligned")
    self.count = count
    self.width = width
    constant = 0
    _ = try reader.readBytes(count: min(-reader.offset & 7, reader.remaining))
  }

  /// The integer at `index`, in constant time.
  @inline(__always)
  subscript(index: Int) -> UInt64 {
    precondition(index >= 0 && index < count, "index out of range")
    return switch width {
    case 0: constant
    case 1: UInt64(elements(UInt8.self)[index])
    case 2: UInt64(UInt16(littleEndian: elements(UInt16.self)[index]))
    case 4: UInt64(UInt32(littleEndian: elements(UInt32.self)[index]))
    default: UInt64(littleEndian: elements(UInt64.self)[index])
    }
  }

  /// Calls `body` with every index and its integer. The width is decided on once, so this is
  /// several times as fast as the subscript.
  @inline(__always)
  func forEach(_ body: (Int, UInt64) -> Void) {
    switch width {
    case 0: for index in 0..<count { body(index, constant) }
    case 1: forEach(UInt8.self, body)
    case 2: forEach(UInt16.self, body)
    case 4: forEach(UInt32.self, body)
    default: forEach(UInt64.self, body)
    }
  }

  /// Whether every element is in `range`.
  func isWithin(_ range: ClosedRange<UInt64>) -> Bool {
    var (smallest, largest) = (range.lowerBound, range.lowerBound)
    forEach { (smallest, largest) = (min(smallest, $1), max(largest, $1)) }
    return smallest == range.lowerBound && largest <= range.upperBound
  }

  /// Whether no element is smaller than the one before.
  var isAscending: Bool {
    var (previous, isAscending): (UInt64, Bool) = (0, true)
    forEach {
      isAscending = isAscending && $1 >= previous
      previous = $1
    }
    return isAscending
  }

  /// Sets bit `i & 63` of word `i >> 6` for every index `i` whose integer is in `range`.
  func insertIndices(
    of range: ClosedRange<UInt64>,
    into words: UnsafeMutableBufferPointer<UInt64>
  ) {
    precondition(words.count >= (count + 63) / 64, "the bitmap is too short")
    switch width {
    case 0:
      guard range.contains(constant) else { return }
      for index in 0..<count { words[index >> 6] |= 1 << UInt64(index & 63) }
    case 1: insertIndices(UInt8.self, range, words)
    case 2: insertIndices(UInt16.self, range, words)
    case 4: insertIndices(UInt32.self, range, words)
    default: insertIndices(UInt64.self, range, words)
    }
  }

  @inline(__always)
  private func elements<Element: FixedWidthInteger>(
    _: Element.Type
  ) -> UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base?.assumingMemoryBound(to: Element.self), count: count)
  }

  @inline(__always)
  private func forEach<Element: FixedWidthInteger & UnsignedInteger>(
    _ type: Element.Type,
    _ body: (Int, UInt64) -> Void
  ) {
    let elements = elements(type)
    for index in 0..<count { body(index, UInt64(Element(littleEndian: elements[index]))) }
  }

  private func insertIndices<Element: FixedWidthInteger & UnsignedInteger>(
    _ type: Element.Type,
    _ range: ClosedRange<UInt64>,
    _ words: UnsafeMutableBufferPointer<UInt64>
  ) {
    guard let lower = Element(exactly: range.lowerBound) else { return }
    let elements = elements(type)
    // One comparison: what is below `lower` wraps around to above `span`.
    let span = Element(clamping: range.upperBound) - lower
    for word in 0..<(count + 63) / 64 {
      let start = word * 64
      // Always the same number of rounds in the inner loop, so that it is unrolled.
      let length = min(64, count - start)
      var bits: UInt64 = 0
      if length == 64 {
        for bit in 0..<64 {
          let isInside = Element(littleEndian: elements[start + bit]) &- lower <= span
          bits |= (isInside ? 1 : 0) &<< UInt64(truncatingIfNeeded: bit)
        }
      } else {
        for bit in 0..<length {
          let isInside = Element(littleEndian: elements[start + bit]) &- lower <= span
          bits |= (isInside ? 1 : 0) &<< UInt64(truncatingIfNeeded: bit)
        }
      }
      words[word] |= bits
    }
  }
}

extension ChecksummedWriter {
  /// Writes what ``FixedWidthArray`` reads, from integers that `width` bytes can hold.
  func writeFixedWidth(_ values: some Sequence<UInt64>, width: Int) throws(StorageError) {
    for value in values {
      switch width {
      case 1: try write(byte: UInt8(truncatingIfNeeded: value))
      case 2: try writeUInt16(UInt16(truncatingIfNeeded: value))
      case 4: try writeUInt32(UInt32(truncatingIfNeeded: value))
      default: try writeUInt64(value)
      }
    }
    try pad(toMultipleOf: 8)
  }
}
