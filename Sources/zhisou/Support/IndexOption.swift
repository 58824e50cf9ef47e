import ArgumentParser
import SearchEngine

/// `--index DIR`, for the commands that read one.
struct IndexOption: ParsableArguments {
  @Option(name: .customLong("index"), help: ArgumentHelp("The index's folder.", valueName: "dir"))
  var path: String

  func open() throws -> IndexSnapshot {
    try IndexSnapshot.open(FileSystemDirectory(path: path, create: false))
  }
}
