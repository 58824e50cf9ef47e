import ArgumentParser
import SearchEngine

/// A restriction as it is typed: `level=national`, `year=2020..2023`.
struct FilterArgument: ExpressibleByArgument {
  var field: String
  var value: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
    field = String(argument[..<sign])
    value = String(argument[argument.index(after: sign)...])
  }

  /// The filters of some restrictions: one a field, any of its values.
  static func filters(
    _ arguments: [FilterArgument],
    in schema: Schema
  ) throws(CommandFailure) -> [Filter] {
    var filters: [Filter] = []
    for argument in arguments {
      if case .integer = schema.field(named: argument.field)?.kind {
        filters.append(Filter(field: argument.field, condition: try argument.range()))
        continue
      }
      // The search says what is wrong with a field that holds no keywords.
      let place = filters.firstIndex { $0.field == argument.field }
      if let place, case .anyOf(let values) = filters[place].condition {
        filters[place].condition = .anyOf(values + [argument.value])
      } else {
        filters.append(Filter(field: argument.field, condition: .anyOf([argument.value])))
      }
    }
    return filters
  }

  private func range() throws(CommandFailure) -> Filter.Condition {
    let failure = CommandFailure(
      .nothingDone,
      "\"\(value)\" does not restrict the number \"\(field)\"; "
        + "write 2020, 2020..2023, 2020.. or ..2023."
    )
    func number(_ text: Substring) throws(CommandFailure) -> Int64? {
      if text.isEmpty { return nil }
      guard let number = Int64(text) else { throw failure }
      return number
    }
    guard let dots = value.firstRange(of: "..") else {
      guard let exact = try number(value[...]) else { throw failure }
      return .range(lower: exact, upper: exact)
    }
    return .range(
      lower: try number(value[..<dots.lowerBound]),
      upper: try number(value[dots.upperBound...])
    )
  }
}
