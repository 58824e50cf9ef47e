/// A JSON value (RFC 8259) with members in the order in which they were written.
///
/// Foundation's reader is not used for records: it tells neither a repeated key nor where a line is
/// wrong, makes one of `1` and `true`, and takes most of the time of reading.
public indirect enum JSONValue: Sendable, Equatable {
  /// `null`
  case null
  /// `true` or `false`
  case boolean(Bool)
  /// A number without fraction and exponent that fits 64 bits.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object(JSONObject)

  /// What kind of value it is, in words.
  public var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .number: "a number with a fraction"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// A JSON object: its members in order. Keys may repeat; who reads decides what that means.
public struct JSONObject: Sendable, Equatable {
  /// One member.
  public struct Member: Sendable, Equatable {
    /// The key.
    public var key: String
    /// The value.
    public var value: JSONValue

    /// Makes a member.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The members in the order in which they were written.
  public var members: [Member]

  /// Makes an object of members.
  public init(_ members: [Member] = []) { self.members = members }

  /// The first member with the key. O(members).
  public subscript(key: String) -> JSONValue? {
    members.first { $0.key == key }?.value
  }
}
