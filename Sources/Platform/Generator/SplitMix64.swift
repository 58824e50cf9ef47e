/// SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
///
/// One generator a document, seeded from the corpus seed, the collection and the ordinal: any
/// document can be made without those before it.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { self.state = seed }

  /// A generator for one thing among many.
  init(seed: UInt64, _ stream: UInt64, _ ordinal: Int) {
    let mixed = Self.mix(seed ^ Self.mix(stream))
    self.init(seed: mixed ^ Self.mix(UInt64(truncatingIfNeeded: ordinal) &+ 0x9E37_79B9_7F4A_7C15))
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// FNV-1a (Fowler, Noll and Vo) of a name: the stream of a collection.
  static func stream(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// A number below `bound`, by multiplication (Lemire 2019) without the rejection step: the bias is
  /// below 2⁻³² for the small bounds used here.
  mutating func below(_ bound: Int) -> Int {
    bound <= 1 ? 0 : Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number within a closed range.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// A number in [0, 1).
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Whether something of the given probability happens.
  mutating func happens(_ probability: Double) -> Bool { unit() < probability }

  /// One of the elements, each as likely; the list must not be empty.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
