import Foundation
import Testing

/// Whatever is wrong with the input: a message with file, line, field, reason and remedy, an exit
/// code, and an old index that is byte for byte as before.
@Suite struct BadInputTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func record(_ id: String, _ more: String = "") -> String {
    #"{"id":"\#(id)","collection":"online_course","title":"焊接","summary":"焊条电弧焊。"\#(more)}"#
  }

  @Test func aDuplicateIDIsRefusedWithBothPlaces() throws {
    let first = try folder.write("a.ndjson", record("x") + "\n" + record("x"))
    let second = try folder.write("b.ndjson", "\n" + record("x") + "\n" + record("y"))
    let result = try Binary.run("index", first, second, "--index", folder.path("index"), "--json")
    #expect(result.status == 1)
    let end = "is the id of the record at \(first):1 already; keep one of the two\n"
    #expect(
      result.error == "\(first):2: record \"x\": field \"id\": \(end)"
        + "\(second):2: record \"x\": field \"id\": \(end)"
    )
    #expect(try result.json("records_read") == 4)
    #expect(try result.json("records_indexed") == 2)
    #expect(try result.json("records_refused") == 2)
  }

  @Test func aWrongTypeAndAnUnknownCodeNameTheFieldAndTheRemedy() throws {
    let input = try folder.write(
      "a.ndjson",
      record("x", #","hours":"many""#) + "\n" + record("y", #","level":"nationl""#) + "\n"
        + record("z")
    )
    let result = try Binary.run("index", input, "--index", folder.path("index"))
    #expect(result.status == 1)
    let lines = result.error.split(separator: "\n").map { String($0) }
    #expect(
      lines.first == "\(input):1: record \"x\": field \"hours\": is a string, not integer; "
        + "write a whole number without quotes, 12"
    )
    #expect(
      lines.last == "\(input):2: record \"y\": field \"level\": \"nationl\" is not in the code "
        + "table administrative_levels; did you mean \"national\"?"
    )
  }

  @Test func theFirstTwentyRefusalsAreToldAndTheOthersCounted() throws {
    let bad = (0..<25).map { record("r\($0)", #","hours":"many""#) }
    let input = try folder.write("a.ndjson", (bad + [record("good")]).joined(separator: "\n"))
    let result = try Binary.run("index", input, "--index", folder.path("index"))
    #expect(result.status == 1)
    let lines = result.error.split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines.last == "… and 5 more refused records.")
    #expect(result.output.contains("wrong type"))
  }

  /// What must be refused as a whole, and a part of what is said.
  private static let hopeless: [(file: String, text: String, arguments: [String], said: String)] = [
    ("empty.ndjson", "", [], "empty.ndjson: the source holds no record"),
    ("bad.ndjson", "{\n", [], "The only record was refused."),
    ("table.csv", "id,id\n", [], "names the column \"id\" twice"),
    ("table.csv", "id,titel\n1,a\n", [], "did you mean \"title\"?"),
    ("notes.txt", "x", [], "add --format ndjson, csv or tsv"),
    ("a.ndjson", "{}", ["--mapping", "/nonexistent/m.yaml"], "/nonexistent/m.yaml"),
  ]

  @Test(arguments: hopeless.indices)
  func whatCannotBeIndexedLeavesTheOldIndexAsItWas(_ place: Int) throws {
    let (file, text, arguments, said) = Self.hopeless[place]
    let index = folder.path("index")
    let good = try folder.write("good.ndjson", record("x"))
    #expect(try Binary.run("index", good, "--index", index).status == 0)
    let before = try folder.files(of: index)
    let input = try folder.write(file, text)
    let result = try Binary.run(["index", input, "--index", index] + arguments)
    #expect(result.status == 2)
    #expect(result.error.contains(said), "\(result.error)")
    #expect(result.output.isEmpty)
    #expect(try folder.files(of: index) == before)
    #expect(try Binary.run("check", "--index", index).status == 0)
    // And where there was no index, there is none.
    let fresh = folder.path("fresh")
    #expect(try Binary.run(["index", input, "--index", fresh] + arguments).status == 2)
    #expect(!FileManager.default.fileExists(atPath: fresh))
  }

  @Test func aMissingFileAmongOthersStopsTheRunBeforeItStarts() throws {
    let good = try folder.write("good.ndjson", record("x"))
    let missing = folder.path("missing.ndjson")
    let index = folder.path("index")
    let result = try Binary.run("index", good, missing, "--index", index)
    #expect(result.status == 2)
    #expect(result.error.contains("\(missing) cannot be opened"), "\(result.error)")
    #expect(!FileManager.default.fileExists(atPath: index))
  }

  @Test func aFolderWithoutRecordsIsSaidToHaveNone() throws {
    let result = try Binary.run("index", folder.path(""), "--index", folder.path("index"))
    #expect(result.status == 2)
    #expect(result.error.contains("has no file that ends in .ndjson"), "\(result.error)")
  }

  @Test(arguments: [
    ["index", "a", "b"], ["index", "--index", "x"], ["index", "-", "-", "--index", "x"],
    ["index", "a", "--index", "x", "--memory", "lots"], ["search", "x"], ["no-such-command"],
    ["index", "a", "--index", "x", "--mapping", "m", "--format", "csv"],
    ["evaluate", "--index", "x", "--queries", "q", "--judgments", "j", "--measures", "best"],
    ["corpus", "--scale", "0"], ["serve", "--index", "x", "--port", "70000"],
  ])
  func aWrongCommandLineEndsWith64AndShowsTheUsage(arguments: [String]) throws {
    let result = try Binary.run(arguments)
    #expect(result.status == 64)
    #expect(result.error.hasPrefix("Error: "))
    #expect(result.error.contains("Usage: zhisou"))
    #expect(result.output.isEmpty)
  }

  @Test func anUnknownFilterIsNamedWithTheNearestOne() throws {
    let index = folder.path("index")
    let good = try folder.write("good.ndjson", record("x"))
    #expect(try Binary.run("index", good, "--index", index).status == 0)
    let result = try Binary.run("search", "焊接", "--index", index, "--filter", "levl=national")
    #expect(result.status == 2)
    #expect(result.error.contains("perhaps level is meant"), "\(result.error)")
  }

  @Test func brokenJudgmentsAreNamedByTheirLine() throws {
    let index = folder.path("index")
    let good = try folder.write("good.ndjson", record("x"))
    #expect(try Binary.run("index", good, "--index", index).status == 0)
    let queries = try folder.write("queries.tsv", "q1\t焊接\n")
    let judgments = try folder.write("qrels.txt", "q1 0 x 1\nq1 0 y\n")
    let arguments = ["evaluate", "--index", index, "--queries", queries, "--judgments", judgments]
    let result = try Binary.run(arguments)
    #expect(result.status == 2)
    #expect(result.error.contains("\(judgments):2: 3 columns, not 4"), "\(result.error)")
    _ = try folder.write("qrels.txt", "q1 0 x 1\n")
    let sound = try Binary.run(arguments + ["--verify-pruning"])
    #expect(sound.status == 0)
    #expect(sound.output.contains("ndcg@10                   1.0000"), "\(sound.output)")
    #expect(sound.output.contains("pruned_equals_exhaustive  true"), "\(sound.output)")
  }
}
