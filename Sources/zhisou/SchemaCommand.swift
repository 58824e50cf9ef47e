import ArgumentParser
import Platform

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the data dictionary: fields, types, code tables, who needs what.",
    discussion: """
      Records are checked against this dictionary when they are indexed.

        zhisou schema
        zhisou schema --format json-schema > resource.schema.json
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case jsonSchema = "json-schema"
    case markdown
  }

  @Option(help: "The form.")
  var format = Format.text

  func run() throws {
    let form: SchemaPrinter.Form =
      switch format {
      case .text: .text
      case .jsonSchema: .json
      case .markdown: .markdown
      }
    try StandardOutput.shared.write(SchemaPrinter.print(form))
  }
}
