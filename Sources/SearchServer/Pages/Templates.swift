import Mustache

/// The pages' templates, compiled into the program.
enum Templates {
  static let library: MustacheLibrary = {
    MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
    var library = MustacheLibrary()
    let sources: [(String, [UInt8])] = [
      ("layout-top", PackageResources.layout_top_mustache),
      ("layout-bottom", PackageResources.layout_bottom_mustache),
      ("facet-value", PackageResources.facet_value_mustache),
      ("pieces", PackageResources.pieces_mustache),
      ("search", PackageResources.search_mustache),
      ("resource", PackageResources.resource_mustache),
      ("message", PackageResources.message_mustache),
    ]
    for (name, bytes) in sources {
      // Partials do not take over the escaping of the template that names them: each says its own.
      let text = "{{% CONTENT_TYPE:\(HTMLText.name)}}" + String(decoding: bytes, as: UTF8.self)
      // A template that does not parse is left out; the tests render every page.
      try? library.register(text, named: name)
    }
    return library
  }()

  /// A page from its template; empty where there is no such template.
  static func render(_ name: String, _ values: [String: Any]) -> String {
    var values = values
    values["styleVersion"] = StyleSheet.version
    return library.render(values, withTemplate: name) ?? ""
  }
}
