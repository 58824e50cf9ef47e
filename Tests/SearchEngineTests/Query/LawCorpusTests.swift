import Foundation
import SearchEngine
import Testing
import TextAnalysis

/// 58,631 statute articles and 771 lay questions beside the package, where they are.
enum LawCorpus {
  private static let folder: URL? = {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["ZHISOU_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? package.deletingLastPathComponent().appending(path: "shared")
    let folder = shared.appending(path: "data/retrieval-law")
    let files = ["corpus.tsv.xz", "queries.tsv"]
    let isThere = files.allSatisfy {
      FileManager.default.isReadableFile(atPath: folder.appending(path: $0).path)
    }
    return isThere ? folder : nil
  }()

  static var isAvailable: Bool { folder != nil }

  /// The columns of every thirtieth article: id, level, title, text.
  static func articles() throws -> [[String]] {
    guard let folder else { return [] }
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", "xz -dc \"$0\" | awk 'NR % 30 == 1'", folder.appending(path: "corpus.tsv.xz").path,
    ]
    let pipe = Pipe()
    shell.standardOutput = pipe
    try shell.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      return columns.count == 4 ? columns.map { String($0) } : nil
    }
  }

  static func queries(_ count: Int) throws -> [String] {
    guard let folder else { return [] }
    let text = try String(contentsOf: folder.appending(path: "queries.tsv"), encoding: .utf8)
    let lines = text.split(separator: "\n")
    return stride(from: 0, to: lines.count, by: max(1, lines.count / count)).prefix(count)
      .compactMap {
        lines[$0].split(separator: "\t").last.map { String($0) }
      }
  }
}

@Suite(
  "Law corpus",
  .enabled(if: LawCorpus.isAvailable, "no shared data beside the package; set ZHISOU_SHARED")
)
struct LawCorpusTests {
  @Test func prunedSearchesOfRealTextEqualExhaustiveOnes() throws {
    let directory = MemoryDirectory()
    let schema = try Schema(fields: [
      FieldDefinition(name: "title", kind: .text(analyzer: .chinese, weight: 1.5, positions: true)),
      FieldDefinition(name: "body", kind: .text(analyzer: .chinese, weight: 1, positions: true)),
      FieldDefinition(name: "level", kind: .keyword(multiple: false)),
    ])
    let writer = try IndexWriter(directory: directory, schema: schema)
    let articles = try LawCorpus.articles()
    try #require(articles.count > 1_500)
    for (number, article) in articles.enumerated() {
      try writer.add(
        Document(
          id: article[0],
          values: [
            FieldValue(field: "level", value: .keyword(article[1])),
            FieldValue(field: "title", value: .text(article[2])),
            FieldValue(field: "body", value: .text(article[3])),
          ],
          stored: Array(article[3].utf8)
        )
      )
      if number == 500 { try writer.commit() }
    }
    try writer.commit()

    let snapshot = try IndexSnapshot.open(directory)
    let queries = try LawCorpus.queries(60)
    try #require(queries.count == 60)
    for (number, text) in queries.enumerated() {
      let query: Query =
        switch number % 6 {
        case 4: .text(String(text.prefix(4)), match: .all)
        case 5: .phrase(String(text.prefix(2)))
        default: .text(text, match: .any)
        }
      var options = SearchOptions(query: query, limit: 10, countsTotal: number % 3 == 0)
      if number % 4 == 3 {
        options.filters = [Filter(field: "level", condition: .anyOf(["national"]))]
      }
      let pruned = try snapshot.search(options)
      options.evaluation = .exhaustive
      #expect(try snapshot.search(options) == pruned, "\(text)")
      if number % 6 < 4 && number % 4 != 3 { #expect(pruned.hits.count == 10, "\(text)") }
    }
  }
}
