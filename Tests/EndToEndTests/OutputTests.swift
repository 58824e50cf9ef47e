import Foundation
import Testing

/// What programs read from standard output.
@Suite struct OutputTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func standardInputIsIndexedSearchedCheckedAndCounted() throws {
    let index = folder.path("index")
    let corpus = try Binary.run("corpus", "--scale", "0.002", "--seed", "3").output
    let count = corpus.split(separator: "\n").count
    let built = try Binary.run(["index", "-", "--index", index, "--json"], input: corpus)
    #expect(built.status == 0, "\(built.error)")
    #expect(try built.json("records_indexed") == count)
    #expect(try built.json("bytes_read") == corpus.utf8.count)
    let again = try Binary.run(
      ["index", "-", "--index", index, "--json", "--optimize", "--memory", "1MB"],
      input: corpus
    )
    #expect(again.status == 0, "\(again.error)")
    #expect(try again.json("records_replaced") == count)
    #expect(try again.json("documents") == count)
    let stats = try Binary.run("stats", "--index", index, "--json")
    #expect(try stats.json("documents") == count)
    #expect(try stats.json("generation") == 2)
    #expect(try stats.json("segments") == 1)
    let checked = try Binary.run("check", "--index", index, "--json")
    #expect(checked.status == 0)
    #expect(try checked.json("documents") == count)
    let found = try Binary.run("search", "", "--index", index, "--json")
    #expect(try found.json("total") == count)
  }

  @Test func theSameSeedGivesTheSameCorpus() throws {
    let first = try Binary.run("corpus", "--scale", "0.001", "--seed", "5").output
    let file = folder.path("corpus.ndjson")
    #expect(
      try Binary.run("corpus", "--scale", "0.001", "--seed", "5", "--output", file).status == 0
    )
    #expect(try String(contentsOfFile: file, encoding: .utf8) == first)
    #expect(try Binary.run("corpus", "--scale", "0.001", "--seed", "6").output != first)
  }

  @Test func aTableByMappingIsTheSameAsItsRecords() throws {
    let mapping = try folder.write(
      "mapping.yaml",
      """
      format: tsv
      header: false
      columns: [id, title, text]
      id_prefix: "doc:"
      constants: {collection: standard_document}
      fields: {id: id, title: title, summary: text}
      """
    )
    let table = try folder.write("table.tsv", "1\t规范\t学分认定规则\n2\t标准\t数据规范\n")
    let index = folder.path("index")
    #expect(try Binary.run("index", table, "--mapping", mapping, "--index", index).status == 0)
    let found = try Binary.run("search", "學分", "--index", index)
    #expect(found.output.contains("doc:1"), "\(found.output)")
    #expect(!found.output.contains("doc:2"))
    #expect(!found.output.contains("\u{1B}"), "no colours where no terminal is")
    #expect(found.error.hasPrefix("1–1 of 1 result ("), "\(found.error)")
  }

  @Test func tokensArePrintedAsATableAndAsJSON() throws {
    let result = try Binary.run("analyze", "計算機 PLC")
    let lines = result.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("streams  position  units") == true)
    #expect(lines.contains { $0.hasPrefix("wbc") && $0.hasSuffix("  plc") })
    let json = try Binary.run("analyze", "計算機 PLC", "--json")
    #expect(try json.json("units") == 4)
  }

  @Test(arguments: ["text", "json-schema", "markdown"])
  func theSchemaIsPrintedInEveryForm(form: String) throws {
    let result = try Binary.run("schema", "--format", form)
    #expect(result.status == 0)
    #expect(result.output.contains("source_platform"))
    if form == "json-schema" {
      _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    }
  }

  @Test func outputThatCannotBeWrittenIsAnError() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let process = Process()
    process.executableURL = Binary.url
    process.arguments = ["schema"]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
  }
}
