import Foundation

/// A JSON object as a reader of other people's JSON sees it.
public struct JSONObject {
  fileprivate let members: [String: Any]

  /// What is wrong with the text.
  public struct Malformed: Error, Sendable {
    /// The text.
    public let text: String
  }

  private init(_ members: [String: Any]) { self.members = members }

  /// The object that a text holds.
  /// - Throws: `Malformed` when it is none.
  public init(_ text: some StringProtocol) throws(Malformed) {
    let value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
    guard let members = value as? [String: Any] else { throw Malformed(text: String(text)) }
    self.members = members
  }

  /// The objects of the list that a text holds.
  /// - Throws: `Malformed` when it is none.
  public static func list(_ text: some StringProtocol) throws(Malformed) -> [JSONObject] {
    let value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
    guard let list = value as? [[String: Any]] else { throw Malformed(text: String(text)) }
    return list.map { JSONObject($0) }
  }

  /// The names of its members, sorted.
  public var names: [String] { members.keys.sorted() }

  /// A member that is a text.
  public func text(_ name: String) -> String? { members[name] as? String }

  /// A member that is a number.
  public func number(_ name: String) -> Double? { (members[name] as? NSNumber)?.doubleValue }

  /// A member that is a truth value.
  public func bool(_ name: String) -> Bool? { members[name] as? Bool }

  /// A member that is an object.
  public func object(_ name: String) -> JSONObject? {
    (members[name] as? [String: Any]).map { JSONObject($0) }
  }

  /// A member that is a list of objects; empty when it is none.
  public func list(_ name: String) -> [JSONObject] {
    (members[name] as? [[String: Any]] ?? []).map { JSONObject($0) }
  }

  /// A member that is a list of numbers; empty when it is none.
  public func numbers(_ name: String) -> [Double] { members[name] as? [Double] ?? [] }

  /// A member that is a list of texts; empty when it is none.
  public func texts(_ name: String) -> [String] { members[name] as? [String] ?? [] }
}

extension JSONObject {
  /// The text with which a member that is a list of mixed things begins.
  public func first(_ name: String) -> String? { (members[name] as? [Any])?.first as? String }
}
