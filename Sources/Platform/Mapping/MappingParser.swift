import Yams

/// Reads a mapping file and checks it against the dictionary.
struct MappingParser {
  static let keys = ["format", "header", "columns", "id_prefix", "constants", "fields"]

  let file: String

  func parse(_ yaml: String) throws(MappingError) -> SourceMapping {
    let top = try mapping(try compose(yaml), key: nil)
    for (name, node) in top where !Self.keys.contains(name) {
      throw unknown(name, among: Self.keys, at: node, key: name)
    }
    guard let formatNode = top["format"] else {
      throw MappingError(
        file,
        line: nil,
        key: "format",
        "is missing",
        remedy: "add `format: ndjson`, csv or tsv"
      )
    }
    let formats = SourceFormat.allCases.map(\.rawValue)
    let formatName = try text(formatNode, key: "format")
    guard let format = SourceFormat(rawValue: formatName) else {
      throw unknown(formatName, among: formats, at: formatNode, key: "format")
    }
    var result = SourceMapping(name: file, format: format, isPlain: false)
    result.columns = try columns(top, format: format)
    if let node = top["id_prefix"] { result.idPrefix = try text(node, key: "id_prefix") }
    if let node = top["constants"] {
      for (key, value) in try mapping(node, key: "constants") {
        let path = "constants.\(key)"
        let field = try field(key, at: value, key: path)
        result.constants[field.name] = try constant(value, for: field, key: path)
      }
    }
    guard let fields = top["fields"] else {
      throw MappingError(
        file,
        line: nil,
        key: "fields",
        "is missing",
        remedy: "list target fields, `title: column`"
      )
    }
    for (key, value) in try mapping(fields, key: "fields") {
      let path = "fields.\(key)"
      let field = try field(key, at: value, key: path)
      if result.constants[field.name] != nil {
        throw error(value, path, "is a constant already", remedy: "keep one of the two")
      }
      result.rules.append(try rule(value, for: field, key: path))
    }
    result.rules.sort { $0.target.rawValue < $1.target.rawValue }
    try check(result, top)
    return result
  }

  private func compose(_ yaml: String) throws(MappingError) -> Node {
    let reason: String
    var line: Int?
    do {
      if let node = try Yams.compose(yaml: yaml) { return node }
      reason = "the file is empty"
    } catch let error as YamlError {
      reason = "\(error)".split(separator: "\n").map { $0.trimmingSpaces }.joined(separator: " ")
      if case .parser(_, _, let mark, _) = error { line = mark.line }
      if case .scanner(_, _, let mark, _) = error { line = mark.line }
    } catch {
      reason = "\(error)"
    }
    throw MappingError(
      file,
      line: line,
      key: nil,
      "the file is not YAML: \(reason)",
      remedy: "see the example in the documentation of mappings"
    )
  }

  private func columns(
    _ top: [String: Node],
    format: SourceFormat
  ) throws(MappingError) -> [String]? {
    var hasHeader = true
    if let node = top["header"] {
      guard let value = node.bool else {
        throw error(node, "header", "is neither true nor false", remedy: "write true or false")
      }
      hasHeader = value
    }
    guard let node = top["columns"] else {
      if hasHeader || format == .ndjson { return nil }
      throw MappingError(
        file,
        line: top["header"]?.mark?.line,
        key: "columns",
        "is missing",
        remedy: "name the columns of a source without header"
      )
    }
    if format == .ndjson || hasHeader {
      throw error(
        node,
        "columns",
        "the source names its columns itself",
        remedy: "remove it, or add `header: false`"
      )
    }
    let names = try texts(node, key: "columns")
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw error(node, "columns", "\"\(name)\" appears twice", remedy: "rename one")
    }
    return names
  }

  /// The checks that need the whole mapping.
  private func check(
    _ mapping: SourceMapping,
    _ top: [String: Node]
  ) throws(MappingError) {
    let made = Set(mapping.constants.keys).union(mapping.rules.map(\.target))
    for name in [FieldName.id, .collection, .title] where !made.contains(name) {
      throw MappingError(
        file,
        line: top["fields"]?.mark?.line,
        key: "fields.\(name.rawValue)",
        "is missing",
        remedy: "every record needs it: add a rule or a constant"
      )
    }
    if case .string(let code)? = mapping.constants[.collection],
      let entry = CollectionCatalogue.collection(code: code)
    {
      for name in made.sorted(by: { $0.rawValue < $1.rawValue }) where !entry.admits(name) {
        throw MappingError(
          file,
          line: top["fields"]?.mark?.line,
          key: "fields.\(name.rawValue)",
          "is not a field of \(code)",
          remedy: "remove it, or choose another collection"
        )
      }
    }
  }
}
