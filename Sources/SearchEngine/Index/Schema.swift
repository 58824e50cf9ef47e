public import TextAnalysis

/// The fields of an index: what is searched, filtered, counted and sorted by.
///
/// A schema is recorded in the index and does not change; another schema needs another index.
public struct Schema: Codable, Sendable, Equatable {
  /// The fields, in the order that numbers them.
  public let fields: [FieldDefinition]

  /// Makes a schema.
  ///
  /// - Throws: ``SchemaError`` where a name is empty, reserved or used twice, or a weight is not
  ///   above zero and at most a million.
  public init(fields: [FieldDefinition]) throws(SchemaError) {
    var names: Set<String> = []
    for field in fields {
      guard !field.name.isEmpty, field.name.utf8.count <= 255, !field.name.hasPrefix("_") else {
        throw .invalidName(field.name)
      }
      guard names.insert(field.name).inserted else { throw .duplicateName(field.name) }
      if case .text(_, let weight, _) = field.kind, !(weight > 0 && weight <= 1_000_000) {
        throw .invalidWeight(field: field.name, weight: weight)
      }
    }
    guard fields.count < Int(UInt16.max) else { throw .tooManyFields(fields.count) }
    self.fields = fields
  }

  /// The number of the field with a name, or `nil`. O(fields).
  public func index(of name: String) -> Int? {
    fields.firstIndex { $0.name == name }
  }

  /// The field with a name, or `nil`. O(fields).
  public func field(named name: String) -> FieldDefinition? {
    fields.first { $0.name == name }
  }
}

/// One field of a ``Schema``.
public struct FieldDefinition: Codable, Sendable, Equatable {
  /// What a field holds and what it is for.
  public enum Kind: Codable, Sendable, Equatable {
    /// Analysed text, searched by terms and ranked by BM25F with a weight; with positions, phrases
    /// can be searched too.
    case text(analyzer: Analyzer.Kind, weight: Float, positions: Bool)
    /// Whole values, for filters and facets; one a document, or several.
    case keyword(multiple: Bool)
    /// One 64-bit integer a document, for ranges and sorting.
    case integer
  }

  /// The field's name.
  public var name: String
  /// What the field holds.
  public var kind: Kind

  /// Makes a field definition.
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// Why a schema was refused.
public enum SchemaError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A name is empty, longer than 255 bytes or starts with an underscore.
  case invalidName(String)
  /// Two fields have the same name.
  case duplicateName(String)
  /// A field's weight is not above zero and at most a million.
  case invalidWeight(field: String, weight: Float)
  /// There are more fields than a segment can number.
  case tooManyFields(Int)

  /// The error as a sentence.
  public var description: String {
    switch self {
    case .invalidName(let name):
      "The field name \"\(name)\" cannot be used: a name has 1 to 255 bytes and no leading underscore."
    case .duplicateName(let name): "Two fields are named \"\(name)\"; rename one of them."
    case .invalidWeight(let field, let weight):
      "The weight \(weight) of field \"\(field)\" is not above zero and at most a million."
    case .tooManyFields(let count): "A schema has at most 65,534 fields, not \(count)."
    }
  }
}
