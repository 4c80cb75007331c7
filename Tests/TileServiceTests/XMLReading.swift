import Foundation
import FoundationXML

/// An XML document as a parser of its own reads it, by the local names of its elements.
struct XMLReading {
  private struct Node {
    var path: [String]
    var attributes: [String: String]
    var text: String
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var nodes: [Node] = []
    private var open: [Int] = []

    private static func local(_ name: String) -> String {
      String(name.split(separator: ":").last ?? "")
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      let path = (open.last.map { nodes[$0].path } ?? []) + [Self.local(name)]
      let named = attributes.map { (Self.local($0.key), $0.value) }
      open.append(nodes.count)
      nodes.append(
        Node(
          path: path, attributes: Dictionary(named, uniquingKeysWith: { a, _ in a }), text: ""))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if let last = open.last { nodes[last].text += text }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      open.removeLast()
    }
  }

  struct NotWellFormed: Error {
    let text: String
  }

  private let nodes: [Node]

  init(_ bytes: [UInt8]) throws {
    let reader = Reader()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    guard parser.parse(), !reader.nodes.isEmpty else {
      throw NotWellFormed(text: String(decoding: bytes.prefix(500), as: UTF8.self))
    }
    nodes = reader.nodes
  }

  var rootName: String { nodes[0].path[0] }

  /// The elements whose path ends so, such as `Layer/Name`.
  private func nodes(_ path: String) -> [Node] {
    let parts = path.split(separator: "/").map(String.init)
    return nodes.filter { $0.path.suffix(parts.count) == parts[...] }
  }

  func texts(_ path: String) -> [String] { nodes(path).map(\.text) }

  func attributes(_ path: String) -> [[String: String]] { nodes(path).map(\.attributes) }

  func attribute(_ name: String, of path: String) -> String? {
    nodes(path).first?.attributes[name]
  }
}
