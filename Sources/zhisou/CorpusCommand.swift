import ArgumentParser
import Foundation
import Platform

struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Make up records in the platform's proportions, to try things out at size.",
    discussion: """
      About 33,000 records at scale 1, as NDJSON, each marked as synthetic. The same seed and scale \
      give the same bytes.

        zhisou corpus --scale 0.1 --output sample.ndjson
        zhisou corpus --scale 30 | zhisou index - --index large.index
      """
  )

  @Option(help: "How many times the platform's size.")
  var scale = 1.0

  @Option(help: "Another seed gives other records.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Where to write; - is standard output.", valueName: "file"))
  var output = "-"

  func validate() throws {
    guard scale > 0, scale <= 10_000 else {
      throw ValidationError("--scale must be more than 0 and at most 10000.")
    }
  }

  func run() throws {
    let corpus = CorpusGenerator(seed: seed, scale: scale)
    guard output != "-" else {
      for resource in corpus {
        try StandardOutput.shared.write(resource.canonicalJSON + [UInt8(ascii: "\n")])
      }
      return
    }
    let descriptor = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw CommandFailure(
        .nothingDone,
        "\(output) cannot be written: \(String(cString: strerror(errno)))."
      )
    }
    defer { _ = close(descriptor) }
    var buffer: [UInt8] = []
    for resource in corpus {
      buffer += resource.canonicalJSON
      buffer.append(UInt8(ascii: "\n"))
      guard buffer.count >= 1 << 16 else { continue }
      try writeAll(buffer, to: descriptor, name: output)
      buffer.removeAll(keepingCapacity: true)
    }
    try writeAll(buffer, to: descriptor, name: output)
  }
}
