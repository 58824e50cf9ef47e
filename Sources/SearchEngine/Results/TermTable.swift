/// Numbers terms, and finds the number of a term from bytes that lie elsewhere, without allocating.
///
/// Open addressing with linear probing over FNV-1a hashes (Fowler, Noll and Vo, RFC 9923).
struct TermTable {
  private(set) var terms: [[UInt8]] = []
  /// The number of the term in a slot, -1 where there is none; at least half are empty.
  private var slots: [Int32] = Array(repeating: -1, count: 16)

  /// The number of a term, given to it now if it is new.
  mutating func insert(_ term: some Collection<UInt8>) -> Int {
    let term = Array(term)
    let found = term.withUnsafeBufferPointer { number(of: $0) }
    if let found { return found }
    terms.append(term)
    if terms.count * 2 > slots.count {
      slots = Array(repeating: -1, count: slots.count * 2)
      for number in terms.indices { place(number) }
    } else {
      place(terms.count - 1)
    }
    return terms.count - 1
  }

  /// The number of a term, `nil` where it was not inserted.
  func number(of term: UnsafeBufferPointer<UInt8>) -> Int? {
    var slot = Self.hash(term) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if terms[number].elementsEqual(term) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func place(_ number: Int) {
    var slot = terms[number].withUnsafeBufferPointer { Self.hash($0) } & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(number)
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32))
  }
}
