/// The best `k` documents met so far: a binary heap with the worst of them on top.
///
/// Scores are integers (see ``ScoreScale``), and documents are met in ascending order, so a later
/// document must be strictly better to get in: ties are broken by document number.
struct TopDocuments {
  private let capacity: Int
  /// score << 32 | ~document, so that one comparison orders both.
  private var heap: [UInt64] = []

  init(capacity: Int) {
    self.capacity = capacity
    heap.reserveCapacity(min(capacity, 1 << 16))
  }

  /// A document gets in only with a score above this; -1 while there is room.
  private(set) var threshold: Int32 = -1

  /// Offers a document.
  @inline(__always)
  mutating func insert(score: Int32, document: UInt32) {
    guard score > threshold else { return }
    add(UInt64(UInt32(bitPattern: score)) << 32 | UInt64(~document))
  }

  private mutating func add(_ key: UInt64) {
    if heap.count < capacity {
      heap.append(key)
      var child = heap.count - 1
      while child > 0 {
        let parent = (child - 1) / 2
        guard heap[child] < heap[parent] else { break }
        heap.swapAt(child, parent)
        child = parent
      }
      if heap.count == capacity { updateThreshold() }
    } else if let worst = heap.first, key > worst {
      heap[0] = key
      siftDown()
      updateThreshold()
    }
  }

  private mutating func updateThreshold() {
    threshold = heap.first.map { Int32(truncatingIfNeeded: $0 >> 32) } ?? .max
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var least = parent
      for child in (2 * parent + 1)...(2 * parent + 2)
      where child < heap.count && heap[child] < heap[least] {
        least = child
      }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  /// The documents, best first.
  func sorted() -> [(score: Int32, document: UInt32)] {
    heap.sorted(by: >).map {
      (Int32(truncatingIfNeeded: $0 >> 32), ~UInt32(truncatingIfNeeded: $0))
    }
  }
}
