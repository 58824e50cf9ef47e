import Mustache

/// The pages' templates, compiled into the program.
enum Templates {
  static let library: MustacheLibrary = {
    var library = MustacheLibrary()
    let sources: [(String, [UInt8])] = [
      ("layout-top", PackageResources.layout_top_mustache),
      ("layout-bottom", PackageResources.layout_bottom_mustache),
      ("search", PackageResources.search_mustache),
      ("resource", PackageResources.resource_mustache),
      ("message", PackageResources.message_mustache),
    ]
    for (name, bytes) in sources {
      // A template that does not parse is left out; the tests render every page.
      try? library.register(String(decoding: bytes, as: UTF8.self), named: name)
    }
    return library
  }()

  /// A page from its template; empty where there is no such template.
  static func render(_ name: String, _ values: [String: Any]) -> String {
    library.render(values, withTemplate: name) ?? ""
  }
}
