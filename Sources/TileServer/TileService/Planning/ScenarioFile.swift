import Foundation
public import GeoCore
import Yams

/// Reads scenarios of plans from YAML.
///
/// The text is read as nodes and not as values, because a node knows its line, and because a code such as `35.10` is then
/// what was typed.
public enum ScenarioFile {
  /// The greatest file.
  private static let limit = 1_048_576

  /// What a file says.
  /// - Throws: `PlanScenarioError` naming the line.
  public static func read(_ path: String) throws(PlanScenarioError) -> PlanNode {
    guard let bytes = FileManager.default.contents(atPath: path), bytes.count < limit,
      let text = String(validating: bytes, as: UTF8.self)
    else { throw PlanScenarioError(.unreadable, key: path) }
    return try node(of: text)
  }

  /// What a text says.
  /// - Throws: `PlanScenarioError` naming the line.
  public static func node(of text: String) throws(PlanScenarioError) -> PlanNode {
    do {
      guard let root = try Yams.compose(yaml: text) else { return PlanNode(.nothing) }
      return try node(root)
    } catch let error as PlanScenarioError {
      throw error
    } catch YamlError.duplicatedKeysInMapping(_, let context) {
      throw PlanScenarioError(.notYAML("a key stands there twice"), line: context.mark.line)
    } catch {
      throw PlanScenarioError(.notYAML("\(error)".prefix { $0 != "\n" }.description))
    }
  }

  private static func node(_ node: Node) throws(PlanScenarioError) -> PlanNode {
    if let scalar = node.scalar {
      let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
      return PlanNode(isNothing ? .nothing : .scalar(scalar.string))
    }
    if let sequence = node.sequence {
      var items: [PlanNode] = []
      for item in sequence { items.append(try Self.node(item)) }
      return PlanNode(.list(items))
    }
    var members: [PlanNode.Member] = []
    for (key, value) in node.mapping ?? [:] {
      guard let name = key.scalar?.string else {
        throw PlanScenarioError(.notYAML("a key is no text"), line: key.mark?.line)
      }
      members.append(
        PlanNode.Member(key: name, line: key.mark?.line, value: try Self.node(value)))
    }
    return PlanNode(.members(members))
  }
}
