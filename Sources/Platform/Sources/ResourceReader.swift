/// Reads a source through its mapping into checked resources.
///
/// ```swift
/// let mapping = try SourceMapping(contentsOf: "mappings/courses.yaml")
/// let reader = try ResourceReader(.file(path: "courses.jsonl"), mapping: mapping)
/// while let result = try reader.next() {
///   switch result {
///   case .record(let resource, let line): …
///   case .refused(let refusal): …
///   }
/// }
/// ```
public final class ResourceReader {
  /// The records before mapping.
  public let records: RecordReader
  private let plan: MappingPlan?

  /// Opens a source.
  ///
  /// - Parameters:
  ///   - input: Where to read.
  ///   - mapping: How its records become resources. ``SourceMapping/plain(_:)`` reads NDJSON
  ///     whose keys, or tables whose header cells, are the dictionary's own.
  ///   - recordLimit: The most bytes a record may have.
  /// - Throws: ``SourceError`` when the source cannot be opened or its header does not fit.
  public convenience init(
    _ input: SourceInput,
    mapping: SourceMapping,
    recordLimit: Int = RecordReader.defaultRecordLimit
  ) throws(SourceError) {
    try self.init(try ByteStream(input), mapping: mapping, recordLimit: recordLimit)
  }

  init(
    _ stream: ByteStream,
    mapping: SourceMapping,
    recordLimit: Int = RecordReader.defaultRecordLimit
  ) throws(SourceError) {
    self.records = try RecordReader(
      stream,
      format: mapping.format,
      columns: mapping.columns,
      recordLimit: recordLimit
    )
    // NDJSON of the dictionary's own keys needs no plan: its objects are records as they are.
    if mapping.isPlain, mapping.format == .ndjson {
      self.plan = nil
    } else {
      self.plan = try MappingPlan(mapping, columns: records.columns, source: records.name)
    }
  }

  /// The source's name in refusals.
  public var name: String { records.name }

  /// The next resource or refusal, `nil` at the end.
  ///
  /// - Throws: ``SourceError`` when the system fails to give the next bytes.
  public func next() throws(SourceError) -> ReadResult<Resource>? {
    switch try records.next() {
    case nil: return nil
    case .refused(let refusal): return .refused(refusal)
    case .record(let record, let line):
      do {
        let place = RecordPlace(source: records.name, line: line)
        return .record(try resource(record, at: place), line: line)
      } catch {
        return .refused(error)
      }
    }
  }

  private func resource(
    _ record: SourceRecord,
    at place: RecordPlace
  ) throws(RecordRefusal) -> Resource {
    if let plan { return try plan.resource(record, at: place) }
    guard case .object(let object) = record else { return try Resource(JSONObject(), at: place) }
    return try Resource(object, at: place)
  }
}
