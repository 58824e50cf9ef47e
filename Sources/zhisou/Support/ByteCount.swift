import ArgumentParser

/// A number of bytes as people write it: `256MB`, `1.5GiB`, `4096`.
struct ByteCount: ExpressibleByArgument, Equatable, Sendable {
  var bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  /// Reads a number and a unit: B, kB, MB, GB by the thousand, KiB, MiB, GiB by 1,024; case and
  /// spaces do not matter.
  init?(argument: String) {
    let text = argument.lowercased().filter { $0 != " " }
    let number = text.prefix { $0.isNumber || $0 == "." }
    let units: [Substring: Double] = [
      "": 1, "b": 1, "k": 1e3, "kb": 1e3, "m": 1e6, "mb": 1e6, "g": 1e9, "gb": 1e9,
      "kib": 1024, "mib": 1_048_576, "gib": 1_073_741_824,
    ]
    guard let value = Double(number), let unit = units[text[number.endIndex...]],
      value * unit >= 1, value * unit < 1e15
    else { return nil }
    bytes = Int(value * unit)
  }

  var defaultValueDescription: String { Self.text(bytes) }

  /// A number of bytes with three digits and a unit.
  static func text(_ bytes: Int) -> String {
    var value = Double(bytes)
    var units = ["B", "kB", "MB", "GB", "TB"][...]
    while value >= 999.5, units.count > 1 {
      value /= 1000
      units = units.dropFirst()
    }
    let unit = units.first ?? "B"
    if unit == "B" || value == value.rounded() || value >= 99.95 {
      return "\(Int(value.rounded())) \(unit)"
    }
    return "\(Numbers.decimal(value, digits: value < 9.995 ? 2 : 1)) \(unit)"
  }
}
