extension SourceMapping {
  /// Reads a mapping from YAML text.
  ///
  /// - Parameters:
  ///   - yaml: The text.
  ///   - file: The file's name in errors.
  /// - Throws: ``MappingError`` with the file, line and key.
  public init(yaml: String, file: String) throws(MappingError) {
    self = try MappingParser(file: file).parse(yaml)
  }

  /// Reads a mapping file.
  ///
  /// - Throws: ``MappingError`` when the file cannot be read or is no mapping.
  public init(contentsOf path: String) throws(MappingError) {
    let reason: String
    do {
      let bytes = try ByteStream(.file(path: path)).readAll(limit: Self.longestFile)
      if let text = String(validating: bytes, as: UTF8.self) {
        try self.init(yaml: text, file: path)
        return
      }
      reason = "the file is not UTF-8"
    } catch let error as MappingError {
      throw error
    } catch {
      reason = "\(error)"
    }
    throw MappingError(
      path,
      line: nil,
      key: nil,
      reason,
      remedy: "give the path of a readable YAML file"
    )
  }

  /// The most bytes of a mapping file that are read.
  static let longestFile = 1 << 20
}

extension ByteStream {
  /// Everything up to a limit; longer inputs are cut there.
  func readAll(limit: Int) throws(SourceError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
    defer { buffer.deallocate() }
    var count = 0
    while count < limit {
      let read = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      if read == 0 { break }
      count += read
    }
    return Array(buffer[..<count])
  }
}
