/// One commit of an index, open for reading: immutable, and valid for as long as it is held, whatever
/// is written meanwhile.
public final class IndexSnapshot: Sendable {
  /// A segment as of this commit.
  struct Segment: Sendable {
    var reader: SegmentReader
    /// The documents deleted since the segment was written.
    var deleted: DocumentSet?
  }

  let manifest: Manifest
  let segments: [Segment]

  /// The fields.
  public var schema: Schema { manifest.schema }
  /// The commit's number; it grows with each.
  public var generation: UInt64 { manifest.generation }
  /// The identity of the analysers that made the terms.
  public var analyser: String { manifest.analyser }

  /// Documents, deleted ones not counted.
  public var documentCount: Int {
    manifest.segments.reduce(0) { $0 + $1.documentCount - $1.deletedCount }
  }

  /// Documents that still take part in the statistics: scores shift only when segments are merged.
  var documentCountWithDeleted: Int { manifest.segments.reduce(0) { $0 + $1.documentCount } }

  /// Opens the current commit.
  ///
  /// - Throws: ``IndexError`` where the folder holds no index, a part is damaged or newer than this
  ///   program, or the index was made by other analysers.
  public static func open(_ directory: any IndexDirectory) throws(IndexError) -> IndexSnapshot {
    // A merge may remove a segment between reading the manifest and opening its files; the newer
    // manifest then says what to open instead.
    var attempts = 3
    while true {
      let manifest: Manifest
      do throws(StorageError) { manifest = try Manifest.read(from: directory) } catch {
        throw .storage(error)
      }
      let expected = Manifest.analyserIdentity(of: manifest.schema)
      guard manifest.analyser == expected else {
        throw .analyserMismatch(
          path: directory.description,
          found: manifest.analyser,
          expected: expected
        )
      }
      do throws(StorageError) {
        return try IndexSnapshot(directory: directory, manifest: manifest)
      } catch {
        attempts -= 1
        guard attempts > 0, case .missing = error else { throw .storage(error) }
      }
    }
  }

  init(directory: any IndexDirectory, manifest: Manifest) throws(StorageError) {
    self.manifest = manifest
    var segments: [Segment] = []
    for entry in manifest.segments {
      let reader = try SegmentReader(directory: directory, number: entry.number)
      guard reader.documentCount == entry.documentCount else {
        throw .damaged(
          file: SegmentFiles.name(entry.number, "segment"),
          reason: "it has \(reader.documentCount) documents, the manifest says "
            + "\(entry.documentCount)"
        )
      }
      var deleted: DocumentSet?
      if entry.deletesGeneration > 0 {
        let file = try ChecksummedFile(
          directory: directory,
          name: SegmentFiles.deletes(entry.number, generation: entry.deletesGeneration),
          kind: .deletes
        )
        let set = try DocumentSet(from: file, capacity: entry.documentCount)
        guard set.count == entry.deletedCount else {
          throw file.file.damaged("the manifest says that \(entry.deletedCount) are deleted")
        }
        deleted = set
      }
      segments.append(Segment(reader: reader, deleted: deleted))
    }
    self.segments = segments
  }

  /// The stored key and bytes of a document.
  ///
  /// - Throws: ``StorageError/damaged(file:reason:)``.
  public func storedDocument(at address: DocumentAddress) throws(StorageError) -> StoredDocument {
    guard segments.indices.contains(address.segment),
      Int(address.document) < segments[address.segment].reader.documentCount
    else {
      throw .damaged(file: Manifest.fileName, reason: "document \(address) is not in this commit")
    }
    return try segments[address.segment].reader.storedDocument(address.document)
  }

  /// Where the document with a key lies, `nil` where there is none (or none any more).
  public func address(ofID id: String) throws(StorageError) -> DocumentAddress? {
    for (index, segment) in segments.enumerated().reversed() {
      guard let document = try segment.reader.document(withID: id) else { continue }
      if segment.deleted?.contains(document) != true {
        return DocumentAddress(segment: index, document: document)
      }
    }
    return nil
  }

  /// Bytes on disk by part, over all segments.
  public var byteCounts: [(part: String, bytes: Int)] {
    var counts: [(part: String, bytes: Int)] = []
    for segment in segments {
      for (part, bytes) in segment.reader.byteCounts {
        if let place = counts.firstIndex(where: { $0.part == part }) {
          counts[place].bytes += bytes
        } else {
          counts.append((part, bytes))
        }
      }
    }
    return counts
  }

  /// Segments in this commit.
  public var segmentCount: Int { segments.count }
}
