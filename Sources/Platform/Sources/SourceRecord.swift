/// One record as its source holds it, before the mapping and the dictionary.
public enum SourceRecord: Sendable, Equatable {
  /// An NDJSON object.
  case object(JSONObject)
  /// The cells of a CSV or TSV row.
  case row([String])
}

/// What a reader gives for one record.
public enum ReadResult<Record: Sendable>: Sendable {
  /// A record and the line on which it starts.
  case record(Record, line: Int)
  /// A record that cannot be taken, and why. Reading goes on after it.
  case refused(RecordRefusal)
}
