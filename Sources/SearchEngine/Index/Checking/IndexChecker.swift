/// Reads every byte of an index and verifies it: `zhisou check`.
///
/// What is verified, beyond the checksum of every file:
/// - **manifest**: its segments exist, once each, and were made by this program's analysers;
/// - **terms**: strictly ascending, as many as promised, their lists end to end over the whole file;
/// - **postings**: every list decodes to as many documents as its term promises, ascending and
///   below the segment's document count; skipping finds what walking finds; no posting has a
///   higher impact than its block says, on which pruning relies;
/// - **positions**: as many as the frequency, ascending, below the document's length;
/// - **norms**: a document has a length exactly where it has a term; the total length fits them;
/// - **columns**: of fields of the schema, of their types, all values well-formed;
/// - **stored records**: every one inflates, and its key leads back to the document;
/// - **deletes**: as many as the manifest says; no key is live twice.
///
/// It needs no lock and changes nothing. A check reads from one commit; should a writer merge and
/// remove that commit's segments before they are opened, the check starts again on the next one.
///
/// Complexity: O(bytes of the index); memory: one decoded block and a few bits a document.
public struct IndexChecker {
  private let directory: any IndexDirectory

  /// A checker of the index in a folder.
  public init(_ directory: any IndexDirectory) {
    self.directory = directory
  }

  /// Checks the current commit. It never fails and never crashes, whatever the bytes are: whatever
  /// is wrong is in the report.
  ///
  /// - Parameter progress: called before each part is read.
  public func check(progress: (CheckProgress) -> Void = { _ in }) -> CheckReport {
    var attempts = 3
    while true {
      let report = checkOnce(progress: progress)
      attempts -= 1
      guard !report.ok, attempts > 0, isOutdated(report) else { return report }
    }
  }

  /// Whether a writer has published another commit since, and removed what this one needed.
  private func isOutdated(_ report: CheckReport) -> Bool {
    guard report.generation > 0, let manifest = try? Manifest.read(from: directory) else {
      return false
    }
    return manifest.generation != report.generation
  }

  private func checkOnce(progress: (CheckProgress) -> Void) -> CheckReport {
    var report = CheckReport()
    let manifest: Manifest
    do throws(StorageError) {
      manifest = try Manifest.read(from: directory)
      report.bytes += try directory.openFile(named: Manifest.fileName).bytes.count
      report.files += 1
    } catch {
      report.add(error, documents: nil)
      return report
    }
    report.generation = manifest.generation
    report.segments = manifest.segments.count
    for segment in manifest.segments {
      report.documents += segment.documentCount - segment.deletedCount
      report.deletedDocuments += segment.deletedCount
    }
    checkManifest(manifest, &report)
    var segments: [IndexSnapshot.Segment] = []
    for (place, entry) in manifest.segments.enumerated() {
      var checker = SegmentChecker(directory: directory, manifest: manifest, entry: entry)
      let segment = checker.check(&report) { part in
        progress(
          CheckProgress(segment: place + 1, segmentCount: manifest.segments.count, part: part)
        )
      }
      if let segment { segments.append(segment) }
    }
    progress(
      CheckProgress(
        segment: manifest.segments.count,
        segmentCount: manifest.segments.count,
        part: "keys"
      )
    )
    checkKeysAreUnique(segments, &report)
    return report
  }

  private func checkManifest(_ manifest: Manifest, _ report: inout CheckReport) {
    let expected = Manifest.analyserIdentity(of: manifest.schema)
    if manifest.analyser != expected {
      report.add(
        file: Manifest.fileName,
        "the index was made by the analysers \"\(manifest.analyser)\", but this zhisou has "
          + "\"\(expected)\"",
        documents: report.documents
      )
    }
    var numbers: Set<UInt64> = []
    for segment in manifest.segments {
      if !numbers.insert(segment.number).inserted || segment.number >= manifest.nextSegment {
        report.add(
          file: Manifest.fileName,
          "segment \(segment.number) is named twice or was never begun",
          documents: segment.documentCount - segment.deletedCount
        )
      }
    }
  }

  /// Looks every live document's key up in the later segments.
  private func checkKeysAreUnique(
    _ segments: [IndexSnapshot.Segment],
    _ report: inout CheckReport
  ) {
    for (place, segment) in segments.enumerated().dropLast() {
      do throws(StorageError) {
        let doubled = try liveKeys(of: segment, alsoIn: segments[(place + 1)...])
        guard let first = doubled.first else { continue }
        report.add(
          file: SegmentFiles.name(segment.reader.number, "terms"),
          "\(doubled.count) keys are live in a later segment as well, the first is \"\(first)\"",
          documents: doubled.count
        )
      } catch { report.add(error, documents: segment.liveCount) }
    }
  }

  private func liveKeys(
    of segment: IndexSnapshot.Segment,
    alsoIn others: ArraySlice<IndexSnapshot.Segment>
  ) throws(StorageError) -> [String] {
    guard let field = segment.reader.field(named: SegmentInfo.idField) else { return [] }
    var doubled: [String] = []
    var cursor = try field.dictionary.makeCursor(
      from: UnsafeRawBufferPointer(start: nil, count: 0)
    )
    while try cursor.next() != nil {
      let key = String(decoding: cursor.term, as: UTF8.self)
      guard try isLive(key, in: segment) else { continue }
      for other in others where try isLive(key, in: other) {
        doubled.append(key)
        break
      }
    }
    return doubled
  }

  private func isLive(_ key: String, in segment: IndexSnapshot.Segment) throws(StorageError) -> Bool
  {
    guard let document = try segment.reader.document(withID: key) else { return false }
    return segment.deleted?.contains(document) != true
  }
}
