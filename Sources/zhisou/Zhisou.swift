import ArgumentParser
import Foundation

/// The command line: one subcommand a file.
@main
struct Zhisou: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zhisou",
    abstract: "Chinese full-text search for vocational education (职搜).",
    discussion: """
      Start with records in NDJSON, CSV or TSV:

        zhisou index Corpora/platform --index my.index
        zhisou search 数控编程 --index my.index
        zhisou serve --index my.index

      Data goes to standard output, everything else to standard error; --json gives data that \
      programs read. Exit codes: 0 all is well; 1 the answer is bad news (records were refused, an \
      index is damaged); 2 nothing was done (input, index or disk are at fault, and the message \
      says how); 64 the command line is wrong; 130 interrupted.
      """,
    version: "0.1.0",
    subcommands: [
      IndexCommand.self, SearchCommand.self, ServeCommand.self, StatsCommand.self,
      CheckCommand.self, AnalyzeCommand.self, SchemaCommand.self, CorpusCommand.self,
      EvaluateCommand.self,
    ]
  )

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      try StandardOutput.shared.flush()
    } catch {
      guard let failure = CommandFailure(error) else { Self.exit(withError: error) }
      // What was found out before the failure is still an answer.
      try? StandardOutput.shared.flush()
      if let message = failure.message { StandardError.line("Error: \(message)") }
      Foundation.exit(failure.status.rawValue)
    }
  }
}
