/// A file of the index, opened, with its footer checked.
package struct ChecksummedFile: Sendable {
  /// The mapping that ``body`` points into.
  package let file: MappedFile
  /// The footer.
  package let footer: FileFooter

  /// Opens a file and checks its footer: magic, version, kind and length. Reads one page.
  ///
  /// The checksum is not verified: that would read the whole file, so what is decoded from it must
  /// be checked as it is decoded. See ``verifyChecksum()``.
  package init(
    directory: any IndexDirectory,
    name: String,
    kind: FileKind
  ) throws(StorageError) {
    try self.init(directory.openFile(named: name), kind: kind)
  }

  /// Checks the footer of a file that is open already.
  package init(_ file: MappedFile, kind: FileKind) throws(StorageError) {
    let bytes = file.bytes
    guard bytes.count >= FileFooter.byteCount else {
      throw file.damaged(
        "it has \(bytes.count) bytes, fewer than the \(FileFooter.byteCount) of its footer"
      )
    }
    let bodyLength = bytes.count - FileFooter.byteCount
    var reader = ByteReader(
      UnsafeRawBufferPointer(rebasing: bytes[bodyLength...]),
      file: file.path
    )
    guard try reader.readUInt32() == FileFooter.magic else {
      throw file.damaged("it does not end in the footer of an index file, so its end is lost")
    }
    footer = FileFooter(
      version: try reader.readUInt32(),
      kind: try reader.readUInt32(),
      checksum: try reader.readUInt32(),
      bodyLength: try reader.readUInt64()
    )
    guard footer.version <= FileFooter.currentVersion else {
      throw .newerVersion(
        file: file.path,
        found: footer.version,
        supported: FileFooter.currentVersion
      )
    }
    guard footer.version > 0 else { throw file.damaged("its footer names format version 0") }
    guard footer.kind == kind.rawValue else {
      let found = FileKind(rawValue: footer.kind).map { "\($0)" } ?? "unknown (\(footer.kind))"
      throw file.damaged("it should hold \(kind), but its footer says \(found)")
    }
    guard footer.bodyLength == UInt64(bodyLength) else {
      throw file.damaged(
        "its footer says \(footer.bodyLength) bytes come before it, but there are \(bodyLength)"
      )
    }
    self.file = file
  }

  /// All bytes before the footer, valid as long as ``file`` is.
  package var body: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[..<(file.bytes.count - FileFooter.byteCount)])
  }

  /// A cursor at the beginning of ``body``, which keeps ``file`` open.
  package var reader: ByteReader { ByteReader(body, file: file.path, owner: file) }

  /// Reads the whole file, at about a gigabyte a second, and compares its checksum.
  ///
  /// - Throws: ``StorageError/damaged(file:reason:)`` when a byte is not as it was written.
  package func verifyChecksum() throws(StorageError) {
    let found = UInt32(truncatingIfNeeded: UInt(extendingChecksum: 0, with: body))
    guard found == footer.checksum else {
      throw file.damaged(
        """
        its bytes have the checksum \(String(found, radix: 16)), but \
        \(String(footer.checksum, radix: 16)) was written
        """
      )
    }
  }
}
