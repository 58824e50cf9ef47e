import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// What a run of `zhisou index` did.
struct IndexSummary: Encodable {
  var recordsRead = 0
  var recordsIndexed = 0
  var recordsReplaced = 0
  var recordsRefused = 0
  var refusedByReason: [String: Int] = [:]
  var bytesRead = 0
  var seconds = 0.0
  var megabytesPerSecond = 0.0
  var peakMemoryBytes = 0
  var commit: UInt64 = 0
  var documents = 0
  var indexBytes = 0
  var indexBytesByPart: [String: Int] = [:]

  /// The most memory this process has had resident so far, in bytes.
  static var peakMemory: Int {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss)
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Int(usage.ru_maxrss) << 10
    #endif
  }

  /// The summary for people.
  var text: String {
    var table = TextTable([.left, .right])
    table.add("read", Numbers.grouped(recordsRead))
    table.add("indexed", Numbers.grouped(recordsIndexed))
    if recordsReplaced > 0 { table.add("  replaced", Numbers.grouped(recordsReplaced)) }
    table.add("refused", Numbers.grouped(recordsRefused))
    for (reason, count) in refusedByReason.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      table.add("  \(reason)", Numbers.grouped(count))
    }
    table.add("seconds", Numbers.decimal(seconds, digits: 2))
    table.add("MB/s", Numbers.decimal(megabytesPerSecond, digits: 2))
    table.add("peak memory", ByteCount.text(peakMemoryBytes))
    table.add("documents in the index", Numbers.grouped(documents))
    table.add("index bytes", Numbers.grouped(indexBytes))
    for (part, bytes) in indexBytesByPart.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      table.add("  \(part)", Numbers.grouped(bytes))
    }
    return table.text
  }
}
