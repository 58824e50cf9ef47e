import ArgumentParser
import SearchEngine

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read every byte of an index and verify it.",
    discussion: """
      Names each damaged file, what is wrong with it, and how many documents that touches. \
      Nothing is changed, and no lock is needed. Exit code 1 says that something is damaged.

        zhisou check --index my.index
      """
  )

  @OptionGroup var index: IndexOption

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Say nothing while checking.")
  var quiet = false

  func run() throws {
    let directory = try FileSystemDirectory(path: index.path, create: false)
    // A folder that never held an index is no damaged one.
    guard try directory.fileNames().contains(where: Self.belongsToAnIndex) else {
      throw StorageError.notAnIndex(path: directory.path)
    }
    var progress = ProgressLine(isShown: !quiet)
    let report = IndexChecker(directory).check { step in
      progress.update("segment \(step.segment) of \(step.segmentCount): \(step.part)")
    }
    progress.clear()
    if json {
      try JSONOutput.write(report)
    } else {
      for issue in report.issues { try StandardOutput.shared.line(issue.description) }
      try StandardOutput.shared.line(verdict(report))
    }
    guard report.ok else { throw CommandFailure(.badNews) }
  }

  /// Whether a file is a manifest or a part of a segment, `s12.terms`.
  private static func belongsToAnIndex(_ name: String) -> Bool {
    name == "manifest" || name.prefixMatch(of: /s[0-9]+\./) != nil
  }

  private func verdict(_ report: CheckReport) -> String {
    let extent =
      "\(Numbers.count(report.documents, "document")), \(Numbers.count(report.files, "file")), "
      + "\(Numbers.grouped(report.bytes)) bytes, \(Numbers.count(report.terms, "term")), "
      + "\(Numbers.count(report.postings, "posting"))"
    return report.ok
      ? "The index is sound: \(extent)."
      : "The index is damaged in \(Numbers.count(report.issues.count, "place")). Restore the files "
        + "from a backup, or build the index anew with `zhisou index`."
  }
}
