import ArgumentParser
import Platform
import SearchEngine

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Index records from files, folders or standard input.",
    discussion: """
      Records are NDJSON, CSV or TSV by the ending of their file, with the keys of the data \
      dictionary (`zhisou schema`); a mapping file describes any others. A record whose id is in \
      the index already replaces the one there. Records that the dictionary refuses are named with \
      file, line, field and reason, and the others are indexed. Everything is committed at once, at \
      the end: until then, and when the run is stopped or fails, the index stays as it was.

        zhisou index Corpora/platform --index my.index
        zhisou index courses.jsonl --mapping courses.yaml --index my.index
        zhisou corpus --scale 0.1 | zhisou index - --index my.index

      Exit codes: 0 all records are indexed; 1 some were refused, the others are indexed; 2 nothing \
      was indexed; 130 stopped.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Files, folders (their .ndjson, .jsonl, .csv and .tsv files), or - for standard input.",
      valueName: "path"
    )
  )
  var paths: [String]

  @Option(help: ArgumentHelp("The index's folder; it is made if need be.", valueName: "dir"))
  var index: String

  @Option(
    help: ArgumentHelp("A YAML file that says how records become resources.", valueName: "file")
  )
  var mapping: String?

  @Option(help: "ndjson, csv or tsv, where a file's ending does not tell.")
  var format: SourceFormat?

  @Option(help: "How much memory to collect records in before a segment is written.")
  var memory = ByteCount(bytes: 256_000_000)

  @Flag(help: "Merge everything into one segment: smaller and faster to search.")
  var optimize = false

  @Flag(help: "Print the summary as one JSON object.")
  var json = false

  @Flag(help: "Show no progress and no summary; refusals and errors are still told.")
  var quiet = false

  func validate() throws {
    if paths.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input can be read only once; give - one time.")
    }
    if memory.bytes < 1_000_000 { throw ValidationError("--memory must be at least 1MB.") }
    if mapping != nil, format != nil {
      throw ValidationError("A mapping file says the format; leave out --format.")
    }
  }

  func run() throws {
    let mapping = try mapping.map { path in try SourceMapping(contentsOf: path) }
    let inputs = try InputList(paths: paths, mapping: mapping, format: format)
    let job = IndexJob(
      inputs: inputs,
      directory: try FileSystemDirectory(path: index, create: true),
      options: IndexWriterOptions(memoryBudget: memory.bytes),
      optimizes: optimize,
      showsProgress: !quiet
    )
    let summary = try job.run()
    if json {
      try JSONOutput.write(summary)
    } else if !quiet {
      try StandardOutput.shared.write(summary.text)
    }
    if !summary.refusedByReason.isEmpty { throw CommandFailure(.badNews) }
  }
}
