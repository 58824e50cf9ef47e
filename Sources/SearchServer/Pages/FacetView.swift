import Platform

/// One facet as the template shows it: the first values, and the others behind a fold.
struct FacetView {
  /// The template's values, `nil` where there is nothing to choose.
  let values: [String: Any]?

  private static let shownCount = 8

  init(_ facet: ResourceFacet, page: SearchPage) {
    guard !facet.values.isEmpty else {
      values = nil
      return
    }
    // Years are looked for by their order, not by how much there is of each.
    let ordered =
      facet.field == FieldName.year.rawValue
      ? facet.values.sorted { $0.value > $1.value } : facet.values
    let language = page.language
    let links = ordered.map { value -> [String: Any] in
      [
        "label": language.pick(value.label, value.englishLabel),
        "count": language.number(Int64(value.count)), "isSelected": value.isSelected,
        "url": page.toggle(facet.field, value.value, isOn: value.isSelected),
      ]
    }
    var values: [String: Any] = [
      "label": language.pick(facet.label, facet.englishLabel),
      "values": Array(links.prefix(Self.shownCount)),
    ]
    let rest = links.dropFirst(Self.shownCount)
    if !rest.isEmpty {
      let isOpen = ordered.dropFirst(Self.shownCount).contains(where: \.isSelected)
      values["more"] = [["values": Array(rest), "isOpen": isOpen]]
    }
    self.values = values
  }
}
