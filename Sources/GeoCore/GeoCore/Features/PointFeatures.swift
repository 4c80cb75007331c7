import GeoPrimitives
import GeoStore
import MapRendering
import SpatialIndexing

/// Points as features, as far as somebody may see them: what is told of each is what vector tiles tell.
///
/// Tips have the number of their row for an identifier, others their own.
struct PointFeatures: FeatureTable {
  let properties: [PropertyDescription]
  let isOfPoints = true
  private let source: any PointSource
  private let points: PlacedPoints
  /// The source of tips, which are called by their numbers.
  private let tips: TipPoints?

  init(_ admitted: AdmittedPoints, in snapshot: DatasetSnapshot) throws(PointIndexError) {
    properties = admitted.query.layer.properties
    source = snapshot.source(of: admitted)
    tips = source as? TipPoints
    points = try snapshot.placedPoints(of: admitted)
  }

  var count: Int { points.count }

  func rows(touching boxes: [Envelope]) -> [Int] { points.positions(in: boxes) }

  func row(ofFeature id: String) -> Int? {
    guard let tips else { return (0..<count).first { self.id(ofRow: $0) == id } }
    guard let number = Int64(id), String(number) == id else { return nil }
    return (0..<count).first { tips.number(ofRow: points.row(at: $0)) == number }
  }

  func id(ofRow row: Int) -> String {
    if let tips { return String(tips.number(ofRow: points.row(at: row))) }
    guard case .text(let id) = value(named: "id", ofRow: row) else { return "" }
    return id
  }

  func box(ofRow row: Int) -> Envelope { geometry(ofRow: row).envelope }

  func geometry(ofRow row: Int) -> Geometry { .point(points.place(at: row)) }

  func value(of property: Int, ofRow row: Int) -> PropertyValue {
    value(named: properties[property].name, ofRow: row)
  }

  private func value(named name: String, ofRow row: Int) -> PropertyValue {
    switch source.tags(ofRow: points.row(at: row)).first(where: { $0.key == name })?.value {
    case .string(let text): .text(text)
    case .double(let number): .number(number)
    case .integer(let number): .number(Double(number))
    case .bool(let flag): .flag(flag)
    case nil: .null
    }
  }
}
