extension SearchResponse {
  /// The response as JSON. O(bytes).
  ///
  /// ```json
  /// {"query": "数控", "match": "all", "total": 1, "page": 1, "size": 10, "pages": 1, "took_ms": 0.8,
  ///  "hits": [{"id": "c-1", "score": 7.1, "collection": "online_course", "centre": "major_course",
  ///    "resource": {"title": "数控编程", …},
  ///    "highlights": {"title": {"text": "数控编程", "ranges": [[0, 6]],
  ///      "cut_at_start": false, "cut_at_end": false}}}],
  ///  "facets": [{"field": "level", "label": "级别", "label_en": "Level",
  ///    "values": [{"value": "national", "label": "国家级", "label_en": "National", "count": 1,
  ///      "selected": false}]}]}
  /// ```
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.write(
      .object([
        ("query", .string(query)), ("match", .string(match.rawValue)),
        ("total", .integer(Int64(total))), ("page", .integer(Int64(page))),
        ("size", .integer(Int64(size))), ("pages", .integer(Int64(pages))),
        ("took_ms", .number(milliseconds)), ("hits", .array(hits.map(\.jsonValue))),
        ("facets", .array(facets.map(\.jsonValue))),
      ])
    )
    return writer.bytes
  }
}

extension ResourceHit {
  fileprivate var jsonValue: JSONValue {
    .object([
      ("id", .string(id)), ("score", .number(score)), ("collection", .string(collection)),
      ("centre", centre.map(JSONValue.string) ?? .null), ("resource", .object(resource)),
      (
        "highlights",
        .object(highlights.sorted { $0.key < $1.key }.map { ($0.key, $0.value.jsonValue) })
      ),
    ])
  }
}

extension Highlight {
  fileprivate var jsonValue: JSONValue {
    .object([
      ("text", .string(text)),
      (
        "ranges",
        .array(
          ranges.map {
            .array([.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))])
          }
        )
      ),
      ("cut_at_start", .boolean(isCutAtStart)), ("cut_at_end", .boolean(isCutAtEnd)),
    ])
  }
}

extension ResourceFacet {
  fileprivate var jsonValue: JSONValue {
    .object([
      ("field", .string(field)), ("label", .string(label)), ("label_en", .string(englishLabel)),
      ("values", .array(values.map(\.jsonValue))),
    ])
  }
}

extension ResourceFacet.Value {
  fileprivate var jsonValue: JSONValue {
    .object([
      ("value", .string(value)), ("label", .string(label)), ("label_en", .string(englishLabel)),
      ("count", .integer(Int64(count))), ("selected", .boolean(isSelected)),
    ])
  }
}

extension JSONValue {
  /// An object of members in order.
  fileprivate static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members.map { JSONObject.Member($0.0, $0.1) }))
  }
}
