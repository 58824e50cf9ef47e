import Foundation
import Platform

/// Reads all sources on a thread of its own: bytes to checked resources to documents.
struct RecordProducer: Sendable {
  /// A batch goes on its way when it has so many records or was read from so many bytes.
  private static let (recordLimit, byteLimit) = (256, 512 << 10)

  let items: [InputList.Item]
  let feed: RecordFeed

  func start() {
    let thread = Thread { produce() }
    thread.name = "zhisou reader"
    // Nested JSON is parsed by recursion.
    thread.stackSize = 8 << 20
    thread.start()
  }

  private func produce() {
    var firstPlaces: [String: Place] = [:]
    for (index, item) in items.enumerated() {
      do throws(SourceError) {
        guard try produce(item, index, &firstPlaces) else { return }
      } catch {
        _ = feed.put(.failure(error))
        return
      }
    }
    _ = feed.put(.end)
  }

  private struct Place {
    var source: Int
    var line: Int
  }

  /// Reads one source; says whether anybody wants another.
  private func produce(
    _ item: InputList.Item,
    _ index: Int,
    _ firstPlaces: inout [String: Place]
  ) throws(SourceError) -> Bool {
    let reader = try ResourceReader(item.input, mapping: item.mapping)
    var batch = RecordBatch(source: reader.name)
    var start = 0
    while let result = try reader.next() {
      switch result {
      case .refused(let refusal): batch.refusals.append(Refusal(refusal))
      case .record(let resource, let line):
        if let first = firstPlaces[resource.id] {
          let place = "\(items[first.source].input.name):\(first.line)"
          batch.refusals.append(
            Refusal(repeatedID: resource.id, source: reader.name, line: line, firstPlace: place)
          )
        } else {
          firstPlaces[resource.id] = Place(source: index, line: line)
          batch.documents.append((resource.document, line))
        }
      }
      batch.byteCount = reader.records.consumedBytes - start
      let records = batch.documents.count + batch.refusals.count
      guard records >= Self.recordLimit || batch.byteCount >= Self.byteLimit else { continue }
      guard feed.put(.batch(batch)) else { return false }
      batch = RecordBatch(source: reader.name)
      start = reader.records.consumedBytes
    }
    batch.byteCount = reader.records.consumedBytes - start
    return feed.put(.batch(batch))
  }
}
