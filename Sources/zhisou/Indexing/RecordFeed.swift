import Dispatch
import Platform
import SearchEngine
import Synchronization

/// What the thread that reads hands to the one that indexes.
enum FeedItem: Sendable {
  /// Some records.
  case batch(RecordBatch)
  /// There are no more.
  case end
  /// A source could not be read to its end.
  case failure(SourceError)
}

/// Some records of one source, in its order.
struct RecordBatch: Sendable {
  /// The source's name.
  var source: String
  /// The records that passed the data dictionary, and their lines.
  var documents: [(document: Document, line: Int)] = []
  /// The records that did not.
  var refusals: [Refusal] = []
  /// The bytes of source that the batch was read from.
  var byteCount = 0
}

/// A short queue between two threads: the one that reads waits when it is full, the one that indexes
/// when it is empty.
final class RecordFeed: Sendable {
  private let items = Mutex<[FeedItem]>([])
  private let filled = DispatchSemaphore(value: 0)
  private let free: DispatchSemaphore
  private let isClosed = Atomic(false)

  init(capacity: Int = 4) {
    // A semaphore must not die below the value it was made with, so it is made with zero.
    free = DispatchSemaphore(value: 0)
    for _ in 0..<capacity { free.signal() }
  }

  /// Adds an item; waits while the queue is full. Says whether anybody still wants more.
  func put(_ item: FeedItem) -> Bool {
    free.wait()
    guard !isClosed.load(ordering: .acquiring) else { return false }
    items.withLock { $0.append(item) }
    filled.signal()
    return true
  }

  /// Takes the next item; waits while there is none. `nil` once the feed is closed.
  func take() -> FeedItem? {
    filled.wait()
    guard !isClosed.load(ordering: .acquiring) else { return nil }
    let item = items.withLock { $0.removeFirst() }
    free.signal()
    return item
  }

  /// Wakes both threads and ends the exchange.
  func close() {
    isClosed.store(true, ordering: .releasing)
    filled.signal()
    free.signal()
  }
}
