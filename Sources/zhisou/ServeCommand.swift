import ArgumentParser
import Foundation
import Logging
import NIOCore
import SearchEngine
import SearchServer

/// `zhisou serve`: the HTTP front end and the search page.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve an index over HTTP, with a search page.",
    discussion: """
      The server follows the index: a newer commit is served within a second or so, without a \
      failed request. Ctrl-C lets running requests end.

        zhisou serve --index my.index
        curl 'http://127.0.0.1:8080/search?q=PLC&level=national'
      """
  )

  @OptionGroup var index: IndexOption

  @Option(help: "The address to listen on; 0.0.0.0 is all of this machine's.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 8080

  @Option(
    help: ArgumentHelp("Threads that search. (default: one a core)", valueName: "count")
  )
  var threads: Int?

  @Option(help: "What to log: \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")).")
  var logLevel = "notice"

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("The port \(port) is not between 0 and 65535.")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("The number of threads, \(threads), is not between 1 and 1024.")
    }
    guard Logger.Level(rawValue: logLevel) != nil else {
      throw ValidationError("There is no log level \"\(logLevel)\".")
    }
  }

  func run() async throws {
    var logger = Logger(label: "zhisou") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = Logger.Level(rawValue: logLevel) ?? .notice
    let server = try SearchServer(
      directory: FileSystemDirectory(path: index.path, create: false),
      configuration: ServerConfiguration(
        host: host,
        port: port,
        searchThreads: threads ?? ProcessInfo.processInfo.activeProcessorCount
      ),
      logger: logger
    )
    let host = self.host
    do {
      try await server.run { port in
        let name = host == "0.0.0.0" ? "127.0.0.1" : host
        StandardError.line("Open http://\(name):\(port)/ (Ctrl-C stops)")
      }
    } catch let error as IOError {
      let reason = String(cString: strerror(error.errnoCode))
      throw CommandFailure(
        .nothingDone,
        """
        Could not listen on \(host):\(port): \(reason). Choose another port with --port, or stop \
        the program that has it.
        """
      )
    }
  }
}
