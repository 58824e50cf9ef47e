@preconcurrency import Dispatch
import Foundation
import Synchronization

/// Notices Ctrl-C (`SIGINT`) and `SIGTERM`, so that work can end where nothing is half done. A second
/// one ends the process at once: what was committed stands either way.
final class Interruption: Sendable {
  private let state: State
  private let sources: [any DispatchSourceSignal]

  private final class State: Sendable {
    let isRequested = Atomic(false)
  }

  /// Begins to listen.
  ///
  /// - Parameter action: called once, on a thread of its own.
  init(_ action: @escaping @Sendable () -> Void) {
    let state = State()
    self.state = state
    sources = [SIGINT, SIGTERM].map { number in
      // The default action would end the process before the source sees the signal.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        let isFirst = state.isRequested.compareExchange(
          expected: false,
          desired: true,
          ordering: .sequentiallyConsistent
        ).exchanged
        guard isFirst else { _exit(ExitStatus.interrupted.rawValue) }
        action()
      }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }

  /// Whether somebody asked to stop.
  var isRequested: Bool { state.isRequested.load(ordering: .acquiring) }
}
