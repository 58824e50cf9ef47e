/// The first scalar of a byte sequence that may not be UTF-8.
struct DecodedScalar {
  /// The code point, U+FFFD if the bytes are ill-formed.
  var codePoint: UInt32
  /// How many bytes it takes, at least one.
  var length: Int
  /// False if the bytes are no UTF-8.
  var isValid: Bool
}

/// Decodes the scalar that begins at `start`, where `start < end`.
///
/// Ill-formed bytes are taken as the Unicode Standard recommends (section 3.9, U+FFFD Substitution
/// of Maximal Subparts): the longest beginning of a well-formed sequence counts as one error, any
/// other byte as an error of its own. `E8 AE 41` is one U+FFFD of two bytes and an `A`.
func decodeScalar(at start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) -> DecodedScalar {
  let lead = start[0]
  if lead < 0x80 { return DecodedScalar(codePoint: UInt32(lead), length: 1, isValid: true) }
  let continuationCount: Int
  var lowest: UInt8 = 0x80
  var highest: UInt8 = 0xBF
  switch lead {
  case 0xC2...0xDF:
    continuationCount = 1
  case 0xE0...0xEF:
    continuationCount = 2
    // Overlong forms and surrogates show in the second byte.
    if lead == 0xE0 { lowest = 0xA0 }
    if lead == 0xED { highest = 0x9F }
  case 0xF0...0xF4:
    continuationCount = 3
    if lead == 0xF0 { lowest = 0x90 }
    if lead == 0xF4 { highest = 0x8F }
  default:
    return DecodedScalar(codePoint: 0xFFFD, length: 1, isValid: false)
  }
  var codePoint = UInt32(lead) & (0x3F >> UInt32(continuationCount))
  var length = 1
  while length <= continuationCount {
    guard start + length < end, start[length] >= lowest, start[length] <= highest else {
      return DecodedScalar(codePoint: 0xFFFD, length: length, isValid: false)
    }
    codePoint = codePoint << 6 | UInt32(start[length] & 0x3F)
    lowest = 0x80
    highest = 0xBF
    length += 1
  }
  return DecodedScalar(codePoint: codePoint, length: length, isValid: true)
}

/// How many bytes `codePoint` takes in UTF-8.
@inline(__always)
func lengthInUTF8(_ codePoint: UInt32) -> Int {
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
}

/// Writes `codePoint` in UTF-8 at `target`, which has room for it, and returns its length.
@inline(__always)
func encodeScalar(_ codePoint: UInt32, at target: UnsafeMutablePointer<UInt8>) -> Int {
  if codePoint < 0x80 {
    target[0] = UInt8(truncatingIfNeeded: codePoint)
    return 1
  }
  if codePoint < 0x800 {
    target[0] = UInt8(truncatingIfNeeded: 0xC0 | codePoint >> 6)
    target[1] = UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F)
    return 2
  }
  if codePoint < 0x10000 {
    target[0] = UInt8(truncatingIfNeeded: 0xE0 | codePoint >> 12)
    target[1] = UInt8(truncatingIfNeeded: 0x80 | codePoint >> 6 & 0x3F)
    target[2] = UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F)
    return 3
  }
  target[0] = UInt8(truncatingIfNeeded: 0xF0 | codePoint >> 18)
  target[1] = UInt8(truncatingIfNeeded: 0x80 | codePoint >> 12 & 0x3F)
  target[2] = UInt8(truncatingIfNeeded: 0x80 | codePoint >> 6 & 0x3F)
  target[3] = UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F)
  return 4
}

/// Decodes the scalar that begins at `start` in bytes known to be well-formed UTF-8.
@inline(__always)
func decodeValidScalar(_ start: UnsafePointer<UInt8>) -> (codePoint: UInt32, length: Int) {
  let lead = UInt32(start[0])
  if lead < 0x80 { return (lead, 1) }
  if lead < 0xE0 { return ((lead & 0x1F) << 6 | UInt32(start[1] & 0x3F), 2) }
  if lead < 0xF0 {
    return ((lead & 0xF) << 12 | UInt32(start[1] & 0x3F) << 6 | UInt32(start[2] & 0x3F), 3)
  }
  return (
    (lead & 0x7) << 18 | UInt32(start[1] & 0x3F) << 12 | UInt32(start[2] & 0x3F) << 6
      | UInt32(start[3] & 0x3F), 4
  )
}
