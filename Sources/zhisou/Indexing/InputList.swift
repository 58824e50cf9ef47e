import Foundation
import Platform

/// The files that a command line names, in the order in which they are read.
struct InputList {
  /// One source and how its records become resources.
  struct Item: Sendable {
    var input: SourceInput
    var mapping: SourceMapping
    /// Its length in bytes, `nil` where it cannot be known.
    var byteCount: Int?
  }

  let items: [Item]

  /// The bytes of all sources together, `nil` where one's are not known.
  var byteCount: Int? {
    items.reduce(0) { sum, item in sum.flatMap { sum in item.byteCount.map { sum + $0 } } }
  }

  /// Looks at every path.
  ///
  /// - Parameters:
  ///   - paths: Files, folders (whose `.ndjson`, `.jsonl`, `.csv` and `.tsv` files are taken in the
  ///     order of their names), or `-` for standard input.
  ///   - mapping: What all of them are read by, or `nil` for the data dictionary's own keys.
  ///   - format: The format where the file's ending does not tell.
  /// - Throws: ``CommandFailure`` or `SourceError` for the first path that cannot be read.
  init(paths: [String], mapping: SourceMapping?, format: SourceFormat?) throws {
    var items: [Item] = []
    for path in paths {
      if path == "-" {
        let mapping = mapping ?? .plain(format ?? .ndjson)
        items.append(Item(input: .standardInput, mapping: mapping, byteCount: nil))
      } else if Self.isFolder(path) {
        items += try Self.files(inFolder: path, mapping: mapping, format: format)
      } else {
        items.append(try Self.file(path, mapping: mapping, format: format))
      }
    }
    self.items = items
  }

  private static func files(
    inFolder folder: String,
    mapping: SourceMapping?,
    format: SourceFormat?
  ) throws -> [Item] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw CommandFailure(.nothingDone, "The folder \(folder) cannot be listed.")
    }
    let wanted = mapping?.format ?? format
    let chosen = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.filter { name in
      guard !name.hasPrefix("."), let found = SourceFormat(path: name) else { return false }
      return wanted == nil || wanted == found
    }
    guard !chosen.isEmpty else {
      let endings = wanted.map { $0.endings } ?? ".ndjson, .jsonl, .csv or .tsv"
      throw CommandFailure(
        .nothingDone,
        "The folder \(folder) has no file that ends in \(endings)."
      )
    }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return try chosen.map { try file(prefix + $0, mapping: mapping, format: format) }
  }

  private static func file(
    _ path: String,
    mapping: SourceMapping?,
    format: SourceFormat?
  ) throws -> Item {
    let input = SourceInput.file(path: path)
    var status = stat()
    let isRegular = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    if !isRegular, access(path, R_OK) != 0 {
      throw SourceError.cannotOpen(name: path, reason: String(cString: strerror(errno)))
    }
    guard let plan = mapping ?? (format ?? SourceFormat(path: path)).map(SourceMapping.plain) else {
      throw CommandFailure(
        .nothingDone,
        "The ending of \(path) does not tell its format; add --format ndjson, csv or tsv."
      )
    }
    // A header that does not fit is better known before the first record is taken. A pipe can be
    // opened only once.
    if isRegular { _ = try ResourceReader(input, mapping: plan) }
    return Item(input: input, mapping: plan, byteCount: isRegular ? Int(status.st_size) : nil)
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

extension SourceFormat {
  /// What the names of such files end in.
  fileprivate var endings: String { self == .ndjson ? ".ndjson or .jsonl" : ".\(rawValue)" }
}
