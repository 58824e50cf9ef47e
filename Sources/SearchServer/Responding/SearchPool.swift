import HTTPTypes
import NIOPosix
import Platform
import Synchronization

/// The threads that search and write pages: work for the CPU never runs on the event loops.
///
/// The number of requests that run or wait is bounded. One more is refused at once, because an
/// answer that waited behind hundreds of others comes too late for whoever asked.
final class SearchPool: Sendable {
  private let threads: NIOThreadPool
  private let limit: Int
  private let taken = Atomic<Int>(0)

  /// A pool of running threads.
  init(threads: Int, limit: Int) {
    self.threads = NIOThreadPool(numberOfThreads: max(threads, 1))
    self.limit = max(limit, threads)
    self.threads.start()
  }

  deinit { threads.shutdownGracefully { _ in } }

  /// Runs work on one of the threads.
  ///
  /// - Throws: ``ProblemDocument`` with status 503 where too many requests wait already, and what
  ///   the work throws.
  func run<Result: Sendable>(
    _ work: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    defer { taken.subtract(1, ordering: .relaxed) }
    guard taken.add(1, ordering: .relaxed).newValue <= limit else {
      throw ProblemDocument(
        .serviceUnavailable,
        "\(limit) requests are being answered or wait; try again in a second.",
        headers: [.retryAfter: "1"]
      )
    }
    return try await threads.runIfActive(work)
  }
}
