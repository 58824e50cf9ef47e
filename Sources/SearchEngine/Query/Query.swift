/// What to find. A tree whose leaves are analysed text, phrases, prefixes and exact terms.
///
/// Which documents match follows from the tree; how they rank follows from every positive leaf,
/// wherever it stands. Filters restrict and never score; they stand in ``SearchOptions/filters``.
public indirect enum Query: Sendable, Equatable {
  /// Every document.
  case all
  /// Analysed text over the default text fields. With ``TextMatch/all``, a document must hold every
  /// unit (character or alphabetic word) of the text, in whichever field; with ``TextMatch/any``,
  /// one token suffices.
  case text(String, match: TextMatch, fields: [String]? = nil)
  /// The units of the text one after the other in one field, however they are segmented.
  case phrase(String, fields: [String]? = nil)
  /// A term that starts with the (analysed) text.
  case prefix(String, fields: [String]? = nil)
  /// One term exactly as it lies in the index, without analysis.
  case term(String, field: String)
  /// All of them.
  case and([Query])
  /// At least one of them.
  case or([Query])
  /// None of it. Alone or in an ``or(_:)`` it means "every document but these".
  case not(Query)
}

/// How much of a text a document must hold.
public enum TextMatch: String, Sendable, Equatable, Codable {
  /// Every unit.
  case all
  /// Any token.
  case any
}
