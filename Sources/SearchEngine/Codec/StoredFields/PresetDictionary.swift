/// Chooses the bytes that deflate's window holds before the first byte of every block.
///
/// The greedy cover of Liao, Petri, Moffat and Wirth ("Effective Construction of Relative Lempel-Ziv
/// Dictionaries", WWW 2016), as zstd's dictionary builder has it: the sample is cut into epochs, and
/// each gives the segment whose fragments are the most frequent in the sample and in no segment
/// chosen before.
enum PresetDictionary {
  /// Deflate cannot look back further.
  static let maximumByteCount = 32 << 10
  /// How much a writer samples.
  static let sampleByteCount = 1 << 20

  private static let fragmentLength = 8
  private static let segmentLength = 64
  private static let hashBits: UInt64 = 18

  /// A dictionary for text like `sample`: a 32nd of its length, and nothing for a sample so short
  /// that storing the dictionary costs what it saves. Linear.
  static func make(from sample: [UInt8]) -> [UInt8] {
    let epochCount = min(maximumByteCount, sample.count / 32) / segmentLength
    guard epochCount >= 16 else { return [] }
    let fragments = hashes(of: sample)
    var frequencies = [UInt32](repeating: 0, count: 1 << Int(hashBits))
    for fragment in fragments { frequencies[Int(fragment)] &+= 1 }
    // A fragment that occurs once is no use to anybody.
    for index in frequencies.indices where frequencies[index] < 2 { frequencies[index] = 0 }

    var dictionary: [UInt8] = []
    dictionary.reserveCapacity(epochCount * segmentLength)
    let epochLength = sample.count / epochCount
    for epoch in 0..<epochCount {
      let candidates = (epoch * epochLength)..<((epoch + 1) * epochLength - segmentLength + 1)
      let start = bestSegment(in: candidates, fragments: fragments, frequencies: frequencies)
      for fragment in fragments[fragmentRange(start)] { frequencies[Int(fragment)] = 0 }
      dictionary += sample[start..<start + segmentLength]
    }
    return dictionary
  }

  /// The start among `candidates` of the segment with the highest sum of frequencies, by a sliding
  /// window.
  private static func bestSegment(
    in candidates: Range<Int>,
    fragments: [UInt32],
    frequencies: [UInt32]
  ) -> Int {
    var best = candidates.lowerBound
    var sum = fragments[fragmentRange(best)].reduce(0) { $0 + Int(frequencies[Int($1)]) }
    var highest = sum
    for start in candidates.dropFirst() {
      sum -= Int(frequencies[Int(fragments[start - 1])])
      sum += Int(frequencies[Int(fragments[fragmentRange(start).upperBound - 1])])
      if sum > highest { (best, highest) = (start, sum) }
    }
    return best
  }

  /// The fragments that lie within the segment at `start`.
  private static func fragmentRange(_ start: Int) -> Range<Int> {
    start..<(start + segmentLength - fragmentLength + 1)
  }

  /// For each offset, a hash of the eight bytes from there.
  private static func hashes(of sample: [UInt8]) -> [UInt32] {
    sample.withUnsafeBytes { bytes in
      (0...(bytes.count - fragmentLength)).map { offset in
        let fragment = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
        return UInt32(truncatingIfNeeded: (fragment &* 0x9E37_79B9_7F4A_7C15) >> (64 - hashBits))
      }
    }
  }
}
