extension Resource {
  /// Checks a record against the data dictionary and makes a resource of it.
  ///
  /// `null`, the empty string and the empty list count as absent. Codes may be spelled by their
  /// Chinese label. Every issue is reported, not only the first,
  /// up to ``RecordRefusal/maximumIssues``.
  ///
  /// - Throws: ``RecordRefusal`` with one ``RecordIssue`` for each wrong field.
  public init(_ object: JSONObject, at place: RecordPlace) throws(RecordRefusal) {
    var decoder = RecordDecoder(place: place)
    self = try decoder.decode(object)
  }

  /// Reads one JSON object of UTF-8 bytes and checks it as ``init(_:at:)`` does.
  public init(json: UnsafeBufferPointer<UInt8>, at place: RecordPlace) throws(RecordRefusal) {
    self = try Resource(try JSONObject.record(json, at: place), at: place)
  }

  /// Reads one JSON object of UTF-8 bytes and checks it as ``init(_:at:)`` does.
  public init(json: [UInt8], at place: RecordPlace) throws(RecordRefusal) {
    let result = json.withUnsafeBufferPointer { bytes in
      Result { () throws(RecordRefusal) in try Resource(json: bytes, at: place) }
    }
    self = try result.get()
  }
}

extension JSONObject {
  /// Reads the object that a record's bytes hold.
  static func record(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at place: RecordPlace
  ) throws(RecordRefusal) -> JSONObject {
    let reason: RecordIssue.Reason
    do {
      let value = try JSONParser.parse(bytes)
      if case .object(let object) = value { return object }
      reason = .notAnObject(found: value.kind)
    } catch {
      reason = error.isEncoding ? .invalidUTF8 : .malformedJSON(error)
    }
    throw RecordRefusal(RecordIssue(source: place.source, line: place.line, reason: reason))
  }
}

/// Collects a record's values and what is wrong with them.
private struct RecordDecoder {
  let place: RecordPlace
  var recordID: String?
  var values: [Resource.NamedValue] = []
  var rejected: Set<FieldName> = []
  var issues: [RecordIssue] = []

  init(place: RecordPlace) { self.place = place }

  mutating func refuse(_ field: String, _ reason: RecordIssue.Reason) {
    issues.append(
      RecordIssue(
        source: place.source,
        line: place.line,
        recordID: recordID,
        field: field,
        reason: reason
      )
    )
  }

  mutating func decode(_ object: JSONObject) throws(RecordRefusal) -> Resource {
    if case .string(let id) = object[FieldName.id.rawValue] { recordID = id }
    values.reserveCapacity(object.members.count)
    for member in object.members {
      decode(member)
      if issues.count >= RecordRefusal.maximumIssues { break }
    }
    let collection = text(.collection)
    checkFields(of: collection)
    if let first = issues.first { throw RecordRefusal(first, Array(issues.dropFirst())) }
    // Both are required of every collection, so they are here when nothing was refused.
    return Resource(id: text(.id), collection: collection, values: values)
  }

  private func holds(_ name: FieldName) -> Bool { values.contains { $0.name == name } }

  private func text(_ name: FieldName) -> String {
    if case .text(let text)? = values.first(where: { $0.name == name })?.value { text } else { "" }
  }

  private mutating func decode(_ member: JSONObject.Member) {
    guard let name = DataDictionary.fieldName(key: member.key),
      let field = DataDictionary.field(name)
    else {
      refuse(member.key, .unknownField(nearest: DataDictionary.nearestKey(to: member.key)))
      return
    }
    guard !holds(name), !rejected.contains(name) else {
      refuse(member.key, .repeatedField)
      return
    }
    do {
      if let value = try field.value(of: member.value) {
        values.append(Resource.NamedValue(name: name, value: value))
      }
    } catch {
      rejected.insert(name)
      refuse(member.key, error.reason)
    }
  }

  private mutating func checkFields(of code: String) {
    guard let entry = CollectionCatalogue.collection(code: code) else {
      // What else a record needs depends on its collection; without one, ask for the common ones.
      for name in [FieldName.id, .collection, .title] { require(name, of: nil) }
      return
    }
    for name in entry.requiredNames { require(name, of: code) }
    if entry.declaration.bodyStandsForSummary, !holds(.body) {
      require(.summary, of: code)
    }
    for value in values where !entry.admits(value.name) {
      refuse(value.name.rawValue, .foreignField(collection: code))
    }
  }

  private mutating func require(_ name: FieldName, of collection: String?) {
    if !holds(name), !rejected.contains(name) {
      refuse(name.rawValue, .missing(collection: collection))
    }
  }
}
