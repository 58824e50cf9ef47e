import Foundation
import Platform
import SearchEngine

/// One run of `zhisou index`: all records that can be taken, in one commit, or no change at all.
struct IndexJob {
  var inputs: InputList
  var directory: FileSystemDirectory
  var options: IndexWriterOptions
  /// Merges everything into one segment before the commit.
  var optimizes: Bool
  var showsProgress: Bool

  private enum Outcome {
    case committed(IndexSummary)
    case refused(count: Int)
    case interrupted
  }

  /// Runs the job.
  ///
  /// - Throws: ``CommandFailure`` or an error of the modules below; the last commit stands then.
  func run() throws -> IndexSummary {
    let schema = try PlatformSchema.schema
    let feed = RecordFeed()
    let interruption = Interruption {
      StandardError.line("\nStopping; once more stops at once.")
      feed.close()
    }
    let outcome: Outcome
    do {
      outcome = try index(into: schema, from: feed, interruption)
    } catch {
      feed.close()
      removeLeavings(schema)
      if case IndexError.storage(.locked) = error { throw error }
      guard let failure = CommandFailure(error) else { throw error }
      let message = failure.message.map { "\($0) \(standing)" }
      throw CommandFailure(failure.status, message)
    }
    switch outcome {
    case .committed(let summary): return summary
    case .refused(let count):
      removeLeavings(schema)
      let reason =
        switch count {
        case 0: "There were no records."
        case 1: "The only record was refused."
        default: "All \(Numbers.count(count, "record")) were refused."
        }
      throw CommandFailure(.nothingDone, "\(reason) \(standing)")
    case .interrupted:
      removeLeavings(schema)
      throw CommandFailure(.interrupted, "Stopped before the commit. \(standing)")
    }
  }

  /// What the index holds when a run came to nothing.
  private var standing: String {
    guard let snapshot = try? IndexSnapshot.open(directory) else {
      return "Nothing was indexed."
    }
    return "Nothing was indexed: the index stands at commit \(snapshot.generation) with "
      + "\(Numbers.count(snapshot.documentCount, "document"))."
  }

  private func index(
    into schema: Schema,
    from feed: RecordFeed,
    _ interruption: Interruption
  ) throws -> Outcome {
    let start = ContinuousClock.now
    let writer = try IndexWriter(directory: directory, schema: schema, options: options)
    let earlier = writer.isNew ? nil : try IndexSnapshot.open(directory)
    var summary = IndexSummary()
    var refusals = RefusalLog()
    var progress = ProgressLine(isShown: showsProgress)
    RecordProducer(items: inputs.items, feed: feed).start()
    reading: while true {
      switch feed.take() {
      case nil: break reading
      case .end: break reading
      case .failure(let error):
        progress.clear()
        throw error
      case .batch(let batch):
        for refusal in batch.refusals { refusals.add(refusal, progress: &progress) }
        for (document, line) in batch.documents {
          if interruption.isRequested { break }
          do throws(IndexError) {
            try writer.add(document)
          } catch {
            guard case .document(let reason) = error else {
              progress.clear()
              throw error
            }
            refusals.add(Refusal(reason, source: batch.source, line: line), progress: &progress)
            continue
          }
          summary.recordsIndexed += 1
          if try earlier?.address(ofID: document.id) != nil { summary.recordsReplaced += 1 }
        }
        summary.bytesRead += batch.byteCount
        progress.update(progressText(summary, refusals, since: start))
      }
    }
    progress.clear()
    refusals.finish()
    if interruption.isRequested { return .interrupted }
    guard summary.recordsIndexed > 0 else { return .refused(count: refusals.recordCount) }
    if showsProgress, StandardError.isTerminal { StandardError.write("writing the index…") }
    summary.commit = optimizes ? try writer.optimize() : try writer.commit()
    if showsProgress, StandardError.isTerminal { StandardError.write("\r\u{1B}[K") }
    let elapsed = start.duration(to: .now) / .seconds(1)
    summary.seconds = (elapsed * 1000).rounded() / 1000
    summary.megabytesPerSecond = (Double(summary.bytesRead) / elapsed / 1e4).rounded() / 100
    summary.peakMemoryBytes = IndexSummary.peakMemory
    summary.refusedByReason = refusals.countByCategory
    summary.recordsRefused = refusals.recordCount
    summary.recordsRead = summary.recordsIndexed + refusals.recordCount
    let snapshot = try IndexSnapshot.open(directory)
    summary.documents = snapshot.documentCount
    for (part, bytes) in snapshot.byteCounts {
      summary.indexBytesByPart[part] = bytes
      summary.indexBytes += bytes
    }
    return .committed(summary)
  }

  private func progressText(
    _ summary: IndexSummary,
    _ refusals: RefusalLog,
    since start: ContinuousClock.Instant
  ) -> String {
    let seconds = start.duration(to: .now) / .seconds(1)
    let rate = Double(summary.bytesRead) / max(seconds, 0.001)
    var parts = [Numbers.count(summary.recordsIndexed, "record")]
    if refusals.count > 0 { parts.append("\(Numbers.grouped(refusals.count)) refused") }
    parts.append("\(Numbers.decimal(rate / 1e6, digits: 1)) MB/s")
    guard let total = inputs.byteCount, total > 0 else {
      return "\(ByteCount.text(summary.bytesRead))  \(parts.joined(separator: "  "))"
    }
    let share = Double(summary.bytesRead) / Double(total)
    if rate > 0 {
      let left = Double(max(total - summary.bytesRead, 0)) / rate
      parts.append("\(Numbers.duration(seconds: left)) left")
    }
    let percent = String(format: "%3d%%", Int((share * 100).rounded(.down)))
    return "\(ProgressLine.bar(share)) \(percent)  \(parts.joined(separator: "  "))"
  }

  /// Removes what a run that came to nothing has written, and the folder where it is of no use.
  ///
  /// The next writer would do so in any case; but a disk that is full should have its room back now.
  private func removeLeavings(_ schema: Schema) {
    // A writer removes what no commit needs when it opens.
    guard (try? IndexWriter(directory: directory, schema: schema)) != nil,
      let names = try? FileManager.default.contentsOfDirectory(atPath: directory.path),
      names == ["write.lock"]
    else { return }
    try? FileManager.default.removeItem(atPath: directory.path + "/write.lock")
    _ = rmdir(directory.path)
  }
}
