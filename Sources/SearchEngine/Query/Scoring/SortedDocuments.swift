/// The first `k` documents met so far in the order of an integer column: a binary heap with the last
/// of them on top.
///
/// Documents without a value come after all others; equal values are in document order.
struct SortedDocuments {
  /// A document and where its value puts it.
  private struct Entry: Comparable {
    /// Whether the document has no value: 1 for those, 0 for the others.
    var missing: UInt8
    /// Ascending, whichever way the values are ordered.
    var rank: Int64
    var document: UInt32

    static func < (left: Entry, right: Entry) -> Bool {
      (left.missing, left.rank, left.document) < (right.missing, right.rank, right.document)
    }
  }

  let order: SortOrder
  private let capacity: Int
  private var heap: [Entry] = []

  init(_ order: SortOrder, capacity: Int) {
    self.order = order
    self.capacity = capacity
  }

  /// Offers the documents of a window's bitmap.
  mutating func insert(_ bits: WindowBits, window: Window, column: IntegerColumn?, base: UInt32) {
    for word in 0..<Window.wordCount {
      var rest = bits.words[word]
      while rest != 0 {
        let document = window.start + UInt32(word * 64 + rest.trailingZeroBitCount)
        rest &= rest &- 1
        let value = column?.value(Int(document))
        // The complement turns the order round without overflow.
        let rank = value.map { order.isDescending ? ~$0 : $0 } ?? 0
        insert(Entry(missing: value == nil ? 1 : 0, rank: rank, document: base + document))
      }
    }
  }

  private mutating func insert(_ entry: Entry) {
    if heap.count < capacity {
      heap.append(entry)
      var child = heap.count - 1
      while child > 0, heap[(child - 1) / 2] < heap[child] {
        heap.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    } else if let last = heap.first, entry < last {
      heap[0] = entry
      var parent = 0
      while 2 * parent + 1 < heap.count {
        var child = 2 * parent + 1
        if child + 1 < heap.count, heap[child] < heap[child + 1] { child += 1 }
        guard heap[parent] < heap[child] else { break }
        heap.swapAt(parent, child)
        parent = child
      }
    }
  }

  /// The documents in order.
  func sorted() -> [UInt32] { heap.sorted().map(\.document) }
}
