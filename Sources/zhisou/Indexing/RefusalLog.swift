/// Tells standard error about the first refusals and counts all of them by kind.
struct RefusalLog {
  /// So many refused records are told one by one.
  static let toldLimit = 20

  private(set) var countByCategory: [String: Int] = [:]
  /// Refused records.
  private(set) var recordCount = 0
  private var toldCount = 0

  /// Refused records and sources.
  var count: Int { countByCategory.values.reduce(0, +) }

  mutating func add(_ refusal: Refusal, progress: inout ProgressLine) {
    countByCategory[refusal.category, default: 0] += 1
    if refusal.isRecord { recordCount += 1 }
    guard toldCount < Self.toldLimit else { return }
    toldCount += 1
    progress.clear()
    for line in refusal.lines { StandardError.line(line) }
  }

  /// Tells how many were not told one by one.
  func finish() {
    let untold = count - toldCount
    if untold > 0 { StandardError.line("… and \(Numbers.count(untold, "more refused record")).") }
  }
}
