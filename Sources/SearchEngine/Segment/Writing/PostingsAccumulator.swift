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
final class PostingsAccumulator {
  /// Longer terms are not indexed: nobody types them, and they would bloat the dictionary.
  static let longestTerm = 255

  struct Term {
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
  private var terms: [Term] = []
  private var arena: [UInt8] = []
  private var table: [UInt32]
  private var mask: Int
  private var pool = ByteSlicePool()
  private var occurrences: [Occurrence] = []
  private var touched: [UInt32] = []
  private var placed: [UInt32] = []

  init(recordsPositions: Bool) {
    self.recordsPositions = recordsPositions
    table = Array(repeating: 0, count: 1 << 12)
    mask = table.count - 1
  }

  /// Bytes in use, for the writer's memory bound.
  var memoryUsed: Int {
    pool.used + arena.count + terms.count * MemoryLayout<Term>.stride + table.count * 4
  }

  /// Whether nothing was collected.
  var isEmpty: Bool { terms.isEmpty }

  /// Whether 32-bit offsets are about to run out.
  var isNearlyFull: Bool { pool.isNearlyFull || arena.count > Int(UInt32.max) - (1 << 26) }

  // MARK: - Collecting

  /// Adds the tokens of one value; ``finishDocument(_:)`` ends the document's field.
  func add(_ text: AnalyzedText, document: UInt32, positionOffset: UInt32) {
    guard let bytes = text.normalized.baseAddress else { return }
    for token in text.tokens {
      let length = Int(token.end) - Int(token.start)
      guard length > 0, length <= Self.longestTerm else { continue }
      let isUnit = token.unitCount == 1
      let term = intern(
        UnsafeRawPointer(bytes + Int(token.start)),
        count: length,
        hasPositions: recordsPositions && isUnit
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
  func add(value: String, document: UInt32) {
    var value = value
    value.withUTF8 { bytes in
      guard let base = bytes.baseAddress, bytes.count <= Self.longestTerm else { return }
      let term = intern(UnsafeRawPointer(base), count: bytes.count, hasPositions: false)
      count(term, document: document, isWord: true, position: 0)
    }
  }

  @inline(__always)
  private func count(_ term: Int, document: UInt32, isWord: Bool, position: UInt32) {
    terms.withUnsafeMutableBufferPointer { terms in
      if terms[term].pendingDocument != document {
        terms[term].pendingDocument = document
        terms[term].pendingFrequency = 0
        terms[term].pendingWords = 0
        touched.append(UInt32(truncatingIfNeeded: term))
      }
      terms[term].pendingFrequency &+= 1
      if isWord { terms[term].pendingWords &+= 1 }
      if terms[term].hasPositions {
        occurrences.append(
          Occurrence(term: UInt32(truncatingIfNeeded: term), position: position)
        )
      }
    }
  }

  /// Moves what the document's values added into the postings.
  func finishDocument(_ document: UInt32) {
    placePositions()
    for term in touched {
      let index = Int(term)
      var entry = terms[index]
      let frequency = entry.pendingFrequency
      let words = entry.pendingWords
      let code =
        (document &- entry.lastDocument) << 2 | (frequency > 1 ? 2 : 0)
        | (words != frequency ? 1 : 0)
      pool.appendVariable(code, to: &entry.chain)
      if frequency > 1 { pool.appendVariable(frequency, to: &entry.chain) }
      if words != frequency { pool.appendVariable(frequency &- words, to: &entry.chain) }
      if entry.hasPositions {
        var previous: UInt32 = 0
        let end = Int(entry.placement)
        for place in (end - Int(frequency))..<end {
          pool.appendVariable(placed[place] &- previous, to: &entry.chain)
          previous = placed[place]
        }
      }
      entry.lastDocument = document
      entry.pendingDocument = .max
      terms[index] = entry
    }
    touched.removeAll(keepingCapacity: true)
    occurrences.removeAll(keepingCapacity: true)
  }

  /// Groups the document's positions by term, keeping their order.
  private func placePositions() {
    guard !occurrences.isEmpty else { return }
    var start: UInt32 = 0
    for term in touched where terms[Int(term)].hasPositions {
      terms[Int(term)].placement = start
      start += terms[Int(term)].pendingFrequency
    }
    if placed.count < occurrences.count {
      placed = Array(repeating: 0, count: occurrences.count * 2)
    }
    for occurrence in occurrences {
      let term = Int(occurrence.term)
      placed[Int(terms[term].placement)] = occurrence.position
      terms[term].placement &+= 1
    }
  }

  // MARK: - The hash table

  @inline(__always)
  private static func hash(_ bytes: UnsafeRawPointer, count: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while count &- offset >= 8 {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    while offset < count {
      rest |= UInt64(bytes.load(fromByteOffset: offset, as: UInt8.self)) &<< shift
      shift &+= 8
      offset &+= 1
    }
    return mix(hash ^ rest)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  @inline(__always)
  private func intern(_ bytes: UnsafeRawPointer, count: Int, hasPositions: Bool) -> Int {
    let hash = UInt32(truncatingIfNeeded: Self.hash(bytes, count: count))
    var slot = Int(hash) & mask
    while true {
      let entry = table[slot]
      if entry == 0 { break }
      let index = Int(entry) &- 1
      if terms[index].hash == hash, isTerm(index, bytes, count: count) { return index }
      slot = (slot &+ 1) & mask
    }
    return insert(bytes, count: count, hash: hash, slot: slot, hasPositions: hasPositions)
  }

  @inline(__always)
  private func isTerm(_ index: Int, _ bytes: UnsafeRawPointer, count: Int) -> Bool {
    guard Int(terms[index].length) == count else { return false }
    return arena.withUnsafeBytes { arena in
      TermDictionary.compare(
        UnsafeRawBufferPointer(
          rebasing: arena[Int(terms[index].start)..<Int(terms[index].start) + count]
        ),
        UnsafeRawBufferPointer(start: bytes, count: count)
      ) == 0
    }
  }

  private func insert(
    _ bytes: UnsafeRawPointer,
    count: Int,
    hash: UInt32,
    slot: Int,
    hasPositions: Bool
  ) -> Int {
    let index = terms.count
    terms.append(
      Term(
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
    arena.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    table[slot] = UInt32(index + 1)
    if terms.count * 2 > table.count { grow() }
    return index
  }

  private func grow() {
    table = Array(repeating: 0, count: table.count * 2)
    mask = table.count - 1
    for index in terms.indices {
      var slot = Int(terms[index].hash) & mask
      while table[slot] != 0 { slot = (slot + 1) & mask }
      table[slot] = UInt32(index + 1)
    }
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
    let start = Int(terms[term].start)
    let bytes = Array(arena[start..<start + Int(terms[term].length)])
    try bytes.withUnsafeBytesThrowing(body)
  }

  /// Whether a term's positions were recorded.
  func hasPositions(_ term: Int) -> Bool { terms[term].hasPositions }

  /// Calls `visit` with each posting of a term and its positions.
  func forEachPosting(
    of term: Int,
    _ visit: (Posting, UnsafeBufferPointer<UInt32>) -> Void
  ) {
    let entry = terms[term]
    var reader = pool.makeReader(of: entry.chain)
    var posting = Posting()
    while !reader.isAtEnd {
      let code = reader.readVariable()
      posting.document &+= code >> 2
      posting.frequency = code & 2 != 0 ? reader.readVariable() : 1
      posting.wordFrequency =
        code & 1 != 0 ? posting.frequency &- reader.readVariable() : posting.frequency
      placed.removeAll(keepingCapacity: true)
      if entry.hasPositions {
        var position: UInt32 = 0
        for _ in 0..<posting.frequency {
          position &+= reader.readVariable()
          placed.append(position)
        }
      }
      placed.withUnsafeBufferPointer { visit(posting, $0) }
    }
  }

  /// Whether the term with these bytes is known, and in which document it was seen last.
  func lastDocument(of value: String) -> UInt32? {
    var value = value
    return value.withUTF8 { bytes -> UInt32? in
      guard let base = bytes.baseAddress else { return nil }
      let hash = UInt32(truncatingIfNeeded: Self.hash(base, count: bytes.count))
      var slot = Int(hash) & mask
      while table[slot] != 0 {
        let index = Int(table[slot]) - 1
        if terms[index].hash == hash, isTerm(index, base, count: bytes.count) {
          return terms[index].lastDocument
        }
        slot = (slot + 1) & mask
      }
      return nil
    }
  }

  /// Term numbers in byte order: by the first eight bytes, then by all.
  func sortedTerms() -> [Int] {
    let keys: [(key: UInt64, term: UInt32)] = terms.indices.map { index in
      var key: UInt64 = 0
      for offset in 0..<8 {
        let byte = offset < Int(terms[index].length) ? arena[Int(terms[index].start) + offset] : 0
        key = key << 8 | UInt64(byte)
      }
      return (key, UInt32(index))
    }
    return keys.sorted { left, right in
      if left.key != right.key { return left.key < right.key }
      return precedes(Int(left.term), Int(right.term))
    }.map { Int($0.term) }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    arena.withUnsafeBytes { arena in
      func bytes(_ term: Int) -> UnsafeRawBufferPointer {
        let start = Int(terms[term].start)
        return UnsafeRawBufferPointer(rebasing: arena[start..<start + Int(terms[term].length)])
      }
      return TermDictionary.compare(bytes(left), bytes(right)) < 0
    }
  }
}
