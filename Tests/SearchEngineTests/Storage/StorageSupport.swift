import Foundation
import SearchEngine
import Testing

/// SplitMix64: random numbers that a seed repeats.
struct StorageRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func bytes(count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
      Swift.withUnsafeBytes(of: next()) { bytes.append(contentsOf: $0) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Text as records have it: Chinese, ASCII, punctuation, and now and then something rare.
  mutating func text(count: Int) -> String {
    var text = ""
    for _ in 0..<count {
      let scalar: UInt32 =
        switch Int.random(in: 0..<20, using: &self) {
        case 0..<12: .random(in: 0x4E00...0x4EFF, using: &self)
        case 12..<16: .random(in: 0x20...0x7E, using: &self)
        case 16: .random(in: 0x3000...0x303F, using: &self)
        case 17: .random(in: 0xFF00...0xFFEF, using: &self)
        case 18: .random(in: 0x2000...0x206F, using: &self)
        default: .random(in: 0x1_F300...0x1_F5FF, using: &self)
        }
      text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "?")
    }
    return text
  }
}

/// A folder of its own for a test, which goes when the test ends.
final class StorageTemporaryFolder {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "zhisou-test-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    path = folder.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

extension IndexDirectory {
  /// All bytes of a file.
  func contents(_ name: String) throws -> [UInt8] {
    let file = try openFile(named: name)
    return withExtendedLifetime(file) { [UInt8](file.bytes) }
  }

  /// A file of these bytes, whether or not there is one already.
  func replace(_ name: String, _ bytes: [UInt8]) throws {
    if try fileNames().contains(name) { try removeFile(named: name) }
    let sink = try createFile(named: name)
    try bytes.withUnsafeBytes { try sink.write($0) }
    try sink.close()
  }
}

/// Every file that one flipped bit, or a cut at one length, makes of `bytes`.
func forEachDamage(_ bytes: [UInt8], _ body: (_ damaged: [UInt8], _ what: String) throws -> Void)
  rethrows
{
  for bit in 0..<(bytes.count * 8) {
    var damaged = bytes
    damaged[bit / 8] ^= 1 << UInt8(bit % 8)
    try body(damaged, "bit \(bit % 8) of byte \(bit / 8) flipped")
  }
  for count in bytes.indices { try body(Array(bytes[..<count]), "cut to \(count) bytes") }
}
