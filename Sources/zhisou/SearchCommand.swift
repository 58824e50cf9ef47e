import ArgumentParser
import Platform
import SearchEngine

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search an index.",
    discussion: """
      The query knows "phrases", -exclusion, OR, parentheses, prefix* and field:text. Filters on \
      one field repeat for any of several values; all fields must fit. On a terminal the matched \
      characters are marked (NO_COLOR switches that off).

        zhisou search 数控编程 --index my.index
        zhisou search '"课程思政" 护理 -中医' --index my.index --filter level=national
        zhisou search 新能源汽车 --index my.index --filter year=2020..2023 --facets --json
      """
  )

  @Argument(help: "The query; an empty one finds everything.")
  var query: String

  @OptionGroup var index: IndexOption

  @Option(
    help: ArgumentHelp(
      "Keep only what has the value, such as level=national.",
      valueName: "field=value"
    )
  )
  var filter: [FilterArgument] = []

  @Option(help: "The page, from 1.")
  var page = 1

  @Option(help: "Results a page.")
  var size = SearchRequest.standardSize

  @Option(help: "What orders the results.")
  var sort: SearchRequest.Sort?

  @Option(help: "How much of the query a resource must hold.")
  var match = SearchRequest.Match.auto

  @Flag(help: "Count the results by centre, collection, level and so on.")
  var facets = false

  @Flag(help: "Print one JSON object, as GET /search does.")
  var json = false

  func run() throws {
    var parameters = [
      RequestParameter("q", query), RequestParameter("page", "\(page)"),
      RequestParameter("size", "\(size)"), RequestParameter("match", match.rawValue),
    ]
    if let sort { parameters.append(RequestParameter("sort", sort.rawValue)) }
    if !facets { parameters.append(RequestParameter("facet", "")) }
    parameters += filter.map { RequestParameter($0.field, $0.value) }
    let request = try SearchRequest(parameters: parameters)
    let directory = try FileSystemDirectory(path: index.path, create: false)
    let searcher = ResourceSearcher(reader: try IndexReader(directory: directory))
    let response = try searcher.search(request)
    if json {
      try StandardOutput.shared.write(response.json + [UInt8(ascii: "\n")])
      return
    }
    let printer = ResultPrinter(isColoured: Terminal.showsColours)
    try StandardOutput.shared.write(printer.text(of: response))
    try StandardOutput.shared.flush()
    StandardError.line(printer.footer(of: response))
  }
}
