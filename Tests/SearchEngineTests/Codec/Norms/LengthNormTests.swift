import Testing

@testable import SearchEngine

@Suite("Length norms")
struct LengthNormTests {
  /// `SmallFloat.byte4ToInt` of Lucene, worked out from its description: 24 exact values, then
  /// floating point with three stored bits of mantissa, of which the first eight are exact as well.
  private static let reference: [Int] = {
    var values = Array(0..<24)
    var shift = -1
    while values.count < 256 {
      for mantissa in 0..<8 where values.count < 256 {
        values.append(24 + (shift < 0 ? mantissa : (8 + mantissa) << shift))
      }
      shift += 1
    }
    return values
  }()

  @Test func theTableIsThatOfLucene() {
    #expect(LengthNorm.lengths == Self.reference)
    // As printed by Lucene 9's SmallFloat.
    #expect(LengthNorm.lengths[39...44] == [39, 40, 42, 44, 46, 48])
    #expect(LengthNorm.lengths[255] == 2_013_265_944)
  }

  @Test func aLengthHasTheHighestCodeThatDoesNotExceedIt() {
    var random = StorageRandom(seed: 1)
    var lengths = Array(0...5_000) + Self.reference + Self.reference.dropFirst().map { $0 - 1 }
    lengths += (0..<2_000).map { _ in
      Int(random.next() & 0x7FFF_FFFF) >> Int.random(in: 0..<31, using: &random)
    }
    for length in lengths {
      let expected = (Self.reference.lastIndex { $0 <= length }) ?? 0
      if Int(LengthNorm.code(for: length)) != expected { Issue.record("length \(length)") }
    }
  }

  @Test func lengthsOutOfRangeAreClamped() {
    #expect(LengthNorm.code(for: -5) == 0)
    #expect(LengthNorm.code(for: .max) == LengthNorm.code(for: Int(Int32.max)))
  }

  @Test func theWorkedExampleHolds() {
    #expect(LengthNorm.code(for: 40) == 40)
    #expect(LengthNorm.code(for: 41) == 40)
    #expect(LengthNorm.code(for: 42) == 41)
    let code = Int(LengthNorm.code(for: 1_000))
    #expect(code == 87)
    #expect(LengthNorm.lengths[code] == 984)
    #expect(LengthNorm.longestLengths[code] == 1_047)
  }

  @Test func everyPositionOfADocumentFitsTheWidthOfItsNorm() {
    for code in 0...255 {
      let longest = LengthNorm.longestLengths[code]
      #expect(Int(LengthNorm.code(for: longest)) == code)
      #expect(LengthNorm.longest(norm: UInt8(code)) == longest)
      let width = PositionCode(frequency: 1, longest: longest).width
      #expect(longest == 0 || (longest - 1) >> width == 0)
      #expect(width <= 31)
    }
  }
}

@Suite("Impacts")
struct ImpactTests {
  @Test func aCodeBoundsWhatItStandsForByAtMostFivePercent() {
    var random = StorageRandom(seed: 1)
    for _ in 0..<20_000 {
      let x = exp2OfRandom(&random)
      let code = Impact.code(atLeast: x)
      let bound = Impact.values[Int(code)]
      let isClose = x <= Impact.values[0] || code == 255 || bound <= x * 1.045
      if bound < x || !isClose { Issue.record("\(x) is bounded by \(bound)") }
    }
  }

  private func exp2OfRandom(_ random: inout StorageRandom) -> Float {
    let exponent = Int.random(in: -8...14, using: &random)
    return Float(sign: .plus, exponent: exponent, significand: .random(in: 1..<2, using: &random))
  }

  @Test func everyValueIsItsOwnCode() {
    for code in 0..<255 { #expect(Int(Impact.code(atLeast: Impact.values[code])) == code) }
    for code in 0..<254 {
      #expect(Int(Impact.code(atLeast: Impact.values[code].nextUp)) == code + 1)
    }
  }

  @Test func whatNoCodeCanBoundHasNoBound() {
    for x: Float in [.infinity, .nan, .greatestFiniteMagnitude, 1e6] {
      #expect(Impact.code(atLeast: x) == 255)
    }
    #expect(Impact.values[255] == .infinity)
    for x: Float in [0, -1, -.infinity, .leastNonzeroMagnitude] {
      #expect(x.isFinite ? Impact.code(atLeast: x) == 0 : true)
    }
  }
}
