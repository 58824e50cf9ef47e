/// The dictionary as a JSON Schema, draft 2020-12.
enum JSONSchema {
  private typealias Member = JSONObject.Member

  static func text() -> String {
    var writer = JSONWriter()
    writer.write(schema())
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  static func schema() -> JSONValue {
    let required = DataDictionary.fields.filter { field in
      if case .required = field.scope {
        field.requiredBy.count == CollectionCatalogue.all.count
      } else {
        false
      }
    }
    return object(
      Member("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      Member("title", .string("Resource 职业教育资源")),
      Member("type", .string("object")),
      Member(
        "properties",
        .object(JSONObject(DataDictionary.fields.map { Member($0.name.rawValue, property($0)) }))
      ),
      Member("required", strings(required.map(\.name.rawValue))),
      Member("additionalProperties", .boolean(false)),
      Member("allOf", .array(CollectionCatalogue.all.map(condition)))
    )
  }

  /// What one collection asks beyond what all ask.
  private static func condition(_ entry: CollectionEntry) -> JSONValue {
    var then = [
      Member("propertyNames", object(Member("enum", strings(entry.admitted.map(\.rawValue))))),
      Member("required", strings(entry.required.map(\.rawValue))),
    ]
    if entry.declaration.bodyStandsForSummary {
      then.append(
        Member(
          "anyOf",
          .array(
            [FieldName.summary, .body].map { object(Member("required", strings([$0.rawValue]))) }
          )
        )
      )
    }
    let isOfCollection = object(
      Member(
        "properties",
        object(Member("collection", object(Member("const", .string(entry.code)))))
      ),
      Member("required", strings(["collection"]))
    )
    return object(Member("if", isOfCollection), Member("then", .object(JSONObject(then))))
  }

  private static func property(_ field: Field) -> JSONValue {
    var members = [Member("title", .string("\(field.label.chinese) \(field.label.english)"))]
    if field.isList {
      members.append(Member("type", .string("array")))
      members.append(Member("items", .object(JSONObject(constraints(field)))))
    } else {
      members += constraints(field)
    }
    return .object(JSONObject(members))
  }

  private static func constraints(_ field: Field) -> [Member] {
    let string = Member("type", .string("string"))
    switch field.type {
    case .text: return [string]
    case .keyword:
      // The limits are in bytes and JSON Schema counts characters: what fails here fails there.
      let limit = field.name == .id ? Resource.longestIdentifier : ValueType.longestKeyword
      let length = Member("maxLength", .integer(Int64(limit)))
      return field.name == .id
        ? [string, Member("minLength", .integer(1)), length] : [string, length]
    case .code(let table): return [string, Member("enum", strings(table.codes.map(\.code)))]
    case .integer(let range):
      return [
        Member("type", .string("integer")),
        Member("minimum", .integer(range.lowerBound)),
        Member("maximum", .integer(range.upperBound)),
      ]
    case .date: return [string, Member("format", .string("date"))]
    case .boolean: return [Member("type", .string("boolean"))]
    case .url: return [string, Member("pattern", .string("^[Hh][Tt][Tt][Pp][Ss]?://[^/]"))]
    case .digits(let count): return [string, Member("pattern", .string("^[0-9]{\(count)}$"))]
    }
  }

  private static func object(_ members: Member...) -> JSONValue { .object(JSONObject(members)) }

  private static func strings(_ texts: [String]) -> JSONValue {
    .array(texts.map(JSONValue.string))
  }
}
