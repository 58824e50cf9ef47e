public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import Platform
public import SearchEngine
import ServiceLifecycle

/// The HTTP front end of one index.
///
/// The server follows the index: a newer commit is served within the refresh interval, and a search
/// under way ends on the commit it began with.
public struct SearchServer: Sendable {
  private let configuration: ServerConfiguration
  private let reader: IndexReader
  private let logger: Logger
  private let responder: SearchResponder

  /// A server over the index in a directory.
  ///
  /// - Throws: ``IndexError`` where there is no index that this program can read.
  public init(
    directory: any IndexDirectory,
    configuration: ServerConfiguration = ServerConfiguration(),
    logger: Logger
  ) throws(IndexError) {
    self.configuration = configuration
    self.logger = logger
    reader = try IndexReader(directory: directory)
    responder = SearchResponder(
      searcher: ResourceSearcher(reader: reader),
      pool: SearchPool(threads: configuration.searchThreads, limit: configuration.requestLimit)
    )
  }

  /// The application, to be run or tested.
  ///
  /// - Parameter onRunning: called with the port once the server accepts connections.
  public func buildApplication(
    onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    var application = Application(
      responder: responder,
      // Who neither asks nor listens gives the connection back.
      server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(60))),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port),
        serverName: "zhisou"
      ),
      onServerRunning: { channel in
        await onRunning(channel.localAddress?.port ?? 0)
      },
      logger: logger
    )
    application.addServices(
      CommitFollower(reader: reader, interval: configuration.refreshInterval, logger: logger)
    )
    application.beforeServerStarts { [responder] in await responder.warmUp() }
    return application
  }

  /// Serves until the process is asked to stop (SIGINT, SIGTERM), then lets running requests end.
  public func run(
    onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) async throws {
    try await buildApplication(onRunning: onRunning).runService()
  }
}

/// Opens newer commits as they appear.
struct CommitFollower: Service {
  let reader: IndexReader
  let interval: Duration
  let logger: Logger

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      var failure: IndexError?
      while !Task.isCancelled {
        try await Task.sleep(for: interval)
        do throws(IndexError) {
          if try reader.refresh() {
            logger.info(
              "serving a newer commit",
              metadata: ["generation": "\(reader.snapshot.generation)"]
            )
          }
          failure = nil
        } catch {
          // Said once, not once a second.
          guard error != failure else { continue }
          failure = error
          logger.error("the newer commit cannot be served", metadata: ["reason": "\(error)"])
        }
      }
    }
  }
}
