import TextAnalysis

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One commit: which segments the index consists of.
///
/// Grammar of the body of the file `manifest`:
/// ```
/// manifest := generation nextSegment schema:string analyser:string segmentCount segment{segmentCount}
/// segment  := number documentCount deletesGeneration deletedCount
/// ```
/// All numbers are variable integers; strings are a variable length and UTF-8 bytes; the schema is
/// JSON. A `deletesGeneration` of zero says that nothing is deleted, another one names the file.
///
/// Worked example: generation 1, next segment 2, schema `{"fields":[]}`, analyser `whitespace/1`,
/// one segment 1 of three documents without deletes:
/// `01 02 0D 7B…7D 0C 77…31 01` `01 03 00 00`.
///
/// A commit writes `manifest.new`, synchronises it, renames it to `manifest` and synchronises the
/// folder: whoever opens the index finds the old commit or the new one.
struct Manifest: Equatable, Sendable {
  static let fileName = "manifest"
  static let newFileName = "manifest.new"

  /// One segment as of this commit.
  struct Segment: Equatable, Sendable {
    var number: UInt64
    var documentCount: Int
    var deletesGeneration: UInt64
    var deletedCount: Int
  }

  var generation: UInt64
  var nextSegment: UInt64
  var schema: Schema
  var analyser: String
  var segments: [Segment]

  /// The identity of the analysers that a schema's text fields use, in the order of their names.
  static func analyserIdentity(of schema: Schema) -> String {
    let kinds = schema.fields.reduce(into: Set<Analyzer.Kind>()) { kinds, field in
      if case .text(let analyzer, _, _) = field.kind { kinds.insert(analyzer) }
    }
    return kinds.sorted { $0.rawValue < $1.rawValue }.map { Analyzer($0).identity }
      .joined(separator: "; ")
  }

  /// The names of the files the commit needs.
  var fileNames: Set<String> {
    var names: Set<String> = [Self.fileName]
    for segment in segments {
      for part in SegmentFiles.parts { names.insert(SegmentFiles.name(segment.number, part)) }
      if segment.deletesGeneration > 0 {
        names.insert(
          SegmentFiles.deletes(segment.number, generation: segment.deletesGeneration)
        )
      }
    }
    return names
  }

  /// Publishes the commit.
  func write(to directory: any IndexDirectory) throws(StorageError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(schema) else {
      throw .damaged(file: Self.newFileName, reason: "the schema cannot be written as JSON")
    }
    if try directory.fileNames().contains(Self.newFileName) {
      try directory.removeFile(named: Self.newFileName)
    }
    let output = try ChecksummedWriter(
      directory: directory,
      name: Self.newFileName,
      kind: .manifest
    )
    try output.writeVariable(generation)
    try output.writeVariable(nextSegment)
    try output.write(string: String(decoding: data, as: UTF8.self))
    try output.write(string: analyser)
    try output.writeVariable(UInt64(segments.count))
    for segment in segments {
      try output.writeVariable(segment.number)
      try output.writeVariable(UInt64(segment.documentCount))
      try output.writeVariable(segment.deletesGeneration)
      try output.writeVariable(UInt64(segment.deletedCount))
    }
    try output.finish()
    try directory.renameFile(from: Self.newFileName, to: Self.fileName)
    try directory.synchronizeDirectory()
  }

  /// Reads the current commit.
  ///
  /// - Throws: ``StorageError/notAnIndex(path:)`` where the folder has no manifest.
  static func read(from directory: any IndexDirectory) throws(StorageError) -> Manifest {
    let file: ChecksummedFile
    do throws(StorageError) {
      file = try ChecksummedFile(directory: directory, name: fileName, kind: .manifest)
    } catch {
      if case .missing = error { throw .notAnIndex(path: directory.description) }
      throw error
    }
    try file.verifyChecksum()
    var reader = file.reader
    let generation = try reader.readVariable()
    let nextSegment = try reader.readVariable()
    let json = try reader.readString()
    guard let schema = try? JSONDecoder().decode(Schema.self, from: Data(json.utf8)) else {
      throw reader.damaged("its schema is not valid")
    }
    let analyser = try reader.readString()
    let count = try reader.readVariable(upTo: 1 << 20)
    var segments: [Segment] = []
    for _ in 0..<count {
      let number = try reader.readVariable()
      let documents = try reader.readVariable(upTo: Int(Int32.max))
      let deletes = try reader.readVariable()
      segments.append(
        Segment(
          number: number,
          documentCount: documents,
          deletesGeneration: deletes,
          deletedCount: try reader.readVariable(upTo: documents)
        )
      )
    }
    guard reader.isAtEnd else { throw reader.damaged("bytes follow its last segment") }
    return Manifest(
      generation: generation,
      nextSegment: nextSegment,
      schema: schema,
      analyser: analyser,
      segments: segments
    )
  }
}
