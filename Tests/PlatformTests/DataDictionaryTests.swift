import SearchEngine
import Testing
import TextAnalysis

@testable import Platform

@Suite("The data dictionary")
struct DataDictionaryTests {
  @Test("declares every field name exactly once")
  func everyFieldOnce() {
    let declared = DataDictionary.fields.map(\.name.rawValue).sorted()
    #expect(declared == FieldName.allCases.map(\.rawValue).sorted())
  }

  @Test("numbers field names by their case")
  func ordinals() {
    #expect(FieldName.allCases.map(\.ordinal) == Array(FieldName.allCases.indices))
  }

  @Test("gives every code and every Chinese label of a table one meaning")
  func codesAreUnambiguous() {
    for table in CodeTable.all {
      #expect(Set(table.codes.map(\.code)).count == table.codes.count, "\(table.name)")
      for code in table.codes {
        #expect(table.code(spelled: code.code) == code)
        #expect(table.code(spelled: code.label.chinese) == code, "\(table.name) \(code.code)")
        for spelling in code.spellings { #expect(table.code(spelled: spelling) == code) }
        #expect(!code.label.chinese.isEmpty && !code.label.english.isEmpty)
      }
    }
  }

  @Test("lists nineteen major categories and thirty-four regions")
  func tablesAreComplete() {
    #expect(CodeTable.majorCategories.codes.count == 19)
    #expect(CodeTable.regions.codes.count == 34)
  }

  @Test("lets every own field be used by a collection, and collections name own fields only")
  func ownFieldsAreUsed() {
    let used = Set(CollectionCatalogue.all.flatMap { $0.declaration.fields })
    for field in DataDictionary.fields {
      if case .own = field.scope {
        #expect(used.contains(field.name), "\(field.name) belongs to no collection")
      } else {
        #expect(!used.contains(field.name), "\(field.name) is common to all")
      }
    }
  }

  @Test("lets a collection require only what its records may carry")
  func requiredFieldsAreAdmitted() {
    for entry in CollectionCatalogue.all {
      for name in entry.required { #expect(entry.admits(name), "\(entry.code) \(name)") }
    }
  }

  @Test("gives a schema that the engine takes, a column for each that the dictionary names")
  func schemaIsValid() throws {
    let schema = try PlatformSchema.schema
    for field in DataDictionary.fields {
      if let column = field.column { #expect(schema.field(named: column) != nil) }
      if let search = field.search { #expect(schema.field(named: search.rawValue) != nil) }
    }
    #expect(schema.field(named: "centre")?.kind == .keyword(multiple: false))
    #expect(schema.field(named: "honours")?.kind == .keyword(multiple: true))
    #expect(schema.field(named: "institution_name")?.kind == .keyword(multiple: true))
    #expect(schema.field(named: "year")?.kind == .integer)
    #expect(schema.field(named: "published")?.kind == .integer)
    #expect(
      schema.field(named: "title")?.kind
        == .text(analyzer: .chinese, weight: 1.5, positions: true)
    )
    #expect(
      schema.field(named: "labels")?.kind
        == .text(analyzer: .chinese, weight: 0.3, positions: false)
    )
  }

  @Test("covers every centre and collection of the platform")
  func collectionsAreComplete() {
    #expect(Centres.all.count == 9)
    #expect(CollectionCatalogue.all.count == 28)
    #expect(Set(CollectionCatalogue.all.map(\.code)).count == CollectionCatalogue.all.count)
  }
}

@Suite("The schema printer")
struct SchemaPrinterTests {
  @Test(
    "names every field, collection and code in every form",
    arguments: SchemaPrinter.Form.allCases
  )
  func printsEverything(form: SchemaPrinter.Form) {
    let text = SchemaPrinter.print(form)
    for field in DataDictionary.fields {
      #expect(text.contains(field.name.rawValue))
      #expect(text.contains(field.label.chinese))
      #expect(text.contains(field.label.english))
    }
    for entry in CollectionCatalogue.all { #expect(text.contains(entry.code)) }
    for table in CodeTable.all where table.name != "centres" {
      for code in table.codes { #expect(text.contains(code.code)) }
    }
    #expect(text.hasSuffix("\n"))
  }

  @Test("writes a JSON Schema that is JSON and has a rule for every collection")
  func jsonSchema() throws {
    let value = try JSONParser.parse(Array(SchemaPrinter.print(.json).utf8))
    guard case .object(let schema) = value, case .array(let rules)? = schema["allOf"],
      case .object(let properties)? = schema["properties"]
    else {
      Issue.record("no schema object")
      return
    }
    #expect(rules.count == CollectionCatalogue.all.count)
    #expect(properties.members.count == DataDictionary.fields.count)
    #expect(schema["required"] == .array(["id", "collection", "title"].map(JSONValue.string)))
  }

  @Test("aligns columns of Chinese and English")
  func alignedText() {
    let lines = SchemaPrinter.print(.text).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("national    国家级  National") })
    #expect(!lines.contains { $0.hasSuffix(" ") })
  }
}
