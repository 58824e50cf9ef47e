/// A reversible transform of UTF-8 that makes the characters of Chinese text two bytes long instead
/// of three, before deflate sees them.
///
/// Deflate looks back 32 KiB and codes bytes. UTF-8 spends three of them on a Han character, and the
/// first says little; with two, the window reaches half as far again, and matches and literals are
/// fewer. It serves the purpose of SCSU (Unicode Technical Standard #6) and BOCU-1 (UTN #6), but has
/// no state, so equal text gives equal bytes wherever it stands, as a match finder needs it.
///
/// ```
/// input                                       output
/// a byte 00..7F                               itself
/// U+3000..U+9FFF (as E3 80 80..E9 BF BF)      80 + ((u - 3000) >> 8), u & FF     80..EF first
/// U+FF00..U+FFFF (as EF BC 80..EF BF BF)      F0, u & FF
/// U+2000..U+20FF (as E2 80 80..E2 83 BF)      F1, u & FF
/// any other byte b (not part of the above)    F2, b
/// ```
///
/// The rules apply from left to right, the character rules before the last. `F3` to `FF` start
/// nothing. Any bytes can be transformed, UTF-8 or not: what is no such character goes byte by byte.
///
/// `"A级，é"` in UTF-8 is `41  E7 BA A7  EF BC 8C  C3 A9`. 级 is U+7EA7 and 7EA7 - 3000 = 4EA7, so it
/// becomes `CE A7`; the comma is U+FF0C, so `F0 0C`; é goes as two other bytes: `41 CE A7 F0 0C F2 C3
/// F2 A9`.
package enum HanByteTransform {
  private static let fullWidthLead: UInt8 = 0xF0
  private static let punctuationLead: UInt8 = 0xF1
  private static let escape: UInt8 = 0xF2

  /// The transformed bytes; at most twice as many. Linear.
  package static func encode(_ source: UnsafeRawBufferPointer) -> [UInt8] {
    let count = source.count
    guard let input = source.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return [] }
    return [UInt8](unsafeUninitializedCapacity: 2 * count) { buffer, written in
      // Each step consumes at least one byte and emits at most two for each of them.
      guard let output = buffer.baseAddress else { return }
      var (read, write) = (0, 0)
      while read < count {
        let first = input[read]
        if first < 0x80 {
          output[write] = first
          read += 1
          write += 1
          continue
        }
        // E0..EF begin three bytes; the two that follow must be 80..BF.
        if first & 0xF0 == 0xE0, count - read >= 3, input[read + 1] & 0xC0 == 0x80,
          input[read + 2] & 0xC0 == 0x80
        {
          let scalar =
            UInt32(first & 0x0F) << 12 | UInt32(input[read + 1] & 0x3F) << 6
            | UInt32(input[read + 2] & 0x3F)
          if let lead = lead(of: scalar) {
            output[write] = lead
            output[write + 1] = UInt8(truncatingIfNeeded: scalar)
            read += 3
            write += 2
            continue
          }
        }
        output[write] = escape
        output[write + 1] = first
        read += 1
        write += 2
      }
      written = write
    }
  }

  /// The bytes that `source` is the transform of; at most half as many again. Linear.
  ///
  /// Returns `nil` for bytes that ``encode(_:)`` does not produce: a lead byte at the end, or above
  /// F2.
  package static func decode(_ source: UnsafeRawBufferPointer) -> [UInt8]? {
    let count = source.count
    guard let input = source.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return [] }
    var isMalformed = false
    // Two bytes become at most three, and one becomes one.
    let result = [UInt8](unsafeUninitializedCapacity: count + count / 2) { buffer, written in
      guard let output = buffer.baseAddress else { return }
      var (read, write) = (0, 0)
      while read < count {
        let first = input[read]
        if first < 0x80 {
          output[write] = first
          read += 1
          write += 1
          continue
        }
        guard first <= escape, count - read >= 2 else {
          isMalformed = true
          break
        }
        let second = input[read + 1]
        read += 2
        if first == escape {
          output[write] = second
          write += 1
          continue
        }
        let base: UInt32
        switch first {
        case fullWidthLead: base = 0xFF00
        case punctuationLead: base = 0x2000
        default: base = 0x3000 + UInt32(first - 0x80) << 8
        }
        let scalar = base | UInt32(second)
        output[write] = 0xE0 | UInt8(truncatingIfNeeded: scalar >> 12)
        output[write + 1] = 0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F)
        output[write + 2] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F)
        write += 3
      }
      written = write
    }
    return isMalformed ? nil : result
  }

  private static func lead(of scalar: UInt32) -> UInt8? {
    if scalar >= 0x3000, scalar <= 0x9FFF {
      return UInt8(truncatingIfNeeded: 0x80 + (scalar - 0x3000) >> 8)
    }
    switch scalar >> 8 {
    case 0xFF: return fullWidthLead
    case 0x20: return punctuationLead
    default: return nil
    }
  }
}
