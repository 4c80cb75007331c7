import Foundation
import FoundationXML
import GeoCore
import Testing

/// Tiles as tests ask for them.
struct Tiles {
  let snapshot: DatasetSnapshot

  init(_ snapshot: DatasetSnapshot) { self.snapshot = snapshot }

  func callAsFunction(_ path: String) throws -> RenderedTile {
    try TileRenderer(snapshot).render(
      try TileRequest(path: path, zone: snapshot.zone), for: .owner(purpose: "tests"))
  }

  /// The tiles of a zoom level that touch a box.
  static func covering(_ box: Envelope, zoom: Int) throws -> [TileID] {
    let first = try #require(
      TileID(containing: Coordinate(longitude: box.minX, latitude: box.maxY), zoom: zoom))
    let last = try #require(
      TileID(containing: Coordinate(longitude: box.maxX, latitude: box.minY), zoom: zoom))
    return (first.y...last.y).flatMap { y in
      (first.x...last.x).compactMap { TileID(zoom: zoom, x: $0, y: y) }
    }
  }
}

extension TileID {
  /// The end of the tile's address, without a format.
  var path: String { "\(zoom)/\(x)/\(y)" }
}

/// What a drawing consists of, as an XML parser sees it.
final class DrawingReader: NSObject, XMLParserDelegate {
  private(set) var elements: [String: Int] = [:]
  private(set) var root: [String: String] = [:]

  /// Reads a drawing; `nil` when it is not well-formed.
  static func read(_ bytes: [UInt8]) -> DrawingReader? {
    let reader = DrawingReader()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    return parser.parse() ? reader : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if elements.isEmpty { root = attributes }
    elements[name, default: 0] += 1
  }
}
