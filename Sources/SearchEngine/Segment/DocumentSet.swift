/// A set of a segment's documents, one bit each.
struct DocumentSet: Sendable, Equatable {
  private(set) var words: [UInt64]
  let capacity: Int

  /// The empty set, or the set of all documents below `capacity`.
  init(capacity: Int, full: Bool = false) {
    self.capacity = capacity
    words = Array(repeating: full ? .max : 0, count: (capacity + 63) / 64)
    if full && capacity & 63 != 0 { words[words.count - 1] = (1 << UInt64(capacity & 63)) - 1 }
  }

  /// How many documents are in the set. O(capacity / 64).
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  @inline(__always)
  func contains(_ document: UInt32) -> Bool {
    words[Int(document >> 6)] & (1 << UInt64(document & 63)) != 0
  }

  /// Puts a document in; says whether it was new.
  @discardableResult
  mutating func insert(_ document: UInt32) -> Bool {
    let bit: UInt64 = 1 << UInt64(document & 63)
    let isNew = words[Int(document >> 6)] & bit == 0
    words[Int(document >> 6)] |= bit
    return isNew
  }

  /// Takes out what `other`, of the same capacity, holds.
  mutating func subtract(_ other: DocumentSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  /// Keeps what `other`, of the same capacity, holds too.
  mutating func formIntersection(_ other: DocumentSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  // MARK: - On disk

  /// Writes the set as the body of a `deletes` file:
  /// `capacity:variable count:variable word:u64{ceil(capacity / 64)}`.
  ///
  /// Worked example: documents 0 and 2 of 3: `03 02` `05 00 00 00 00 00 00 00`.
  func write(to output: ChecksummedWriter) throws(StorageError) {
    try output.writeVariable(UInt64(capacity))
    try output.writeVariable(UInt64(count))
    for word in words { try output.writeUInt64(word) }
  }

  /// Reads a set for a segment of `capacity` documents.
  init(from file: ChecksummedFile, capacity: Int) throws(StorageError) {
    try file.verifyChecksum()
    var reader = file.reader
    guard try reader.readVariable() == UInt64(capacity) else {
      throw reader.damaged("it belongs to a segment of another size")
    }
    let expected = try reader.readVariable(upTo: capacity)
    var set = DocumentSet(capacity: capacity)
    for index in set.words.indices { set.words[index] = try reader.readUInt64() }
    if capacity & 63 != 0, let last = set.words.last, last >> UInt64(capacity & 63) != 0 {
      throw reader.damaged("it names documents past the segment's end")
    }
    guard set.count == expected, reader.isAtEnd else {
      throw reader.damaged("it does not hold the \(expected) documents it says")
    }
    self = set
  }
}

extension DocumentSet {
  /// The words, for code that sets many bits at once; bits past the capacity must stay zero.
  mutating func withMutableWords(_ body: (UnsafeMutableBufferPointer<UInt64>) -> Void) {
    words.withUnsafeMutableBufferPointer { body($0) }
  }
}
