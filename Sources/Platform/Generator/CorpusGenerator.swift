/// A corpus of synthetic resources in the platform's proportions, about 33,000 at scale 1.
///
/// Every resource is marked `synthetic` and valid by the data dictionary. A resource depends on the
/// seed, its collection and its ordinal alone: not on the scale, nor on the resources before it. So
/// any of them can be made on any thread, ids stay the same as a corpus grows, and the same seed
/// gives the same bytes everywhere.
///
/// ```swift
/// let corpus = CorpusGenerator(seed: 42, scale: 1)
/// for resource in corpus { … }
/// ```
public struct CorpusGenerator: Sendable, RandomAccessCollection {
  /// The seed.
  public let seed: UInt64
  private let plan: CorpusPlan

  /// Makes a corpus.
  ///
  /// - Parameters:
  ///   - seed: What the words are drawn with.
  ///   - scale: The size as a multiple of the platform's; each collection has at least one resource.
  ///     Clamped to 0...10000.
  public init(seed: UInt64, scale: Double = 1) {
    self.seed = seed
    self.plan = CorpusPlan(scale: scale.isFinite ? Swift.min(Swift.max(scale, 0), 10000) : 1)
  }

  /// Zero.
  public var startIndex: Int { 0 }
  /// The number of resources.
  public var endIndex: Int { plan.count }

  /// The resource at an index, made anew at each call. O(1): some ten microseconds.
  public subscript(index: Int) -> Resource {
    let place = plan.place(of: index)
    return Self.resource(seed: seed, collection: place.collection, ordinal: place.ordinal)
  }

  static func identifier(_ collection: String, _ ordinal: Int) -> String {
    "syn:\(collection):\(ordinal + 1)"
  }

  static func resource(seed: UInt64, collection: String, ordinal: Int) -> Resource {
    var draft = ResourceDraft(seed: seed, collection: collection, ordinal: ordinal)
    switch CollectionCatalogue.collection(code: collection)?.centre.code {
    case MajorCourseCentre.code: draft.fillMajorCourse()
    case VirtualSimulationCentre.code: draft.fillVirtualSimulation()
    case TeacherDevelopmentCentre.code: draft.fillTeacherDevelopment()
    case TextbookCentre.code, NewFormTextbookCentre.code: draft.fillTextbook()
    case IndustryCentre.code: draft.fillIndustry()
    case SmartVocationalCentre.code: draft.fillSmartVocational()
    case ResearchOfficeCentre.code: draft.fillResearchOffice()
    default: draft.fillStandards()
    }
    return draft.finish()
  }
}
