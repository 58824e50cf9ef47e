/// Scores one ``TermGroup`` in one segment: BM25F over the group's fields.
///
/// The same arithmetic in the same order serves single documents and whole windows, so both give
/// the same integers.
final class TermScorer {
  private struct FieldScorer {
    var cursor: PostingsCursor
    var table: UnsafePointer<Float>
    var norms: UnsafePointer<UInt8>
    var impactFactor: Float
    var singletonImpact: Float?
  }

  private var fields: [FieldScorer] = []
  private let tables: UnsafeMutablePointer<Float>
  private let segment: SegmentReader
  private let gramWeight: Float
  private let wordWeight: Float
  private let scale: Float
  private let needsWords: Bool
  /// Postings in all fields: how costly a full walk is.
  let cost: Int

  init?(_ group: TermGroup, segmentIndex: Int, segment: SegmentReader, scale: ScoreScale)
    throws(StorageError)
  {
    self.segment = segment
    gramWeight = group.gramWeight
    wordWeight = group.wordWeight
    self.scale = scale.factor
    needsWords = group.wordWeight > 0
    tables = .allocate(capacity: 256 * max(group.fields.count, 1))
    var cost = 0
    for (place, term) in group.fields.enumerated() {
      guard let source = term.sources[segmentIndex], let field = segment.field(named: term.field),
        let norms = segment.norms(of: field)?.baseAddress
      else { continue }
      let cursor: PostingsCursor
      switch source {
      case .term(let info): cursor = try segment.postings(of: info, in: field)
      case .made(let made):
        guard let made = made.makeCursor(documentCount: UInt32(segment.documentCount)) else {
          continue
        }
        cursor = made
      }
      let table = tables + 256 * place
      table.initialize(from: term.weightedInverseLengths, count: 256)
      var singletonImpact: Float?
      if cursor.documentFrequency == 1, cursor.document < cursor.documentCount {
        singletonImpact =
          Float(cursor.frequency()) * table[Int(norms[Int(cursor.document)])]
      }
      fields.append(
        FieldScorer(
          cursor: cursor,
          table: UnsafePointer(table),
          norms: norms,
          impactFactor: term.impactFactors[segmentIndex],
          singletonImpact: singletonImpact
        )
      )
      cost += cursor.documentFrequency
    }
    self.cost = cost
    if fields.isEmpty { return nil }
  }

  deinit { tables.deallocate() }

  /// Whether a posting list turned out to be damaged.
  var isDamaged: Bool { fields.contains { $0.cursor.isDamaged } }

  /// The contribution of weighted frequencies.
  @inline(__always)
  private func contribution(_ grams: Float, _ words: Float) -> Int32 {
    let gramScore = gramWeight * (grams / (BM25.k1 + grams))
    let wordScore = wordWeight * (words / (BM25.k1 + words))
    return Int32((gramScore + wordScore) * scale)
  }

  // MARK: - Bounds

  /// No document in `start..<end` gets more than this. Ranges must ascend from call to call.
  func bound(from start: UInt32, before end: UInt32) -> Int32 {
    var impact: Float = 0
    for field in fields where field.cursor.document < end {
      impact +=
        field.singletonImpact
        ?? field.cursor.highestImpact(from: start, before: end) * field.impactFactor
    }
    guard impact > 0 else { return 0 }
    let saturation = impact.isFinite ? impact / (BM25.k1 + impact) : 1
    // A thousandth above the true bound outweighs every rounding on the way.
    return Int32((gramWeight + wordWeight) * saturation * 1.001 * scale) + 2
  }

  // MARK: - One document

  /// What the group adds to a document's score. Documents must ascend from call to call.
  @inline(__always)
  func score(_ document: UInt32) -> Int32 {
    var grams: Float = 0
    var words: Float = 0
    var matches = false
    for field in fields {
      let cursor = field.cursor
      if cursor.document < document { cursor.advance(to: document) }
      guard cursor.document == document else { continue }
      matches = true
      let factor = field.table[Int(field.norms[Int(document)])]
      grams += Float(cursor.frequency()) * factor
      if needsWords { words += Float(cursor.wordFrequency()) * factor }
    }
    return matches ? contribution(grams, words) : 0
  }

  /// The first document from the current place on, or ``PostingsCursor/exhausted``.
  var document: UInt32 {
    var least = PostingsCursor.exhausted
    for field in fields { least = min(least, field.cursor.document) }
    return least
  }

  /// Steps past `document` wherever a field stands on it.
  func skip(past document: UInt32) {
    for field in fields where field.cursor.document == document { field.cursor.next() }
  }

  // MARK: - A window

  /// Adds the group's contributions for the window's documents to `scores` and marks them in
  /// `touched`.
  func scoreWindow(_ window: Window, scratch: WindowScratch) {
    if fields.count == 1 {
      scoreWindow(window, scratch: scratch, field: fields[0])
      return
    }
    for field in fields { accumulate(window, scratch: scratch, field: field) }
    for word in 0..<Window.wordCount {
      var bits = scratch.groupTouched[word]
      guard bits != 0 else { continue }
      scratch.touched[word] |= bits
      scratch.groupTouched[word] = 0
      while bits != 0 {
        let slot = word &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        scratch.scores[slot] &+= contribution(scratch.grams[slot], scratch.words[slot])
        scratch.grams[slot] = 0
        scratch.words[slot] = 0
      }
    }
  }

  private func scoreWindow(_ window: Window, scratch: WindowScratch, field: FieldScorer) {
    let cursor = field.cursor
    if cursor.document < window.start { cursor.advance(to: window.start) }
    while cursor.document < window.end {
      cursor.loadFrequencies()
      let (documents, frequencies, words) = (
        cursor.documents, cursor.frequencies, cursor.wordFrequencies
      )
      let count = cursor.count
      var index = cursor.index
      while index < count {
        let document = documents[index]
        guard document < window.end else { break }
        let slot = Int(document &- window.start)
        guard slot < Window.size else { break }
        let factor = field.table[Int(field.norms[Int(document)])]
        scratch.scores[slot] &+= contribution(
          Float(frequencies[index]) * factor,
          needsWords ? Float(words[index]) * factor : 0
        )
        scratch.touched[slot &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: slot & 63)
        index &+= 1
      }
      cursor.index = index
      guard index >= count else { return }
      cursor.nextBlock()
    }
  }

  private func accumulate(_ window: Window, scratch: WindowScratch, field: FieldScorer) {
    let cursor = field.cursor
    if cursor.document < window.start { cursor.advance(to: window.start) }
    while cursor.document < window.end {
      cursor.loadFrequencies()
      let (documents, frequencies, words) = (
        cursor.documents, cursor.frequencies, cursor.wordFrequencies
      )
      let count = cursor.count
      var index = cursor.index
      while index < count {
        let document = documents[index]
        guard document < window.end else { break }
        let slot = Int(document &- window.start)
        guard slot < Window.size else { break }
        let factor = field.table[Int(field.norms[Int(document)])]
        scratch.grams[slot] += Float(frequencies[index]) * factor
        if needsWords { scratch.words[slot] += Float(words[index]) * factor }
        scratch.groupTouched[slot &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: slot & 63)
        index &+= 1
      }
      cursor.index = index
      guard index >= count else { return }
      cursor.nextBlock()
    }
  }
}
