import HTTPTypes
import Hummingbird

/// The style sheet. Pages name it with its version, so that browsers fetch it once and never keep an
/// old one.
enum StyleSheet {
  private static let bytes = PackageResources.style_css

  /// FNV-1a over the bytes: changes whenever they do.
  static let version: String = {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }()

  /// The version as a header says it.
  static var entityTag: String { "\"\(version)\"" }

  static func response(ifNoneMatch: String?) -> Response {
    var response =
      ifNoneMatch?.contains(entityTag) == true
      ? Response(status: .notModified) : Response.bytes(bytes, type: "text/css; charset=utf-8")
    response.headers[.eTag] = entityTag
    response.headers[.cacheControl] = "public, max-age=31536000, immutable"
    return response
  }
}
