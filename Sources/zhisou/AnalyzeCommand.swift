import ArgumentParser
import TextAnalysis

struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show the tokens that a text is searched by.",
    discussion: """
      Each line is one token: the streams it counts in (w words, b bigrams, c characters), the \
      position of its first unit and the number of units, the bytes of the text it stands for, and \
      the term.

        zhisou analyze 計算機應用基礎
        zhisou analyze "CNC 数控车床" --json
      """
  )

  @Argument(help: "The text.")
  var text: String

  @Flag(help: "Print one JSON object.")
  var json = false

  private struct TokenRow: Encodable {
    var term: String
    var streams: [String]
    var position: UInt32
    var units: UInt16
    var start: UInt32
    var end: UInt32
  }

  private struct Analysis: Encodable {
    var analyser: String
    var normalized: String
    var units: Int
    var tokens: [TokenRow]
  }

  func run() throws {
    let analyzer = Analyzer(.chinese)
    let analyzed = analyzer.makeSession().analyze(text)
    let tokens = analyzed.tokens.map { token in
      TokenRow(
        term: String(decoding: analyzed.term(of: token), as: UTF8.self),
        streams: Self.names(of: token.streams),
        position: token.position,
        units: token.unitCount,
        start: token.sourceStart,
        end: token.sourceEnd
      )
    }
    if json {
      try JSONOutput.write(
        Analysis(
          analyser: analyzer.identity,
          normalized: String(decoding: analyzed.normalized, as: UTF8.self),
          units: analyzed.unitCount,
          tokens: tokens
        )
      )
      return
    }
    var table = TextTable([.left, .right, .right, .right, .left])
    table.add("streams", "position", "units", "bytes", "term")
    for token in tokens {
      let letters = ["words", "bigrams", "characters"].map { name in
        token.streams.contains(name) ? name.prefix(1) : "-"
      }
      table.add(
        letters.joined(),
        "\(token.position)",
        "\(token.units)",
        "\(token.start)..<\(token.end)",
        token.term
      )
    }
    try StandardOutput.shared.write(table.text)
  }

  private static func names(of streams: TokenStreams) -> [String] {
    var names: [String] = []
    if streams.contains(.words) { names.append("words") }
    if streams.contains(.bigrams) { names.append("bigrams") }
    if streams.contains(.characters) { names.append("characters") }
    return names
  }
}
