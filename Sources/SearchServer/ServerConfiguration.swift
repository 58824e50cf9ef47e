/// Where a server listens and how it works.
public struct ServerConfiguration: Sendable, Equatable {
  /// The address to listen on.
  public var host: String
  /// The port to listen on; zero takes a free one.
  public var port: Int
  /// Threads that search: CPU work never runs on the event loops.
  public var searchThreads: Int
  /// Requests that may search or wait for a thread; more are refused with status 503.
  public var requestLimit: Int
  /// How often to look for a newer commit.
  public var refreshInterval: Duration

  /// Makes a configuration.
  public init(
    host: String = "127.0.0.1",
    port: Int = 8080,
    searchThreads: Int = 2,
    requestLimit: Int = 512,
    refreshInterval: Duration = .seconds(1)
  ) {
    self.host = host
    self.port = port
    self.searchThreads = searchThreads
    self.requestLimit = requestLimit
    self.refreshInterval = refreshInterval
  }
}
