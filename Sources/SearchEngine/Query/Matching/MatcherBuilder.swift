/// Makes a segment's matcher from a compiled plan.
struct MatcherBuilder {
  let segment: SegmentReader
  let segmentIndex: Int
  let groups: [TermGroup]

  /// The matcher for a plan.
  func matcher(for plan: QueryCompiler.Plan) throws(SearchError) -> any DocumentMatcher {
    switch plan {
    case .everything: return ConstantMatcher(true)
    case .nothing: return ConstantMatcher(false)
    case .groups(let indices):
      var cursors: [PostingsCursor] = []
      for index in indices { cursors.append(contentsOf: try self.cursors(of: groups[index])) }
      return cursors.isEmpty ? ConstantMatcher(false) : PostingsMatcher(cursors)
    case .all(let parts): return ConjunctionMatcher(try matchers(for: parts))
    case .any(let parts): return DisjunctionMatcher(try matchers(for: parts))
    case .not(let part): return ComplementMatcher(try matcher(for: part))
    }
  }

  private func matchers(
    for plans: [QueryCompiler.Plan]
  ) throws(SearchError) -> [any DocumentMatcher] {
    var matchers: [any DocumentMatcher] = []
    for plan in plans { matchers.append(try matcher(for: plan)) }
    return matchers
  }

  private func cursors(of group: TermGroup) throws(SearchError) -> [PostingsCursor] {
    var cursors: [PostingsCursor] = []
    for term in group.fields {
      guard let source = term.sources[segmentIndex], let field = segment.field(named: term.field)
      else { continue }
      switch source {
      case .term(let info):
        do throws(StorageError) {
          cursors.append(try segment.postings(of: info, in: field))
        } catch { throw .storage(error) }
      case .made(let made):
        if let cursor = made.makeCursor(documentCount: UInt32(segment.documentCount)) {
          cursors.append(cursor)
        }
      }
    }
    return cursors
  }
}
