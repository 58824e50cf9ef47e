/// Walks a posting list's skip data forwards: which block holds a document, where its bytes lie, and
/// what its impact is, without touching the block.
///
/// After the last full block comes the *tail* (`isTail`), whose last document is not known.
struct SkipReader {
  private let groups: UnsafeRawPointer
  private let entries: UnsafeRawPointer
  private let groupLength: Int
  private let entryLength: Int
  private let wideEntries: Bool
  private let widePositions: Bool
  private let hasPositions: Bool
  private let tailImpact: UInt8
  let fullBlocks: Int

  /// The current block; `fullBlocks` is the tail.
  private(set) var block = 0
  /// The last document of the block before the current one, -1 before the first.
  private(set) var previousLast: Int64 = -1
  /// The last document of the current block; the highest number for the tail.
  private(set) var last: UInt32 = .max
  /// Where the current block starts, from the first block's start.
  private(set) var dataOffset = 0
  /// The current block's length; zero for the tail (which takes the rest).
  private(set) var dataLength = 0
  /// Where the current block's positions start, from the term's first.
  private(set) var positionsOffset = 0
  private var positionsLength = 0

  /// - Parameters:
  ///   - source: the list's bytes behind the two header bytes.
  ///   - available: how many there are.
  /// - Returns: `nil` where the skip data would pass the end.
  init?(
    _ source: UnsafeRawPointer,
    available: Int,
    fullBlocks: Int,
    flags: UInt8,
    tailImpact: UInt8
  ) {
    hasPositions = flags & PostingsEncoder.positionsFlag != 0
    wideEntries = flags & PostingsEncoder.wideEntriesFlag != 0
    widePositions = flags & PostingsEncoder.widePositionsFlag != 0
    groupLength = hasPositions ? 13 : 9
    entryLength = (wideEntries ? 7 : 4) + (hasPositions ? (widePositions ? 4 : 2) : 0)
    let groupCount =
      (fullBlocks + PostingsEncoder.blocksPerGroup - 1) / PostingsEncoder.blocksPerGroup
    guard groupCount * groupLength + fullBlocks * entryLength <= available else { return nil }
    groups = source
    entries = source + groupCount * groupLength
    self.fullBlocks = fullBlocks
    self.tailImpact = tailImpact
    load()
  }

  /// Bytes of the skip data.
  var byteCount: Int {
    (fullBlocks + PostingsEncoder.blocksPerGroup - 1) / PostingsEncoder.blocksPerGroup * groupLength
      + fullBlocks * entryLength
  }

  /// Whether the walk stands on the tail.
  @inline(__always) var isTail: Bool { block >= fullBlocks }

  /// The current block's impact code.
  @inline(__always) var impact: UInt8 {
    isTail
      ? tailImpact
      : entries.load(
        fromByteOffset: block &* entryLength &+ (wideEntries ? 6 : 3),
        as: UInt8.self
      )
  }

  /// The highest impact code of the whole list.
  var highestImpact: UInt8 {
    var highest = tailImpact
    var offset = groupLength - 1
    for _ in 0..<(fullBlocks + PostingsEncoder.blocksPerGroup - 1) / PostingsEncoder.blocksPerGroup
    {
      highest = max(highest, groups.load(fromByteOffset: offset, as: UInt8.self))
      offset += groupLength
    }
    return highest
  }

  private mutating func load() {
    guard block < fullBlocks else {
      last = .max
      dataLength = 0
      positionsLength = 0
      return
    }
    let entry = entries + block &* entryLength
    let delta: UInt32
    if wideEntries {
      delta = UInt32(littleEndian: entry.loadUnaligned(as: UInt32.self))
      dataLength = Int(
        UInt16(littleEndian: entry.loadUnaligned(fromByteOffset: 4, as: UInt16.self))
      )
    } else {
      delta = UInt32(UInt16(littleEndian: entry.loadUnaligned(as: UInt16.self)))
      dataLength = Int(entry.load(fromByteOffset: 2, as: UInt8.self))
    }
    last = UInt32(truncatingIfNeeded: previousLast &+ Int64(delta))
    guard hasPositions else { return }
    let rest = wideEntries ? 7 : 4
    positionsLength =
      widePositions
      ? Int(UInt32(littleEndian: entry.loadUnaligned(fromByteOffset: rest, as: UInt32.self)))
      : Int(UInt16(littleEndian: entry.loadUnaligned(fromByteOffset: rest, as: UInt16.self)))
  }

  /// Steps to the next block (the tail after the last).
  @inline(__always)
  mutating func next() {
    guard block < fullBlocks else { return }
    previousLast = Int64(last)
    dataOffset &+= dataLength
    positionsOffset &+= positionsLength
    block &+= 1
    load()
  }

  /// Steps to the first block from here on whose last document is at least `target`.
  @inline(__always)
  mutating func seek(_ target: UInt32) {
    while last < target && block < fullBlocks {
      if block & (PostingsEncoder.blocksPerGroup - 1) == 0 { skipGroups(before: target) }
      if last < target { next() }
    }
  }

  /// From a group's first block, leaps over the groups that end before `target`.
  private mutating func skipGroups(before target: UInt32) {
    while block < fullBlocks {
      let group = groups + block / PostingsEncoder.blocksPerGroup * groupLength
      let groupLast = UInt32(littleEndian: group.loadUnaligned(as: UInt32.self))
      guard groupLast < target else { return }
      previousLast = Int64(groupLast)
      dataOffset = Int(
        UInt32(littleEndian: group.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
      )
      if hasPositions {
        positionsOffset = Int(
          UInt32(littleEndian: group.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        )
      }
      block = min(block + PostingsEncoder.blocksPerGroup, fullBlocks)
      load()
    }
  }
}
