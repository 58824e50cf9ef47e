import CICU

/// Brings source bytes into the form terms are taken from: valid UTF-8, NFKC casefolded (Unicode
/// Standard Annex #15, and section 5.18 for NFKC_Casefold), traditional Chinese folded to simplified
/// — and remembers where each byte came from.
///
/// Nearly every character folds by itself, by one load from ``FoldingTable``. Only where a character
/// expands, vanishes or combines with its neighbours does ICU normalise the span around it. The
/// offset map lists only what was replaced by something of another length; text that keeps its
/// lengths (國 to 国, A to a) costs the map nothing.
///
/// Folding comes before segmentation, so that 國際論壇 is cut like 国际论坛.
struct Normalizer: ~Copyable {
  /// The normalised text.
  private(set) var text = ScratchBuffer<UInt8>()
  /// The offset map: what was replaced, ascending.
  private(set) var replacements = ScratchBuffer<Replacement>()

  private let table = FoldingTable.shared
  private var span = ScratchBuffer<UInt16>(capacity: 2 * spanLimit)
  private var foldedSpan = ScratchBuffer<UInt16>(capacity: 18 * 2 * spanLimit)

  /// How many scalars go through ICU at once. A longer run of combining marks than this (the Stream-
  /// Safe Text Format of Annex #15 allows 30) is cut, because sorting marks takes quadratic time.
  private static var spanLimit: Int { 128 }

  /// Normalises `source`, whose length fits in 30 bits.
  ///
  /// Complexity: O(n); allocates only while `source` is the longest text so far.
  mutating func normalize(_ source: UnsafeBufferPointer<UInt8>) {
    text.count = 0
    replacements.count = 0
    guard let start = source.baseAddress else { return }
    let end = start + source.count
    // No scalar by itself grows more than threefold (an invalid byte to U+FFFD). `foldSpan` keeps
    // this room for what is still to be read.
    text.reserve(3 * source.count + Self.slack)
    let fold = table.entries
    var read = start
    var write = text.base
    // Back to here a span may take characters that were already written.
    var floor = start

    while read < end {
      let lead = read[0]
      if lead < 0x80 {
        foldASCII(&read, end, &write)
        continue
      }
      if lead & 0xF0 == 0xE0, end - read >= 3, read[1] & 0xC0 == 0x80, read[2] & 0xC0 == 0x80 {
        let high = UInt32(lead & 0xF) << 12 | UInt32(read[1] & 0x3F) << 6
        let codePoint = high | UInt32(read[2] & 0x3F)
        let folded = UInt32(fold[Int(codePoint)])
        // The table keeps neither surrogates nor, being checked here, overlong forms.
        if folded != 0, codePoint >= 0x800 {
          let length = encodeScalar(folded, at: write)
          if length != 3 { append(read - start, 3, write - text.base, length) }
          read += 3
          write += length
          continue
        }
      }
      let scalar = decodeScalar(at: read, end: end)
      let folded = scalar.codePoint < 0x10000 ? UInt32(fold[Int(scalar.codePoint)]) : 0
      if folded != 0 {
        let length = encodeScalar(folded, at: write)
        if length != scalar.length {
          append(read - start, scalar.length, write - text.base, length)
        }
        read += scalar.length
        write += length
      } else if FoldingTable.isInertSupplementaryHan(scalar.codePoint) {
        write += encodeScalar(scalar.codePoint, at: write)
        read += 4
      } else {
        foldSpan(&read, from: start, floor: floor, end: end, &write)
        floor = read
      }
    }
    text.count = write - text.base
  }

  /// Takes `source` as it is, but for invalid UTF-8, which becomes U+FFFD.
  ///
  /// Complexity: O(n); allocates only while `source` is the longest text so far.
  mutating func repair(_ source: UnsafeBufferPointer<UInt8>) {
    text.count = 0
    replacements.count = 0
    guard let start = source.baseAddress else { return }
    let end = start + source.count
    text.reserve(3 * source.count + Self.slack)
    var read = start
    var write = text.base
    while read < end {
      let scalar = decodeScalar(at: read, end: end)
      let length = encodeScalar(scalar.codePoint, at: write)
      if length != scalar.length { append(read - start, scalar.length, write - text.base, length) }
      read += scalar.length
      write += length
    }
    text.count = write - text.base
  }

  /// The room behind the written text that stores of whole words may touch.
  private static var slack: Int { 8 }

  @inline(__always)
  private mutating func append(
    _ sourceStart: Int,
    _ sourceLength: Int,
    _ start: Int,
    _ length: Int
  ) {
    replacements.append(
      Replacement(
        start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: start + length),
        sourceStart: UInt32(truncatingIfNeeded: sourceStart),
        sourceEnd: UInt32(truncatingIfNeeded: sourceStart + sourceLength)
      )
    )
  }

  /// Lower-cases the ASCII bytes at `read`, eight at a time while there are as many.
  @inline(__always)
  private func foldASCII(
    _ read: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    _ write: inout UnsafeMutablePointer<UInt8>
  ) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    while end - read >= 8 {
      let word = UnsafeRawPointer(read).loadUnaligned(as: UInt64.self)
      if word & (0x80 &* ones) != 0 { break }
      // Adding brings the high bit up in each byte from A, and in each byte above Z.
      let fromA = word &+ (0x3F &* ones)
      let aboveZ = word &+ (0x25 &* ones)
      let upper = fromA & ~aboveZ & (0x80 &* ones)
      UnsafeMutableRawPointer(write).storeBytes(of: word | upper >> 2, as: UInt64.self)
      read += 8
      write += 8
    }
    while read < end, read[0] < 0x80 {
      let byte = read[0]
      write[0] = byte &- 0x41 < 26 ? byte | 0x20 : byte
      read += 1
      write += 1
    }
  }
}

extension Normalizer {
  /// Writes what the span around the scalar at `read` folds to, and moves behind it.
  ///
  /// A span is a scalar with all that follow it without a normalisation boundary; ICU's guarantee
  /// for boundaries is that spans normalise independently. If the scalar at `read` has no boundary
  /// before it, the one written before it is taken back, unless that lies before `floor`.
  @inline(never)
  private mutating func foldSpan(
    _ read: inout UnsafePointer<UInt8>,
    from start: UnsafePointer<UInt8>,
    floor: UnsafePointer<UInt8>,
    end: UnsafePointer<UInt8>,
    _ write: inout UnsafeMutablePointer<UInt8>
  ) {
    var spanStart = read
    var scalar = decodeScalar(at: read, end: end)
    span.count = 0
    if !hasBoundaryBefore(scalar.codePoint),
      let previous = scalarBefore(read, floor: floor, end: end)
    {
      spanStart -= previous.length
      write -= writtenLength(of: previous.codePoint)
      let last = replacements.count - 1
      if last >= 0, replacements.base[last].sourceStart == UInt32(spanStart - start) {
        replacements.count = last
      }
      appendToSpan(previous.codePoint)
    }
    var scalarCount = 0
    repeat {
      appendToSpan(scalar.codePoint)
      read += scalar.length
      scalarCount += 1
      if read == end || scalarCount == Self.spanLimit { break }
      scalar = decodeScalar(at: read, end: end)
    } while scalar.isValid && !hasBoundaryBefore(scalar.codePoint)

    let capacity = foldedSpan.capacity
    let length = cicu_casefold(span.base, Int32(span.count), foldedSpan.base, Int32(capacity))
    // Should ICU fail, the span stays as it is.
    let units =
      length < 0
      ? span.elements : UnsafeBufferPointer(start: foldedSpan.base, count: Int(length))
    let writeOffset = write - text.base
    text.count = writeOffset
    text.reserve(writeOffset + 3 * units.count + 3 * (end - read) + Self.slack)
    let spanWrite = text.base + writeOffset
    write = encode(units, at: spanWrite)
    let sourceLength = read - spanStart
    let isUnchanged =
      write - spanWrite == sourceLength
      && (0..<sourceLength).allSatisfy { spanWrite[$0] == spanStart[$0] }
    if !isUnchanged { append(spanStart - start, sourceLength, writeOffset, write - spanWrite) }
  }

  private func hasBoundaryBefore(_ codePoint: UInt32) -> Bool {
    if codePoint < 0x10000, table.entries[Int(codePoint)] != 0 { return true }
    return cicu_casefold_has_boundary_before(codePoint)
  }

  /// How many bytes the main loop wrote for `codePoint`.
  private func writtenLength(of codePoint: UInt32) -> Int {
    codePoint < 0x10000 ? lengthInUTF8(UInt32(table.entries[Int(codePoint)])) : 4
  }

  /// The scalar that ends at `position`, nil if it begins before `floor` or is not valid.
  private func scalarBefore(
    _ position: UnsafePointer<UInt8>,
    floor: UnsafePointer<UInt8>,
    end: UnsafePointer<UInt8>
  ) -> DecodedScalar? {
    var start = position
    repeat {
      if start == floor { return nil }
      start -= 1
    } while start[0] & 0xC0 == 0x80 && position - start < 4
    let scalar = decodeScalar(at: start, end: end)
    return scalar.isValid && start + scalar.length == position ? scalar : nil
  }

  private mutating func appendToSpan(_ codePoint: UInt32) {
    if codePoint < 0x10000 {
      span.append(UInt16(codePoint))
    } else {
      span.append(UInt16(0xD7C0 + codePoint >> 10))
      span.append(UInt16(0xDC00 + codePoint & 0x3FF))
    }
  }

  /// Writes UTF-16 `units` at `target` as UTF-8, traditional characters simplified; returns the end.
  private func encode(
    _ units: UnsafeBufferPointer<UInt16>,
    at target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var write = target
    var index = 0
    while index < units.count {
      var codePoint = UInt32(units[index])
      index += 1
      if codePoint & 0xFC00 == 0xD800, index < units.count {
        codePoint = codePoint << 10 &+ UInt32(units[index]) &- 0x35F_DC00
        index += 1
      } else if table.entries[Int(codePoint)] != 0 {
        codePoint = UInt32(table.entries[Int(codePoint)])
      }
      write += encodeScalar(codePoint, at: write)
    }
    return write
  }
}
