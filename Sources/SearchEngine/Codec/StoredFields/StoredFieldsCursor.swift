/// Reads records and inflates a block once for all documents that are asked for in a row. Not to be
/// shared between threads.
package final class StoredFieldsCursor {
  private let reader: StoredFieldsReader
  private var block: StoredFieldsReader.Block?
  private var inflated: UnsafeMutableRawBufferPointer

  init(_ reader: StoredFieldsReader) {
    self.reader = reader
    inflated = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  deinit {
    inflated.deallocate()
  }

  /// The record of one document. Cheap when the last call was for a document of the same block.
  package func record(_ document: Int) throws(StorageError) -> [UInt8] {
    let current: StoredFieldsReader.Block
    if let block, block.documents.contains(document) {
      current = block
    } else {
      block = nil
      let opened = try reader.openBlock(holding: document)
      let byteCount = opened.boundaries.last ?? 0
      if byteCount > inflated.count {
        inflated.deallocate()
        inflated = .allocate(byteCount: byteCount, alignment: 16)
      }
      let target = UnsafeMutableRawBufferPointer(rebasing: inflated[..<byteCount])
      try reader.inflate(opened, into: target)
      block = opened
      current = opened
    }
    let range = current.range(of: document)
    return try reader.decode(UnsafeRawBufferPointer(rebasing: inflated[range]), document)
  }
}
