/// What a file of the index holds. The raw value is in the file's footer.
package enum FileKind: UInt32, Sendable, CaseIterable {
  case terms = 1
  case postings = 2
  case positions = 3
  case norms = 4
  case columns = 5
  case stored = 6
  case deletes = 7
  case segment = 8
  case manifest = 9
}

/// The footer that ends every file of the index.
///
/// ```
/// offset  bytes
///      0  4      magic: "zsou"
///      4  4      format version, from 1
///      8  4      ``FileKind``
///     12  4      CRC-32 (ISO 3309, as gzip and zlib have it) of the body
///     16  8      length of the body, which is everything before the footer
/// ```
///
/// Integers are little endian. A `deletes` file whose body is the one byte 01 is these 25 bytes:
///
/// ```
/// 01  7a 73 6f 75  01 00 00 00  07 00 00 00  1b df 05 a5  01 00 00 00 00 00 00 00
/// ```
package struct FileFooter: Equatable, Sendable {
  /// "zsou" as a little-endian integer.
  package static let magic: UInt32 = 0x756F_737A
  /// The version that this release writes, and the newest that it reads.
  package static let currentVersion: UInt32 = 1
  /// The length of a footer in bytes.
  package static let byteCount = 24

  /// The format version of the file.
  package var version: UInt32
  /// What the file holds; a ``FileKind`` in a file that is whole.
  package var kind: UInt32
  /// The CRC-32 of the body.
  package var checksum: UInt32
  /// The length of the body in bytes.
  package var bodyLength: UInt64
}
