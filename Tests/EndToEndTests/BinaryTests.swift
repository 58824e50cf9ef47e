import Foundation
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The built binary, as a person at the shell meets it.
@Suite("The built binary", .serialized)
struct BinaryTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func indexed() throws -> String {
    let index = folder.path("index")
    let result = try Binary.run("index", Binary.corpus, "--index", index)
    #expect(result.status == 0, "\(result.error)")
    return index
  }

  @Test func theProjectsOwnRecordsAreIndexedCheckedAndFound() throws {
    let index = try indexed()
    let check = try Binary.run("check", "--index", index)
    #expect(check.status == 0, "\(check.error)")
    let found = try Binary.run("search", "数控编程", "--index", index, "--json")
    #expect(found.status == 0)
    #expect(try found.json("total") ?? 0 > 0)
    let traditional = try Binary.run("search", "數控編程", "--index", index, "--json")
    #expect(try traditional.json("total") == (try found.json("total")))
  }

  @Test func aSecondRunReplacesRecordsOfTheSameID() throws {
    let index = try indexed()
    let before = try Binary.run("search", "", "--index", index, "--json").json("total")
    let again = try Binary.run("index", Binary.corpus, "--index", index)
    #expect(again.status == 0)
    #expect(try Binary.run("search", "", "--index", index, "--json").json("total") == before)
    #expect(try Binary.run("check", "--index", index).status == 0)
  }

  @Test func aBadRecordCostsItselfAndSaysFileLineFieldAndReason() throws {
    let good = #"{"id":"a","collection":"online_course","title":"焊接","summary":"焊条电弧焊。"}"#
    let input = try folder.write(
      "bad.ndjson",
      """
      \(good)
      {"id":"b","collection":"online_course","title":
      {"id":"c","collection":"online_course","title":"钳工","summary":"锉削。","hours":"many"}
      {"id":"d","collection":"no_such_collection","title":"车工","summary":"车削。"}
      """
    )
    let index = folder.path("index")
    let result = try Binary.run("index", input, "--index", index)
    #expect(result.status == 1)
    for line in [2, 3, 4] {
      #expect(result.error.contains("bad.ndjson:\(line)"), "\(result.error)")
    }
    #expect(result.error.contains("hours"))
    #expect(try Binary.run("search", "", "--index", index, "--json").json("total") == 1)
  }

  @Test func invalidUTF8CostsItsLineOnly() throws {
    let good = #"{"id":"a","collection":"online_course","title":"焊接","summary":"焊条电弧焊。"}"#
    let bytes = Array(good.utf8) + [10] + [UInt8(ascii: "{"), 0xFF, 0xFE, 10]
    let input = folder.path("latin.ndjson")
    try Data(bytes).write(to: URL(fileURLWithPath: input))
    let result = try Binary.run("index", input, "--index", folder.path("index"))
    #expect(result.status == 1)
    #expect(result.error.contains("latin.ndjson:2"), "\(result.error)")
  }

  @Test func anEmptyFileLeavesNothingBehind() throws {
    let input = try folder.write("empty.ndjson", "")
    let index = folder.path("index")
    let result = try Binary.run("index", input, "--index", index)
    #expect(result.status == 2)
    #expect(!result.error.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: index + "/manifest"))
  }

  @Test func aHugeRecordIsRefusedAndTheNextIsTaken() throws {
    let good = #"{"id":"a","collection":"online_course","title":"焊接","summary":"焊条电弧焊。"}"#
    let huge = String(repeating: "x", count: 50 << 20)
    let input = try folder.write("huge.ndjson", "{\"id\":\"\(huge)\"}\n\(good)\n")
    let index = folder.path("index")
    let result = try Binary.run("index", input, "--index", index)
    #expect(result.status == 1)
    #expect(result.error.contains("huge.ndjson:1"), "\(result.error.prefix(500))")
    #expect(try Binary.run("search", "", "--index", index, "--json").json("total") == 1)
  }

  @Test func aFolderWithoutAnIndexIsSaidToBeNone() throws {
    let result = try Binary.run("search", "x", "--index", folder.path(""))
    #expect(result.status == 2)
    #expect(result.error.contains("not a folder with an index"), "\(result.error)")
  }

  @Test func anIndexOfANewerVersionIsNotTouched() throws {
    let index = try indexed()
    let manifest = URL(fileURLWithPath: index + "/manifest")
    var bytes = [UInt8](try Data(contentsOf: manifest))
    bytes[bytes.count - 20] = 99
    try Data(bytes).write(to: manifest)
    for command in [["search", "x"], ["index", Binary.corpus], ["check"]] {
      let result = try Binary.run(command + ["--index", index])
      #expect(result.status != 0)
      #expect((result.error + result.output).contains("version 99"), "\(result.error)")
    }
    #expect([UInt8](try Data(contentsOf: manifest)) == bytes)
  }

  @Test func aSecondWriterIsToldWhoWrites() throws {
    let index = try indexed()
    let pipe = Pipe()
    let holder = try Binary.start("index", "-", "--index", index, standardInput: pipe)
    defer { holder.terminate() }
    try Binary.waitForLock(of: index, by: holder)
    let refused = try Binary.run("index", Binary.corpus, "--index", index)
    #expect(refused.status == 2)
    let message = "Process \(holder.processIdentifier) is writing to this index"
    #expect(refused.error.contains(message), "\(refused.error)")
    try pipe.fileHandleForWriting.close()
    holder.waitUntilExit()
    #expect(try Binary.run("index", Binary.corpus, "--index", index).status == 0)
  }

  @Test func killedInTheMiddleTheOldIndexStands() throws {
    let index = try indexed()
    let before = try Binary.run("search", "", "--index", index, "--json").json("total")
    let big = folder.path("big.ndjson")
    let corpus = try Binary.run("corpus", "--scale", "0.2", "--seed", "7", "--output", big)
    #expect(corpus.status == 0, "\(corpus.error)")
    for delay in [20_000, 80_000, 200_000] as [UInt32] {
      let process = try Binary.start("index", big, "--index", index, standardInput: nil)
      usleep(delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try Binary.run("check", "--index", index).status == 0)
      #expect(try Binary.run("search", "", "--index", index, "--json").json("total") == before)
    }
  }

  @Test func aFlippedBitIsFoundByCheck() throws {
    let index = try indexed()
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: index).first { $0.hasSuffix(".postings") }
    )
    let file = URL(fileURLWithPath: index + "/" + name)
    var bytes = [UInt8](try Data(contentsOf: file))
    bytes[bytes.count / 2] ^= 4
    try Data(bytes).write(to: file)
    let result = try Binary.run("check", "--index", index)
    #expect(result.status == 1)
    #expect((result.output + result.error).contains(name), "\(result.output)\(result.error)")
  }

  @Test func theServerAnswersOverHTTPAndStopsWhenAsked() async throws {
    let index = try indexed()
    let server = try Binary.start("serve", "--index", index, "--port", "0", standardInput: nil)
    let address = try #require(Binary.firstAddress(of: server))
    func get(_ path: String) async throws -> (Int, String) {
      let url = try #require(URL(string: address + path))
      let (data, response) = try await URLSession.shared.data(from: url)
      return (
        (response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self)
      )
    }
    let (status, body) = try await get("search?q=PLC&size=1")
    #expect(status == 200)
    #expect(body.contains("\"highlights\""))
    let (refused, problem) = try await get("search?size=1000")
    #expect(refused == 400)
    #expect(problem.contains("\"parameter\":\"size\""))
    let (page, html) = try await get("")
    #expect(page == 200)
    #expect(html.contains("</html>"))
    server.terminate()
    server.waitUntilExit()
    #expect(server.terminationStatus == 0)
  }

  @Test func everySubcommandExplainsItself() throws {
    for command in [
      "index", "search", "serve", "stats", "check", "analyze", "schema", "corpus", "evaluate",
    ] {
      let result = try Binary.run("help", command)
      #expect(result.status == 0)
      #expect(result.output.contains("USAGE: zhisou \(command)"), "\(result.output)")
    }
    #expect(try Binary.run("index", "--no-such-flag").status == 64)
  }
}
