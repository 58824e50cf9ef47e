/// A mapping bound to a source's columns, ready to make records.
struct MappingPlan: Sendable {
  private let mapping: SourceMapping
  private let rules: [BoundRule]
  private let columnIndex: [String: Int]

  private struct BoundRule: Sendable {
    let rule: SourceMapping.Rule
    let field: Field
  }

  /// Binds a mapping. A table must have every column that the rules name; NDJSON objects may lack
  /// keys, because absent keys are absent fields.
  init(_ mapping: SourceMapping, columns: [String], source: String) throws(SourceError) {
    var mapping = mapping
    if mapping.isPlain { mapping.rules = try Self.plainRules(columns, source: source) }
    self.mapping = mapping
    self.columnIndex = Dictionary(
      columns.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var bound: [BoundRule] = []
    for rule in mapping.rules {
      guard let field = DataDictionary.field(rule.target) else { continue }
      bound.append(BoundRule(rule: rule, field: field))
      // An empty table has no header either; reading it says so.
      guard mapping.format != .ndjson, !columns.isEmpty else { continue }
      for column in rule.sourceColumns where columnIndex[column] == nil {
        throw .missingColumn(name: source, column: column, mapping: mapping.name, columns: columns)
      }
    }
    self.rules = bound
  }

  private static func plainRules(
    _ columns: [String],
    source: String
  ) throws(SourceError) -> [SourceMapping.Rule] {
    var rules: [SourceMapping.Rule] = []
    for column in columns {
      guard let name = DataDictionary.fieldName(key: column) else {
        throw .unknownColumn(
          name: source,
          column: column,
          nearest: DataDictionary.nearestKey(to: column)
        )
      }
      var rule = SourceMapping.Rule(name, from: .column(column))
      if DataDictionary.field(name)?.isList == true { rule.separators = [";"] }
      rules.append(rule)
    }
    return rules
  }

  /// Makes a resource of a record, or says everything that is wrong with it.
  func resource(_ record: SourceRecord, at place: RecordPlace) throws(RecordRefusal) -> Resource {
    var object = JSONObject()
    object.members.reserveCapacity(rules.count + mapping.constants.count)
    for (name, value) in mapping.constants {
      object.members.append(JSONObject.Member(name.rawValue, value))
    }
    var issues: [RecordIssue] = []
    for bound in rules {
      do {
        guard var value = try value(bound, of: record) else { continue }
        if bound.rule.target == .id, case .string(let id) = value {
          value = .string(mapping.idPrefix + id)
        }
        object.members.append(JSONObject.Member(bound.rule.target.rawValue, value))
      } catch {
        issues.append(
          RecordIssue(
            source: place.source,
            line: place.line,
            field: bound.rule.target.rawValue,
            reason: error.reason
          )
        )
      }
    }
    guard !issues.isEmpty else { return try Resource(object, at: place) }
    var recordID: String?
    if case .string(let id)? = object[FieldName.id.rawValue] { recordID = id }
    for index in issues.indices { issues[index].recordID = recordID }
    do {
      _ = try Resource(object, at: place)
    } catch {
      // A field that could not be read is not also missing.
      let unreadable = Set(issues.map(\.field))
      issues += error.issues.filter { !unreadable.contains($0.field) }
    }
    throw RecordRefusal(issues[0], Array(issues.dropFirst()))
  }

  private func value(
    _ bound: BoundRule,
    of record: SourceRecord
  ) throws(ValueRefusal) -> JSONValue? {
    switch bound.rule.origin {
    case .column(let column):
      guard let value = sourceValue(column, of: record) else { return nil }
      return try bound.rule.value(of: value, for: bound.field)
    case .parts(let templates, let joiner):
      let parts = templates.compactMap { template in
        template.filled { column in
          sourceValue(column, of: record).flatMap(SourceMapping.Rule.text)
        }
      }
      guard !parts.isEmpty else { return nil }
      return try bound.rule.value(of: .string(parts.joined(separator: joiner)), for: bound.field)
    }
  }

  private func sourceValue(_ column: String, of record: SourceRecord) -> JSONValue? {
    switch record {
    case .row(let cells):
      guard let index = columnIndex[column], index < cells.count else { return nil }
      return .string(cells[index])
    case .object(let object): return object.value(atPath: column)
    }
  }
}

extension JSONObject {
  /// The value of a key, or of a dotted path when no key is spelled so.
  func value(atPath path: String) -> JSONValue? {
    if let value = self[path] { return value }
    guard let dot = path.firstIndex(of: "."), case .object(let inner)? = self[String(path[..<dot])]
    else { return nil }
    return inner.value(atPath: String(path[path.index(after: dot)...]))
  }
}
