extension RecordIssue {
  /// Why a record was refused.
  public enum Reason: Sendable, Equatable {
    /// The line is no JSON text.
    case malformedJSON(JSONSyntaxError)
    /// The line is JSON, but no object.
    case notAnObject(found: String)
    /// Bytes that are no UTF-8.
    case invalidUTF8
    /// The record is longer than records may be, in bytes.
    case tooLong(limit: Int)
    /// The source holds no record at all.
    case emptySource
    /// A CSV record breaks RFC 4180.
    case malformedCSV(String)
    /// A row has more or fewer cells than there are columns.
    case wrongCellCount(expected: Int, found: Int)
    /// A field is missing that every record of the collection needs.
    case missing(collection: String?)
    /// A key that the data dictionary lacks, and the known one most like it.
    case unknownField(nearest: String?)
    /// A field of other collections.
    case foreignField(collection: String)
    /// A key that appears twice.
    case repeatedField
    /// A value of the wrong type.
    case wrongType(expected: String, found: String, example: String)
    /// A code that its table lacks, and the one most like it.
    case unknownCode(String, table: String, nearest: String?)
    /// No day of the calendar.
    case badDate(String)
    /// A number out of its bounds.
    case outOfRange(Int64, ClosedRange<Int64>)
    /// An id that cannot serve as one.
    case badIdentifier(String)
    /// A keyword of several lines or with control characters, or one too long.
    case badKeyword(String)
    /// No `http` or `https` address.
    case badAddress(String)
    /// No code of the required number of digits.
    case badDigits(String, count: Int)
    /// A text from which the mapping should read a number, a date or a boolean, and could not.
    case unreadable(String, asType: String, column: String)
  }
}

extension RecordIssue.Reason: CustomStringConvertible {
  /// The reason as the middle of a sentence.
  public var description: String {
    switch self {
    case .malformedJSON(let error): "the line is not JSON: \(error.description)"
    case .notAnObject(let found): "the line holds \(found), not an object"
    case .invalidUTF8: "the record is not UTF-8"
    case .tooLong(let limit): "the record is longer than \(limit) bytes"
    case .emptySource: "the source holds no record"
    case .malformedCSV(let reason): "the record is not CSV: \(reason)"
    case .wrongCellCount(let expected, let found): "\(found) cells, but \(expected) columns"
    case .missing(let collection):
      if let collection { "is required of \(collection)" } else { "is required" }
    case .unknownField: "is not in the data dictionary"
    case .foreignField(let collection): "is not a field of \(collection)"
    case .repeatedField: "appears twice"
    case .wrongType(let expected, let found, _): "is \(found), not \(expected)"
    case .unknownCode(let code, let table, _):
      "\(RecordIssue.quoted(code)) is not in the code table \(table)"
    case .badDate(let text): "\(RecordIssue.quoted(text)) is no date"
    case .outOfRange(let value, let range):
      "\(value) is not between \(range.lowerBound) and \(range.upperBound)"
    case .badIdentifier(let reason): "the id \(reason)"
    case .badKeyword(let reason): "the value \(reason)"
    case .badAddress(let text): "\(RecordIssue.quoted(text)) is no web address"
    case .badDigits(let text, let count): "\(RecordIssue.quoted(text)) is not \(count) digits"
    case .unreadable(let text, let type, let column):
      "column \(RecordIssue.quoted(column)) holds \(RecordIssue.quoted(text)), not \(type)"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .malformedJSON: "write one JSON object a line (NDJSON), strings in double quotes"
    case .notAnObject: "write one JSON object a line (NDJSON)"
    case .invalidUTF8: "save the file as UTF-8 (iconv -f GB18030 -t UTF-8 converts older exports)"
    case .tooLong: "split the record or shorten its body; look for a quotation mark left open"
    case .emptySource: "check the path, and that the export that wrote it succeeded"
    case .malformedCSV: "put cells that hold quotes, commas or line breaks in double quotes"
    case .wrongCellCount: "give the row one cell for each column"
    case .missing: "add the field, or map a column to it"
    case .unknownField(let nearest):
      if let nearest {
        "did you mean \"\(nearest)\"?"
      } else {
        "remove it; `zhisou schema` lists the fields"
      }
    case .foreignField: "remove it, or change the record's collection"
    case .repeatedField: "keep one of the two"
    case .wrongType(_, _, let example): "write \(example)"
    case .unknownCode(_, let table, let nearest):
      if let nearest {
        "did you mean \"\(nearest)\"?"
      } else {
        "`zhisou schema` lists the codes of \(table)"
      }
    case .badDate: "write a day of the calendar as YYYY-MM-DD"
    case .outOfRange: "correct the number"
    case .badIdentifier: "give it 1 to \(Resource.longestIdentifier) bytes of one line of text"
    case .badKeyword: "shorten it to one line, or move the text to summary or body"
    case .badAddress: "write an address that starts with http:// or https://"
    case .badDigits: "write the catalogue's code, leading zeros included"
    case .unreadable: "correct the cell, or change the field's rule in the mapping"
    }
  }
}
