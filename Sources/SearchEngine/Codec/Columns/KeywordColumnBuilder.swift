/// Collects the values of a keyword column while documents are indexed or segments merged.
///
/// Values are compared by their bytes: Unicode's equivalences are the business of who adds them.
package struct KeywordColumnBuilder: Sendable {
  /// A value that the builder knows. A merge interns each value of a segment once, and then adds
  /// handles.
  package struct Handle: Hashable, Sendable {
    fileprivate let index: UInt32
  }

  private var handles: [UTF8Key: Handle] = [:]
  private var keys: [UTF8Key] = []
  private var textByteCount = 0
  private var values: [Handle] = []
  private var documents: [UInt32] = []

  /// A column without values.
  package init() {}

  /// Whether no document has a value.
  package var isEmpty: Bool { values.isEmpty }

  /// About how much memory the builder takes, in bytes.
  package var approximateByteCount: Int {
    textByteCount + keys.count * 64 + values.count * 8
  }

  /// The handle of a value.
  package mutating func intern(_ value: String) -> Handle {
    var key = UTF8Key(string: value)
    if let handle = handles[key] { return handle }
    key.string.makeContiguousUTF8()
    let handle = Handle(index: UInt32(keys.count))
    handles[key] = handle
    keys.append(key)
    textByteCount += value.utf8.count
    return handle
  }

  /// Gives a document a value. Giving it the same one again changes nothing.
  ///
  /// - Parameter document: The number of the document; not lower than in the calls before. Documents
  ///   that are left out have no value.
  package mutating func add(_ value: Handle, document: Int) {
    let document = UInt32(document)
    precondition(document >= documents.last ?? 0, "documents are added in ascending order")
    values.append(value)
    documents.append(document)
  }

  /// Gives a document a value. See ``add(_:document:)-(Handle,_)``.
  package mutating func add(_ value: String, document: Int) {
    add(intern(value), document: document)
  }

  /// What is written of the column.
  struct Content {
    /// The values that documents have, in the order of their bytes.
    var dictionary: [String] = []
    /// Where each document's ordinals begin; one more entry than documents.
    var starts: [UInt64] = [0]
    /// Places in `dictionary` plus one; ascending and unique for each document.
    var ordinals: [UInt64] = []
    var isMultiple = false
  }

  func content(documentCount: Int) -> Content {
    precondition(documents.last.map { $0 < documentCount } ?? true, "a document beyond the last")
    var isUsed = [Bool](repeating: false, count: keys.count)
    for value in values { isUsed[Int(value.index)] = true }
    let sorted = keys.indices.filter { isUsed[$0] }.sorted { keys[$0] < keys[$1] }
    var ordinals = [UInt64](repeating: 0, count: keys.count)
    for (place, index) in sorted.enumerated() { ordinals[index] = UInt64(place) + 1 }

    var content = Content()
    content.dictionary = sorted.map { keys[$0].string }
    content.starts.reserveCapacity(documentCount + 1)
    content.ordinals.reserveCapacity(values.count)
    var next = 0
    for document in 0..<documentCount {
      var own: [UInt64] = []
      while next < documents.count, documents[next] == document {
        own.append(ordinals[Int(values[next].index)])
        next += 1
      }
      if own.count > 1 {
        own.sort()
        var previous: UInt64 = 0
        for ordinal in own where ordinal != previous {
          content.ordinals.append(ordinal)
          previous = ordinal
        }
        content.isMultiple = content.isMultiple || own.first != own.last
      } else {
        content.ordinals += own
      }
      content.starts.append(UInt64(content.ordinals.count))
    }
    return content
  }
}

/// A string that equals another one when their bytes do. `String` itself holds canonically
/// equivalent ones for equal, and the dictionary of a column must not.
struct UTF8Key: Hashable, Comparable, Sendable {
  var string: String

  static func == (left: UTF8Key, right: UTF8Key) -> Bool {
    left.string.utf8.elementsEqual(right.string.utf8)
  }

  static func < (left: UTF8Key, right: UTF8Key) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var copy = string
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
