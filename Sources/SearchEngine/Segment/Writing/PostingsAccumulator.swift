import TextAnalysis

/// Collects one field's postings in memory until the segment is written.
///
/// Terms are found by a hash table over an arena of their bytes; each term's postings grow in a
/// chain of the ``ByteSlicePool``, as
/// ```
/// posting := document delta << 2 | several << 1 | differs, [ frequency ], [ frequency - words ],
///            position delta {frequency, for terms with positions}
/// ```
/// all variable integers. Nothing is allocated per token.
struct PostingsAccumulator: ~Copyable {
  /// Longer terms are not indexed: nobody types them, and they would bloat the dictionary.
  static let longestTerm = 255

  struct Term {
    /// The first eight bytes, the first byte highest, zeros behind the end: orders most terms and,
    /// with the length, tells short ones apart without a look at the arena.
    var key: UInt64
    var hash: UInt32
    var start: UInt32
    var length: UInt16
    var hasPositions: Bool
    var lastDocument: UInt32
    var pendingDocument: UInt32
    var pendingFrequency: UInt32
    var pendingWords: UInt32
    var placement: UInt32
    var chain: ByteSlicePool.Chain
  }

  private struct Occurrence {
    var term: UInt32
    var position: UInt32
  }

  private let recordsPositions: Bool
  private var terms: GrowingBuffer<Term>
  private var arena: GrowingBuffer<UInt8>
  private var table: UnsafeMutablePointer<UInt32>
  private var tableCapacity: Int
  private var pool = ByteSlicePool()
  private var occurrences: GrowingBuffer<Occurrence>
  private var touched: GrowingBuffer<UInt32>
  private var placed: [UInt32] = []

  init(recordsPositions: Bool) {
    self.recordsPositions = recordsPositions
    terms = GrowingBuffer(capacity: 1 << 10)
    arena = GrowingBuffer(capacity: 1 << 13)
    occurrences = GrowingBuffer(capacity: 1 << 10)
    touched = GrowingBuffer(capacity: 1 << 10)
    tableCapacity = 1 << 12
    table = .allocate(capacity: tableCapacity)
    table.initialize(repeating: 0, count: tableCapacity)
  }

  deinit { table.deallocate() }

  /// Bytes in use, for the writer's memory bound.
  var memoryUsed: Int {
    pool.used + arena.count + terms.count * MemoryLayout<Term>.stride + tableCapacity * 4
  }

  /// Whether 32-bit offsets are about to run out.
  var isNearlyFull: Bool { pool.isNearlyFull || arena.count > Int(UInt32.max) - (1 << 26) }

  // MARK: - Collecting

  /// Adds the tokens of one value; ``finishDocument(_:)`` ends the document's field.
  mutating func add(_ text: AnalyzedText, document: UInt32, positionOffset: UInt32) {
    guard let bytes = text.normalized.baseAddress else { return }
    let end = bytes + text.normalized.count
    for token in text.tokens {
      let length = Int(token.end) &- Int(token.start)
      guard length > 0, length <= Self.longestTerm else { continue }
      let term = intern(
        UnsafeRawPointer(bytes + Int(token.start)),
        count: length,
        readable: end - (bytes + Int(token.start)),
        hasPositions: recordsPositions && token.unitCount == 1
      )
      count(
        term,
        document: document,
        isWord: token.streams.contains(.words),
        position: token.position &+ positionOffset
      )
    }
  }

  /// Adds one whole value as a term without positions.
  mutating func add(value: String, document: UInt32) {
    var value = value
    value.withUTF8 { bytes in
      guard let base = bytes.baseAddress, bytes.count <= Self.longestTerm else { return }
      let term = intern(
        UnsafeRawPointer(base),
        count: bytes.count,
        readable: bytes.count,
        hasPositions: false
      )
      count(term, document: document, isWord: true, position: 0)
    }
  }

  @inline(__always)
  private mutating func count(_ index: Int, document: UInt32, isWord: Bool, position: UInt32) {
    let term = terms.base + index
    if term.pointee.pendingDocument != document {
      term.pointee.pendingDocument = document
      term.pointee.pendingFrequency = 0
      term.pointee.pendingWords = 0
      touched.append(UInt32(truncatingIfNeeded: index))
    }
    term.pointee.pendingFrequency &+= 1
    if isWord { term.pointee.pendingWords &+= 1 }
    if term.pointee.hasPositions {
      occurrences.append(Occurrence(term: UInt32(truncatingIfNeeded: index), position: position))
    }
  }

  /// Moves what the document's values added into the postings.
  mutating func finishDocument(_ document: UInt32) {
    placePositions()
    for place in 0..<touched.count {
      let term = terms.base + Int(touched.base[place])
      let frequency = term.pointee.pendingFrequency
      let words = term.pointee.pendingWords
      var chain = term.pointee.chain
      let code =
        (document &- term.pointee.lastDocument) << 2 | (frequency > 1 ? 2 : 0)
        | (words != frequency ? 1 : 0)
      pool.appendVariable(code, to: &chain)
      if frequency > 1 { pool.appendVariable(frequency, to: &chain) }
      if words != frequency { pool.appendVariable(frequency &- words, to: &chain) }
      if term.pointee.hasPositions {
        var previous: UInt32 = 0
        let end = Int(term.pointee.placement)
        placed.withUnsafeBufferPointer { placed in
          for position in placed[(end - Int(frequency))..<end] {
            pool.appendVariable(position &- previous, to: &chain)
            previous = position
          }
        }
      }
      term.pointee.chain = chain
      term.pointee.lastDocument = document
      term.pointee.pendingDocument = .max
    }
    touched.removeAll()
    occurrences.removeAll()
  }

  /// Groups the document's positions by term, keeping their order.
  private mutating func placePositions() {
    guard occurrences.count > 0 else { return }
    var start: UInt32 = 0
    for place in 0..<touched.count {
      let term = terms.base + Int(touched.base[place])
      guard term.pointee.hasPositions else { continue }
      term.pointee.placement = start
      start += term.pointee.pendingFrequency
    }
    if placed.count < occurrences.count {
      placed = Array(repeating: 0, count: occurrences.count * 2)
    }
    placed.withUnsafeMutableBufferPointer { placed in
      for place in 0..<occurrences.count {
        let occurrence = occurrences.base[place]
        let term = terms.base + Int(occurrence.term)
        placed[Int(term.pointee.placement)] = occurrence.position
        term.pointee.placement &+= 1
      }
    }
  }

  // MARK: - The hash table

  /// The first eight bytes of a term, the first byte highest.
  @inline(__always)
  private static func key(_ bytes: UnsafeRawPointer, count: Int, readable: Int) -> UInt64 {
    if readable >= 8 {
      let word = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
      return count >= 8 ? word : word & ~(UInt64.max &>> UInt64(truncatingIfNeeded: 8 &* count))
    }
    var key: UInt64 = 0
    for offset in 0..<min(count, 8) {
      key |=
        UInt64(bytes.load(fromByteOffset: offset, as: UInt8.self))
        &<< UInt64(truncatingIfNeeded: 56 &- 8 &* offset)
    }
    return key
  }

  @inline(__always)
  private static func hash(_ bytes: UnsafeRawPointer, count: Int, key: UInt64) -> UInt32 {
    var hash = mix(key ^ (UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15))
    var offset = 8
    while offset < count {
      hash = mix(hash ^ UInt64(bytes.load(fromByteOffset: offset, as: UInt8.self)))
      offset &+= 1
    }
    return UInt32(truncatingIfNeeded: hash)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0xE703_7ED1_A0B4_28DB).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  @inline(__always)
  private mutating func intern(
    _ bytes: UnsafeRawPointer,
    count: Int,
    readable: Int,
    hasPositions: Bool
  ) -> Int {
    let key = Self.key(bytes, count: count, readable: readable)
    let hash = Self.hash(bytes, count: count, key: key)
    let mask = tableCapacity &- 1
    var slot = Int(hash) & mask
    while true {
      let entry = table[slot]
      if entry == 0 { break }
      let index = Int(entry) &- 1
      if matches(index, bytes, count: count, key: key) { return index }
      slot = (slot &+ 1) & mask
    }
    return insert(
      bytes,
      count: count,
      key: key,
      hash: hash,
      slot: slot,
      hasPositions: hasPositions
    )
  }

  @inline(__always)
  private func matches(
    _ index: Int,
    _ bytes: UnsafeRawPointer,
    count: Int,
    key: UInt64
  ) -> Bool {
    let term = terms.base + index
    guard term.pointee.key == key, Int(term.pointee.length) == count else { return false }
    guard count > 8 else { return true }
    return TermDictionary.compare(
      self.bytes(of: index),
      UnsafeRawBufferPointer(start: bytes, count: count)
    ) == 0
  }

  private mutating func insert(
    _ bytes: UnsafeRawPointer,
    count: Int,
    key: UInt64,
    hash: UInt32,
    slot: Int,
    hasPositions: Bool
  ) -> Int {
    let index = terms.count
    terms.append(
      Term(
        key: key,
        hash: hash,
        start: UInt32(arena.count),
        length: UInt16(count),
        hasPositions: hasPositions,
        lastDocument: 0,
        pendingDocument: .max,
        pendingFrequency: 0,
        pendingWords: 0,
        placement: 0,
        chain: pool.makeChain()
      )
    )
    arena.append(
      UnsafeBufferPointer(start: bytes.assumingMemoryBound(to: UInt8.self), count: count)
    )
    table[slot] = UInt32(index + 1)
    if terms.count * 2 > tableCapacity { grow() }
    return index
  }

  private mutating func grow() {
    table.deallocate()
    tableCapacity *= 2
    table = .allocate(capacity: tableCapacity)
    table.initialize(repeating: 0, count: tableCapacity)
    let mask = tableCapacity - 1
    for index in 0..<terms.count {
      var slot = Int(terms.base[index].hash) & mask
      while table[slot] != 0 { slot = (slot + 1) & mask }
      table[slot] = UInt32(index + 1)
    }
  }

  private func bytes(of term: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: arena.base + Int(terms.base[term].start),
      count: Int(terms.base[term].length)
    )
  }

  // MARK: - Reading back

  /// One posting read back.
  struct Posting {
    var document: UInt32 = 0
    var frequency: UInt32 = 0
    var wordFrequency: UInt32 = 0
  }

  /// The bytes of a term.
  func withBytes(
    of term: Int,
    _ body: (UnsafeRawBufferPointer) throws(StorageError) -> Void
  ) throws(StorageError) {
    try body(bytes(of: term))
  }

  /// Whether a term's positions were recorded.
  func hasPositions(_ term: Int) -> Bool { terms.base[term].hasPositions }

  /// Calls `visit` with each posting of a term and its positions, for which `positions` is memory
  /// to be used again.
  func forEachPosting(
    of term: Int,
    positions: inout [UInt32],
    _ visit: (Posting, UnsafeBufferPointer<UInt32>) -> Void
  ) {
    let entry = terms.base[term]
    var reader = pool.makeReader(of: entry.chain)
    var posting = Posting()
    while !reader.isAtEnd {
      let code = reader.readVariable()
      posting.document &+= code >> 2
      posting.frequency = code & 2 != 0 ? reader.readVariable() : 1
      posting.wordFrequency =
        code & 1 != 0 ? posting.frequency &- reader.readVariable() : posting.frequency
      positions.removeAll(keepingCapacity: true)
      if entry.hasPositions {
        var position: UInt32 = 0
        for _ in 0..<posting.frequency {
          position &+= reader.readVariable()
          positions.append(position)
        }
      }
      positions.withUnsafeBufferPointer { visit(posting, $0) }
    }
  }

  /// The document in which a value was seen last, `nil` where it never was.
  func lastDocument(of value: String) -> UInt32? {
    var value = value
    return value.withUTF8 { bytes -> UInt32? in
      guard let base = bytes.baseAddress else { return nil }
      let key = Self.key(base, count: bytes.count, readable: bytes.count)
      var slot = Int(Self.hash(base, count: bytes.count, key: key)) & (tableCapacity - 1)
      while table[slot] != 0 {
        let index = Int(table[slot]) - 1
        if matches(index, base, count: bytes.count, key: key) {
          return terms.base[index].lastDocument
        }
        slot = (slot + 1) & (tableCapacity - 1)
      }
      return nil
    }
  }

  /// Term numbers in byte order: by the first eight bytes, then by all.
  func sortedTerms() -> [Int] {
    var order = (0..<terms.count).map { (key: terms.base[$0].key, term: UInt32($0)) }
    order.sort { left, right in
      if left.key != right.key { return left.key < right.key }
      return TermDictionary.compare(bytes(of: Int(left.term)), bytes(of: Int(right.term))) < 0
    }
    return order.map { Int($0.term) }
  }
}
