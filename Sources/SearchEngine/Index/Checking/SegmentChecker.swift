/// Verifies one segment; see ``IndexChecker`` for what that means.
struct SegmentChecker {
  private let directory: any IndexDirectory
  private let manifest: Manifest
  private let entry: Manifest.Segment
  /// The parts whose bytes are not as they were written.
  private var damagedParts: Set<String> = []
  private var storedError: StorageError?

  init(directory: any IndexDirectory, manifest: Manifest, entry: Manifest.Segment) {
    self.directory = directory
    self.manifest = manifest
    self.entry = entry
  }

  private var liveCount: Int { entry.documentCount - entry.deletedCount }

  private func name(_ part: String) -> String { SegmentFiles.name(entry.number, part) }

  /// - Parameter progress: is told which part is about to be read.
  /// - Returns: the segment, where its keys can be looked up.
  mutating func check(
    _ report: inout CheckReport,
    progress: (String) -> Void
  ) -> IndexSnapshot.Segment? {
    progress("checksums")
    verifyChecksums(&report)
    let deleted = readDeletes(&report)
    let reader: SegmentReader
    do throws(StorageError) {
      reader = try SegmentReader(directory: directory, number: entry.number)
    } catch {
      report.add(error, documents: liveCount)
      if let storedError { report.add(storedError, documents: liveCount) }
      return nil
    }
    guard reader.documentCount == entry.documentCount else {
      report.add(
        file: name("segment"),
        "it has \(reader.documentCount) documents, the manifest says \(entry.documentCount)",
        documents: liveCount
      )
      return nil
    }
    checkFields(of: reader, &report)
    let segment = IndexSnapshot.Segment(reader: reader, deleted: deleted)
    // Without its deletes, every key that was replaced would seem to be live twice.
    let knowsDeletes = deleted != nil || entry.deletesGeneration == 0
    let hasTerms = damagedParts.isDisjoint(with: ["segment", "terms", "postings"])
    if hasTerms, damagedParts.isDisjoint(with: ["positions", "norms"]) {
      var checker = InvertedFieldsChecker(reader: reader)
      checker.check(&report, progress: progress)
    }
    if !damagedParts.contains("columns") {
      progress("columns")
      checkColumns(of: reader, &report)
    }
    progress("stored records")
    checkStored(segment, looksUpKeys: hasTerms && knowsDeletes, &report)
    return hasTerms && knowsDeletes ? segment : nil
  }

  private mutating func verifyChecksums(_ report: inout CheckReport) {
    for (part, kind) in SegmentFiles.partsAndKinds {
      do throws(StorageError) {
        let file = try ChecksummedFile(directory: directory, name: name(part), kind: kind)
        report.files += 1
        report.bytes += file.file.bytes.count
        try file.verifyChecksum()
      } catch {
        damagedParts.insert(part)
        // The records have checksums of their own, which tell how many are damaged.
        if part == "stored" {
          storedError = error
        } else {
          report.add(error, documents: liveCount)
        }
      }
    }
  }

  private func readDeletes(_ report: inout CheckReport) -> DocumentSet? {
    guard entry.deletesGeneration > 0 else {
      if entry.deletedCount > 0 {
        report.add(
          file: Manifest.fileName,
          "it counts \(entry.deletedCount) deleted documents of segment \(entry.number), but names "
            + "no file that says which",
          documents: entry.deletedCount
        )
      }
      return nil
    }
    do throws(StorageError) {
      let file = try ChecksummedFile(
        directory: directory,
        name: SegmentFiles.deletes(entry.number, generation: entry.deletesGeneration),
        kind: .deletes
      )
      report.files += 1
      report.bytes += file.file.bytes.count
      let set = try DocumentSet(from: file, capacity: entry.documentCount)
      guard set.count == entry.deletedCount else {
        throw file.file.damaged(
          "it holds \(set.count) documents, the manifest says \(entry.deletedCount)"
        )
      }
      return set
    } catch {
      // Without it, deleted documents come back.
      report.add(error, documents: entry.deletedCount)
      return nil
    }
  }

  private func checkFields(of reader: SegmentReader, _ report: inout CheckReport) {
    var expected = [SegmentInfo.idField]
    for field in manifest.schema.fields {
      if case .text = field.kind { expected.append(field.name) }
    }
    let found = reader.info.fields.map(\.name)
    // A field that no document has is left out; the others keep the schema's order.
    if expected.filter(found.contains) != found {
      report.add(
        file: name("segment"),
        "it has the fields \(found.joined(separator: ", ")), the schema says "
          + expected.joined(separator: ", "),
        documents: liveCount
      )
    }
    if reader.info.analyser != manifest.analyser {
      report.add(
        file: name("segment"),
        "it was made by the analysers \"\(reader.info.analyser)\", the manifest says "
          + "\"\(manifest.analyser)\"",
        documents: liveCount
      )
    }
  }

  // MARK: - Columns

  /// A column that no document has a value in is left out; one of another type is a mistake.
  private func problemOfAbsence(_ column: String, in reader: SegmentReader) -> String? {
    reader.columns.names.contains(column) ? "is of another type than the schema says" : nil
  }

  private func checkColumns(of reader: SegmentReader, _ report: inout CheckReport) {
    var expected: [String] = []
    for field in manifest.schema.fields {
      let problem: String?
      switch field.kind {
      case .text: continue
      case .keyword(let multiple):
        problem =
          reader.columns.keyword(named: field.name).map {
            $0.problem(allowsSeveral: multiple)
          } ?? problemOfAbsence(field.name, in: reader)
      case .integer:
        problem =
          reader.columns.integer(named: field.name).map { $0.problem }
          ?? problemOfAbsence(field.name, in: reader)
      }
      expected.append(field.name)
      if let problem {
        report.add(
          file: name("columns"),
          "the column of \"\(field.name)\" \(problem)",
          documents: liveCount
        )
      }
    }
    let others = Set(reader.columns.names).subtracting(expected).sorted()
    if let first = others.first {
      report.add(
        file: name("columns"),
        "there is a column \"\(first)\", which the schema lacks",
        documents: liveCount
      )
    }
  }

  // MARK: - Stored records

  private func checkStored(
    _ segment: IndexSnapshot.Segment,
    looksUpKeys: Bool,
    _ report: inout CheckReport
  ) {
    let cursor = segment.reader.stored.makeCursor()
    var unreadable = Problem()
    var unlinked = Problem()
    for document in 0..<segment.reader.documentCount {
      let isLive = segment.deleted?.contains(UInt32(document)) != true
      do throws(StorageError) {
        let record = try cursor.record(document)
        guard let stored = StoredDocument(record: record) else {
          unreadable.add("record \(document) is malformed", documents: isLive ? 1 : 0)
          continue
        }
        guard looksUpKeys else { continue }
        // Of several documents with one key only the last can be alive; the others are deleted.
        let found = try segment.reader.document(withID: stored.id)
        if found.map({ isLive ? $0 == document : $0 >= document }) != true {
          unlinked.add(
            "the key of document \(document), \"\(stored.id)\", leads to "
              + (found.map { "document \($0)" } ?? "no document"),
            documents: isLive ? 1 : 0
          )
        }
      } catch { unreadable.add(error.reasonWithoutRemedy, documents: isLive ? 1 : 0) }
    }
    if unreadable.count == 0, damagedParts.contains("stored") {
      unreadable.add(
        "its checksum is not that of its bytes, but every record is whole",
        documents: 0
      )
    }
    unreadable.report(file: name("stored"), what: "records", &report)
    unlinked.report(file: name("terms"), what: "keys", &report)
  }
}

/// Counts problems of one kind and keeps the first.
struct Problem {
  private(set) var count = 0
  private var first = ""
  private var documents = 0

  mutating func add(_ reason: @autoclosure () -> String, documents: Int) {
    if count == 0 { first = reason() }
    count += 1
    self.documents += documents
  }

  /// Adds one issue for all of them, where there are any.
  ///
  /// - Parameter limit: no more documents than this exist.
  func report(
    file: String,
    what: String,
    limit: Int = .max,
    _ report: inout CheckReport
  ) {
    guard count > 0 else { return }
    report.add(
      file: file,
      count == 1 ? first : "\(count) \(what) are damaged; the first: \(first)",
      documents: min(documents, limit)
    )
  }
}

extension SegmentFiles {
  /// The parts and what their footers must say.
  fileprivate static var partsAndKinds: [(part: String, kind: FileKind)] {
    [
      ("segment", .segment), ("terms", .terms), ("postings", .postings),
      ("positions", .positions), ("norms", .norms), ("columns", .columns), ("stored", .stored),
    ]
  }
}

extension StorageError {
  fileprivate var reasonWithoutRemedy: String {
    if case .damaged(_, let reason) = self { reason } else { description }
  }
}

extension KeywordColumn {
  /// What is wrong with the values, `nil` where nothing is. Structure was checked on opening.
  fileprivate func problem(allowsSeveral: Bool) -> String? {
    if isMultiple && !allowsSeveral { return "holds several values of a document" }
    var found = 0
    var previous = (document: -1, ordinal: 0)
    var ascends = true
    forEach { document, ordinal in
      found += 1
      if document == previous.document, ordinal <= previous.ordinal { ascends = false }
      previous = (document, ordinal)
    }
    if !ascends { return "holds the values of a document out of order" }
    return found == valueCount ? nil : "holds \(found) values instead of \(valueCount)"
  }
}

extension IntegerColumn {
  /// What is wrong with the values, `nil` where nothing is.
  fileprivate var problem: String? {
    var found = 0
    var outside = 0
    forEach { _, value in
      found += 1
      if let minimum, let maximum, value < minimum || value > maximum { outside += 1 }
    }
    guard found == valueCount else { return "holds \(found) values instead of \(valueCount)" }
    return outside == 0 ? nil : "holds \(outside) values outside of its bounds"
  }
}
