import Yams

extension MappingParser {
  static let ruleKeys = ["from", "parts", "joiner", "separator", "codes", "number"]

  func rule(
    _ node: Node,
    for field: Field,
    key: String
  ) throws(MappingError) -> SourceMapping.Rule {
    if node.scalar != nil {
      return SourceMapping.Rule(field.name, from: .column(try text(node, key: key)))
    }
    let entries = try mapping(node, key: key)
    for (name, value) in entries where !Self.ruleKeys.contains(name) {
      throw unknown(name, among: Self.ruleKeys, at: value, key: "\(key).\(name)")
    }
    var rule = SourceMapping.Rule(field.name, from: try origin(entries, at: node, key: key))
    if let node = entries["separator"] {
      guard field.isList else {
        throw error(
          node,
          "\(key).separator",
          "the field holds one value",
          remedy: "remove the separator, or choose a list field"
        )
      }
      rule.separators = try texts(node, key: "\(key).separator")
      if rule.separators.contains(where: \.isEmpty) {
        throw error(
          node,
          "\(key).separator",
          "is empty",
          remedy: "name the character between elements"
        )
      }
    }
    if let node = entries["codes"] {
      for (source, value) in try mapping(node, key: "\(key).codes") {
        let target = try text(value, key: "\(key).codes.\(source)")
        if let table = field.codeTable, !target.isEmpty, table.code(spelled: target) == nil {
          throw unknown(target, among: table.codes.map(\.code), at: value, key: "\(key).codes")
        }
        rule.codes[source] = target
      }
    }
    if let node = entries["number"] {
      guard case .integer = field.type else {
        throw error(
          node,
          "\(key).number",
          "the field holds no number",
          remedy: "remove it"
        )
      }
      let name = try text(node, key: "\(key).number")
      guard let reading = SourceMapping.NumberReading(rawValue: name) else {
        let names = SourceMapping.NumberReading.allCases.map(\.rawValue)
        throw unknown(name, among: names, at: node, key: "\(key).number")
      }
      rule.number = reading
    }
    return rule
  }

  private func origin(
    _ entries: [String: Node],
    at node: Node,
    key: String
  ) throws(MappingError) -> SourceMapping.Origin {
    switch (entries["from"], entries["parts"]) {
    case (let from?, nil):
      if let joiner = entries["joiner"] {
        throw error(joiner, "\(key).joiner", "nothing is joined", remedy: "it goes with `parts`")
      }
      return .column(try text(from, key: "\(key).from"))
    case (nil, let parts?):
      let templates = try texts(parts, key: "\(key).parts").map(TextTemplate.init)
      let joiner = try entries["joiner"].map { node throws(MappingError) in
        try text(node, key: "\(key).joiner")
      }
      return .parts(templates, joiner: joiner ?? "")
    default:
      throw error(
        node,
        key,
        "needs one source",
        remedy: "give either `from: column` or `parts: [texts]`"
      )
    }
  }

  func constant(_ node: Node, for field: Field, key: String) throws(MappingError) -> JSONValue {
    let value: JSONValue
    if node.sequence != nil {
      value = .array(try texts(node, key: key).map(JSONValue.string))
    } else {
      let text = try text(node, key: key)
      switch field.type {
      case .integer: value = Int64(text).map(JSONValue.integer) ?? .string(text)
      case .boolean: value = node.bool.map(JSONValue.boolean) ?? .string(text)
      default: value = .string(text)
      }
    }
    do {
      // The check alone: the record's decoder makes the value.
      _ = try field.value(of: value)
    } catch {
      throw self.error(node, key, error.reason.description, remedy: error.reason.remedy)
    }
    return value
  }

  func field(_ name: String, at node: Node, key: String) throws(MappingError) -> Field {
    guard let fieldName = DataDictionary.fieldName(key: name),
      let field = DataDictionary.field(fieldName)
    else { throw unknown(name, among: FieldName.allCases.map(\.rawValue), at: node, key: key) }
    return field
  }

  func mapping(_ node: Node, key: String?) throws(MappingError) -> [String: Node] {
    guard let pairs = node.mapping else {
      throw error(node, key, "is no mapping of keys to values", remedy: "write `key: value` lines")
    }
    var result: [String: Node] = [:]
    for (name, value) in pairs {
      guard let name = name.scalar?.string else {
        throw error(name, key, "a key is no text", remedy: "write `key: value` lines")
      }
      result[name] = value
    }
    return result
  }

  func text(_ node: Node, key: String) throws(MappingError) -> String {
    guard let scalar = node.scalar else {
      throw error(node, key, "is no single value", remedy: "write one text")
    }
    return scalar.string
  }

  func texts(_ node: Node, key: String) throws(MappingError) -> [String] {
    guard let sequence = node.sequence else { return [try text(node, key: key)] }
    var result: [String] = []
    for element in sequence { result.append(try text(element, key: key)) }
    return result
  }

  func error(_ node: Node, _ key: String?, _ reason: String, remedy: String) -> MappingError {
    MappingError(file, line: node.mark?.line, key: key, reason, remedy: remedy)
  }

  func unknown(
    _ name: String,
    among names: [String],
    at node: Node,
    key: String
  ) -> MappingError {
    let nearest = EditDistance.nearest(to: name, among: names)
    let listed = names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    return error(
      node,
      key,
      "\(RecordIssue.quoted(name)) is unknown",
      remedy: nearest.map { "did you mean \"\($0)\"?" } ?? "known are \(listed)"
    )
  }
}
