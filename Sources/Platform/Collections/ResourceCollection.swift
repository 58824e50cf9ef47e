/// A kind of resource: one collection of one centre.
///
/// A new collection is one type, declared in its centre's file and named in that centre's list; the
/// code table, the checks, the index schema and `zhisou schema` follow from it:
///
/// ```swift
/// public enum OnlineCourse: ResourceCollection {
///   public static let code = "online_course"
///   public static let label = Label("在线精品课", "Online course")
///   public static let fields: [FieldName] = [.hours, .workload]
/// }
/// ```
public protocol ResourceCollection: Sendable {
  /// The code that records carry in `collection`.
  static var code: String { get }
  /// What people call it.
  static var label: Label { get }
  /// The collection's own fields, beyond those that every record may carry.
  static var fields: [FieldName] { get }
  /// The fields without which a record of the collection is refused, beyond those of every record.
  static var required: [FieldName] { get }
  /// Whether a record with a `body` may do without a `summary`: a law's article is its own summary.
  static var bodyStandsForSummary: Bool { get }
}

extension ResourceCollection {
  /// Nothing beyond what every record must carry.
  public static var required: [FieldName] { [] }
  /// A summary is required.
  public static var bodyStandsForSummary: Bool { false }
}

/// One of the platform's centres and the collections it shows.
public protocol ResourceCentre: Sendable {
  /// The code that filters and counts use.
  static var code: String { get }
  /// What people call it.
  static var label: Label { get }
  /// Its collections in reading order.
  static var collections: [any ResourceCollection.Type] { get }
}

/// The platform's centres.
public enum Centres {
  /// Every centre in reading order.
  public static let all: [any ResourceCentre.Type] = [
    MajorCourseCentre.self, VirtualSimulationCentre.self, TeacherDevelopmentCentre.self,
    TextbookCentre.self, IndustryCentre.self, SmartVocationalCentre.self,
    NewFormTextbookCentre.self, ResearchOfficeCentre.self, StandardsCentre.self,
  ]
}
