/// Books with a course and a space: the book and its micro-lessons are parts of one whole.
public enum NewFormTextbookCentre: ResourceCentre {
  /// The centre's code.
  public static let code = "new_form_textbook"
  /// 新形态教材.
  public static let label = Label("新形态教材", "New-form textbooks")
  /// The centre's collections.
  public static let collections: [any ResourceCollection.Type] = [
    NewFormTextbook.self, MicroLesson.self,
  ]

  /// A book that comes with an online course.
  public enum NewFormTextbook: ResourceCollection {
    /// The collection's code.
    public static let code = "new_form_textbook"
    /// 新形态教材.
    public static let label = Label("新形态教材", "New-form textbook")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.authors, .isbn, .publisher, .microLessonCount]
  }

  /// A short lesson that belongs to a book.
  public enum MicroLesson: ResourceCollection {
    /// The collection's code.
    public static let code = "micro_lesson"
    /// 微课.
    public static let label = Label("微课", "Micro-lesson")
    /// The collection's own fields.
    public static let fields: [FieldName] = [.partOf, .chapter, .minutes]
    /// The fields it cannot do without.
    public static let required: [FieldName] = [.partOf]
  }
}
