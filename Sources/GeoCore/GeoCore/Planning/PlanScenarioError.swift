/// What is wrong with a scenario: where, what, and what would be right.
public struct PlanScenarioError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The scenario is no mapping of keys to values.
    case noMapping
    /// There is no such key; known ones are these.
    case unknownKey(known: [String])
    /// The key stands there twice.
    case repeatedKey
    /// A value that cannot stand there.
    case badValue(String, expected: String)
    /// The key must be given.
    case missing(expected: String)
    /// The key cannot be given besides another.
    case notBeside(String)
    /// The text is no YAML.
    case notYAML(String)
    /// The file cannot be read.
    case unreadable
  }

  /// The key, with the keys around it: `criteria.rooms`.
  public let key: String
  /// The line in the file; `nil` outside files.
  public let line: Int?
  /// What is wrong.
  public let problem: Problem

  /// A mistake.
  public init(_ problem: Problem, key: String = "", line: Int? = nil) {
    self.key = key
    self.line = line
    self.problem = problem
  }

  /// A stable name that programs can tell cases apart by.
  public var code: String {
    switch problem {
    case .noMapping, .notYAML, .unreadable: "bad-scenario"
    case .unknownKey: "unknown-parameter"
    case .repeatedKey: "repeated-parameter"
    case .badValue, .missing, .notBeside: "bad-parameter"
    }
  }

  /// One sentence.
  public var description: String { (line.map { "line \($0): " } ?? "") + sentence }

  private var sentence: String {
    switch problem {
    case .noMapping: "a scenario is a mapping of keys to values, such as slots: 10"
    case .unknownKey(let known):
      "there is no key '\(key)'; known are \(known.joined(separator: ", "))"
    case .repeatedKey: "'\(key)' is given twice"
    case .badValue(let text, let expected):
      "'\(key)' is '\(text.prefix(60))'; expected \(expected)"
    case .missing(let expected): "'\(key)' is missing; expected \(expected)"
    case .notBeside(let other): "'\(key)' cannot be given besides '\(other)'"
    case .notYAML(let reason): "this is not YAML that can be understood (\(reason))"
    case .unreadable: "'\(key)' cannot be read as a text of at most a megabyte"
    }
  }
}
