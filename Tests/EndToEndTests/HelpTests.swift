import Foundation
import Testing

/// The help is what a person reads first: whole texts, compared with those in `Fixtures/help`.
///
/// After a deliberate change, `ZHISOU_UPDATE_FIXTURES=1 swift test --filter HelpTests` writes them
/// anew.
@Suite struct HelpTests {
  private static let folder = Binary.root + "/Tests/EndToEndTests/Fixtures/help"

  @Test(arguments: [
    "zhisou", "index", "search", "serve", "stats", "check", "analyze", "schema", "corpus",
    "evaluate",
  ])
  func theHelpReadsAsAgreed(command: String) throws {
    let arguments = command == "zhisou" ? ["--help"] : [command, "--help"]
    let result = try Binary.run(arguments, environment: ["COLUMNS": "80"])
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
    let fixture = URL(fileURLWithPath: "\(Self.folder)/\(command).txt")
    if ProcessInfo.processInfo.environment["ZHISOU_UPDATE_FIXTURES"] == "1" {
      try FileManager.default.createDirectory(
        atPath: Self.folder,
        withIntermediateDirectories: true
      )
      try Data(result.output.utf8).write(to: fixture)
    }
    let expected = try String(contentsOf: fixture, encoding: .utf8)
    #expect(result.output == expected, "ZHISOU_UPDATE_FIXTURES=1 writes the fixture anew")
  }
}
