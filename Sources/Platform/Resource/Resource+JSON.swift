extension Resource {
  /// The record as canonical JSON: compact, keys in ascending UTF-8, codes instead of labels, nothing
  /// escaped that need not be. Equal resources give equal bytes, and the bytes give the resource.
  public var canonicalJSON: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Writes the canonical JSON after what the writer holds already.
  public func write(to writer: inout JSONWriter) {
    writer.write(raw: "{")
    for (index, entry) in values.enumerated() {
      if index > 0 { writer.write(raw: ",") }
      writer.write(entry.name.rawValue)
      writer.write(raw: ":")
      switch entry.value {
      case .text(let text): writer.write(text)
      case .integer(let integer): writer.write(integer)
      case .date(let date): writer.write(date.description)
      case .boolean(let boolean): writer.write(boolean)
      case .list(let texts):
        writer.writeList(texts, open: "[", close: "]") { writer, text in writer.write(text) }
      }
    }
    writer.write(raw: "}")
  }
}
