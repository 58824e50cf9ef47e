/// Finds the documents of one segment in which the units of a phrase follow one another.
///
/// The rarest unit leads; positions are read only where all units meet in a document.
struct PhraseMatching {
  /// One unit of the phrase: its postings and its distance from the phrase's start.
  struct Part {
    var cursor: PostingsCursor
    var offset: UInt32
  }

  private var parts: [Part]
  private var starts: [UInt32] = []
  private var positions: [UInt32] = []

  init(parts: [Part]) {
    self.parts = parts.sorted {
      ($0.cursor.documentFrequency, $0.offset) < ($1.cursor.documentFrequency, $1.offset)
    }
  }

  var isDamaged: Bool { parts.contains { $0.cursor.isDamaged } }

  /// Calls `body` with each document that holds the phrase and how often it does.
  mutating func forEachMatch(_ body: (_ document: UInt32, _ frequency: UInt32) -> Void) {
    guard let lead = parts.first?.cursor else { return }
    while lead.document != PostingsCursor.exhausted {
      let document = lead.document
      let meeting = meet(at: document)
      if meeting == document {
        let frequency = countOccurrences()
        if frequency > 0 { body(document, frequency) }
        lead.next()
      } else {
        lead.advance(to: meeting)
      }
    }
  }

  /// `document` where all units are in it, else the next document worth a try.
  private func meet(at document: UInt32) -> UInt32 {
    for part in parts.dropFirst() {
      if part.cursor.document < document { part.cursor.advance(to: document) }
      if part.cursor.document != document { return part.cursor.document }
    }
    return document
  }

  private mutating func countOccurrences() -> UInt32 {
    parts[0].cursor.readPositions(into: &positions)
    starts.removeAll(keepingCapacity: true)
    let leadOffset = parts[0].offset
    for position in positions where position >= leadOffset { starts.append(position - leadOffset) }
    for part in parts.dropFirst() {
      guard !starts.isEmpty else { return 0 }
      part.cursor.readPositions(into: &positions)
      var kept = 0
      var place = 0
      for start in starts {
        let wanted = start &+ part.offset
        while place < positions.count && positions[place] < wanted { place += 1 }
        if place < positions.count && positions[place] == wanted {
          starts[kept] = start
          kept += 1
        }
      }
      starts.removeSubrange(kept...)
    }
    return UInt32(starts.count)
  }
}
