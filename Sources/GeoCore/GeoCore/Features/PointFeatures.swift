import GeoPrimitives
import GeoStore
import MapRendering
import SpatialIndexing

/// Points as features, as far as somebody may see them: what is told of each is what vector tiles tell.
///
/// Tips have the number of their row for an identifier, others their own.
struct PointFeatures: FeatureTable {
  let properties: [PropertyDescription]
  private let source: any PointSource
  private let points: [PlacedRow]
  private let hasNumbers: Bool

  init(_ admitted: AdmittedPoints, in snapshot: DatasetSnapshot) throws(PointIndexError) {
    let layer = admitted.query.layer
    properties = layer.properties
    source = snapshot.source(of: admitted)
    hasNumbers = layer == .tips
    var points: [PlacedRow] = []
    try source.forEachPoint { points.append($0) }
    self.points = points
  }

  var count: Int { points.count }

  func rows(touching boxes: [Envelope]) -> [Int] {
    points.indices.filter { row in boxes.contains { $0.contains(points[row].place) } }
  }

  func row(ofFeature id: String) -> Int? {
    points.indices.first { self.id(ofRow: $0) == id }
  }

  func id(ofRow row: Int) -> String {
    if hasNumbers { return String(Int64(bitPattern: points[row].key)) }
    guard case .text(let id) = value(named: "id", ofRow: row) else { return "" }
    return id
  }

  func box(ofRow row: Int) -> Envelope { geometry(ofRow: row).envelope }

  func geometry(ofRow row: Int) -> Geometry { .point(points[row].place) }

  func value(of property: Int, ofRow row: Int) -> PropertyValue {
    value(named: properties[property].name, ofRow: row)
  }

  private func value(named name: String, ofRow row: Int) -> PropertyValue {
    switch source.tags(ofRow: points[row].row).first(where: { $0.key == name })?.value {
    case .string(let text): .text(text)
    case .double(let number): .number(number)
    case .integer(let number): .number(Double(number))
    case .bool(let flag): .flag(flag)
    case nil: .null
    }
  }
}
