public import GeoPrimitives

/// A piece of a scenario as it was written: YAML, JSON and flags come to the same.
///
/// Values stay text until whoever knows their key reads them, so that a mistake is told by its key and line.
public struct PlanNode: Hashable, Sendable {
  /// What it is.
  public indirect enum Content: Hashable, Sendable {
    /// Nothing: an empty file, or `null`.
    case nothing
    /// A number, a word, `true` or `false`, as it was typed.
    case scalar(String)
    /// A list.
    case list([PlanNode])
    /// Values by their keys, in the order in which they were written.
    case members([Member])
  }

  /// A key with its value.
  public struct Member: Hashable, Sendable {
    /// The key.
    public var key: String
    /// The line of the key, counted from 1; `nil` outside files.
    public var line: Int?
    /// The value.
    public var value: PlanNode

    /// A member.
    public init(key: String, line: Int? = nil, value: PlanNode) {
      self.key = key
      self.line = line
      self.value = value
    }
  }

  /// What it is.
  public var content: Content

  /// A piece.
  public init(_ content: Content) { self.content = content }

  /// The members of texts by key.
  public init(_ texts: [(key: String, text: String)]) {
    content = .members(texts.map { Member(key: $0.key, value: PlanNode(.scalar($0.text))) })
  }

  /// This with members of another in the place of its own; what has no members is replaced.
  public func overridden(by other: PlanNode) -> PlanNode {
    guard case .members(let others) = other.content else { return self }
    guard case .members(let own) = content else { return other }
    let replaced = Set(others.map(\.key))
    return PlanNode(.members(own.filter { !replaced.contains($0.key) } + others))
  }
}

extension PlanNode {
  /// A piece of JSON.
  public init(_ json: StrictJSON) {
    switch json {
    case .null: content = .nothing
    case .flag(let flag): content = .scalar("\(flag)")
    case .number(let text), .text(let text): content = .scalar(text)
    case .list(let items): content = .list(items.map { PlanNode($0) })
    case .object(let members):
      content = .members(members.map { Member(key: $0.name, value: PlanNode($0.value)) })
    }
  }
}
