/// What ``IndexChecker`` found.
public struct CheckReport: Codable, Sendable, Equatable {
  /// One damaged part of the index.
  public struct Issue: Codable, Sendable, Equatable, CustomStringConvertible {
    /// The name of the file in the index's folder.
    public var file: String
    /// What is wrong with it.
    public var reason: String
    /// How many documents the damaged part holds: those that may be found wrongly, not at all, or
    /// cannot be shown. `nil` where the damage hides it.
    public var documents: Int?

    /// The issue as a sentence.
    public var description: String {
      let extent =
        switch documents {
        case nil: "nobody can tell how many documents this touches"
        case 1: "this touches 1 document"
        case let count?: "this touches \(count) documents"
        }
      return "\(file): \(reason); \(extent)."
    }
  }

  /// The damage, in the order in which it was found; empty for an index that is as it was written.
  public var issues: [Issue] = []
  /// The number of the commit that was checked, zero where its manifest cannot be read.
  public var generation: UInt64 = 0
  /// Segments of the commit.
  public var segments = 0
  /// Files of the commit that could be opened.
  public var files = 0
  /// Bytes of those files.
  public var bytes = 0
  /// Terms in all dictionaries, the documents' keys among them.
  public var terms = 0
  /// Postings in all lists.
  public var postings = 0
  /// Documents, deleted ones not counted.
  public var documents = 0
  /// Deleted documents that still take room.
  public var deletedDocuments = 0

  /// Whether nothing is damaged.
  public var ok: Bool { issues.isEmpty }

  /// A report of nothing yet.
  init() {}

  /// Adds an issue.
  mutating func add(file: String, _ reason: String, documents: Int?) {
    issues.append(Issue(file: file, reason: reason, documents: documents))
  }

  /// Adds what a storage error says, unless the file has an issue already.
  mutating func add(_ error: StorageError, documents: Int?) {
    let file = error.fileName
    guard !issues.contains(where: { $0.file == file }) else { return }
    add(file: file, error.reason, documents: documents)
  }
}

/// How far a check has come.
public struct CheckProgress: Sendable, Equatable {
  /// The place of the segment that is being read, from 1.
  public var segment: Int
  /// How many segments there are.
  public var segmentCount: Int
  /// What of it is being read: "checksums", "field title", "columns", "stored records" or "keys".
  public var part: String
}

extension StorageError {
  /// The name, without its folder, of the file that the error is about.
  fileprivate var fileName: String {
    let path =
      switch self {
      case .missing(let file), .exists(let file), .invalidName(let file), .diskFull(let file),
        .newerVersion(let file, _, _), .damaged(let file, _), .system(_, let file, _):
        file
      case .notAnIndex: Manifest.fileName
      case .locked(let path, _): path
      }
    return path.split(separator: "/").last.map { String($0) } ?? path
  }

  /// What is wrong, without file and remedy.
  fileprivate var reason: String {
    switch self {
    case .missing, .notAnIndex: "it is missing"
    case .damaged(_, let reason): reason
    case .newerVersion(_, let found, let supported):
      "it has format version \(found), but this zhisou reads versions up to \(supported)"
    case .invalidName: "this is not a name the index gives to its files"
    case .exists, .locked, .diskFull, .system: description
    }
  }
}
