/// How the records of a source become resources: a YAML file beside the data.
///
/// ```yaml
/// format: ndjson                  # ndjson | csv | tsv
/// header: false                   # csv and tsv: is the first row a header? (default: true)
/// columns: [id, level, title]     # without header: the columns' names
/// id_prefix: "law:"               # put before every id, so that sources cannot collide
/// constants:                      # fields that are the same in every record
///   collection: standard_document
/// fields:                         # target field <- source
///   id: id
///   title: 课程名称                #   a column, or a key of the object; a.b reaches into objects
///   learners: {from: 参加人数, number: first}      # whole (default) | first: the first digits
///   keywords: {from: 标签, separator: ["、", ";"]} # a list from one cell
///   level: {from: 级别, codes: {国: national}}     # translation before the code table
///   summary:                      #   a text of parts; a part whose column is empty is left out
///     parts: ["{开课单位}", "学时：{课程时长}"]
///     joiner: "，"
/// ```
///
/// White space around values is dropped; an empty value counts as absent.
public struct SourceMapping: Sendable, Equatable {
  /// Where a field's value comes from.
  public enum Origin: Sendable, Equatable {
    /// A column, or a key or dotted path of an object.
    case column(String)
    /// A text put together from several.
    case parts([TextTemplate], joiner: String)
  }

  /// How an integer is read from a text.
  public enum NumberReading: String, Sendable, CaseIterable {
    /// The text is the number, thousands separators allowed.
    case whole
    /// The first run of digits in the text is the number.
    case first
  }

  /// How one field is made.
  public struct Rule: Sendable, Equatable {
    /// The field.
    public var target: FieldName
    /// Where its value comes from.
    public var origin: Origin
    /// What separates the elements of a list; empty takes the text as one element.
    public var separators: [String] = []
    /// Translations of values before the dictionary's check.
    public var codes: [String: String] = [:]
    /// How integers are read.
    public var number = NumberReading.whole

    /// Makes a rule.
    public init(_ target: FieldName, from origin: Origin) {
      self.target = target
      self.origin = origin
    }
  }

  /// The mapping's file, for messages.
  public var name: String
  /// The source's format.
  public var format: SourceFormat
  /// The columns of a source without header; `nil` when the first row is the header.
  public var columns: [String]?
  /// What every id begins with.
  public var idPrefix: String
  /// Fields that are the same in every record.
  public var constants: [FieldName: JSONValue]
  /// How the other fields are made.
  public var rules: [Rule]
  /// Whether the source speaks the dictionary's own keys and needs no rules.
  public let isPlain: Bool

  init(name: String, format: SourceFormat, isPlain: Bool) {
    self.name = name
    self.format = format
    self.columns = nil
    self.idPrefix = ""
    self.constants = [:]
    self.rules = []
    self.isPlain = isPlain
  }

  /// The mapping of a source whose keys or header cells are the dictionary's own. In tables, lists
  /// are separated by `;`.
  public static func plain(_ format: SourceFormat) -> SourceMapping {
    SourceMapping(name: "the data dictionary", format: format, isPlain: true)
  }
}
