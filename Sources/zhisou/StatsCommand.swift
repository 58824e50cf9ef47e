import ArgumentParser
import SearchEngine

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Show what an index holds.",
    discussion: """
      Counts the documents of the current commit, by collection where there are any, and the bytes \
      on disk by part.

        zhisou stats --index my.index
      """
  )

  @OptionGroup var index: IndexOption

  @Flag(help: "Print one JSON object.")
  var json = false

  private struct Statistics: Encodable {
    var documents: Int
    var generation: UInt64
    var segments: Int
    var analyser: String
    var bytes: Int
    var bytesByPart: [String: Int]
    var documentsByCollection: [String: Int]
  }

  func run() throws {
    let snapshot = try index.open()
    let parts = snapshot.byteCounts
    let collections = try documentsByCollection(snapshot)
    let total = parts.reduce(0) { $0 + $1.bytes }
    guard !json else {
      try JSONOutput.write(
        Statistics(
          documents: snapshot.documentCount,
          generation: snapshot.generation,
          segments: snapshot.segmentCount,
          analyser: snapshot.analyser,
          bytes: total,
          bytesByPart: Dictionary(uniqueKeysWithValues: parts.map { ($0.part, $0.bytes) }),
          documentsByCollection: Dictionary(
            uniqueKeysWithValues: collections.map { ($0.value, $0.count) }
          )
        )
      )
      return
    }
    var table = TextTable([.left, .right])
    table.add("documents", Numbers.grouped(snapshot.documentCount))
    for collection in collections {
      table.add("  \(collection.value)", Numbers.grouped(collection.count))
    }
    table.add("commit", Numbers.grouped(Int(snapshot.generation)))
    table.add("segments", Numbers.grouped(snapshot.segmentCount))
    table.add("bytes", Numbers.grouped(total))
    for part in parts { table.add("  \(part.part)", Numbers.grouped(part.bytes)) }
    try StandardOutput.shared.write(table.text)
    try StandardOutput.shared.line("analyser  \(snapshot.analyser)")
  }

  private func documentsByCollection(
    _ snapshot: IndexSnapshot
  ) throws(SearchError) -> [FacetCounts.Count] {
    guard case .keyword = snapshot.schema.field(named: "collection")?.kind else { return [] }
    let options = SearchOptions(
      query: .all,
      limit: 0,
      facets: [FacetRequest(field: "collection", limit: 1000)]
    )
    return try snapshot.search(options).facets.first?.counts ?? []
  }
}
