import Coverage
import GeoPrimitives
import GeoStore
import Places

/// Areas of a level as features, ascending by code.
struct AreaFeatures: FeatureTable {
  let properties: [PropertyDescription]
  let isOfPoints = false
  private let layer: AreaLayer
  private let columns: [@Sendable (Area) -> PropertyValue]

  init(
    _ level: AdministrativeLevel, _ properties: [PropertyDescription], in snapshot: DatasetSnapshot
  ) {
    self.properties = properties
    layer = snapshot.layer(level)
    columns = properties.map { Self.column($0.name, snapshot) }
  }

  /// What is told of an area under a name.
  private static func column(
    _ name: String, _ snapshot: DatasetSnapshot
  ) -> @Sendable (Area) -> PropertyValue {
    @Sendable func stage(_ area: Area) -> ProgrammeRecord? {
      snapshot.programme.stage(of: area.code.text, on: snapshot.today)
    }
    switch name {
    case "code": return { .text($0.code.text) }
    case "name": return { PropertyValue($0.name) }
    case "area_km2": return { .number(($0.squareKilometers * 1e4).rounded() / 1e4) }
    case "boundary_status": return { PropertyValue($0.boundaryStatus?.rawValue) }
    case "status": return { PropertyValue($0.status?.rawValue) }
    case "phase": return { PropertyValue(stage($0)?.phase) }
    case "since": return { PropertyValue(stage($0)?.since.description) }
    case "residents": return { PropertyValue(snapshot.residents[$0.code.text]) }
    default:
      guard let level = AdministrativeLevel(rawValue: name) else { return { _ in .null } }
      let layer = snapshot.layer(level)
      return { area in
        PropertyValue(area.code.ancestor(at: level).flatMap { layer.area(code: $0.text)?.name })
      }
    }
  }

  var count: Int { layer.areas.count }

  func rows(touching boxes: [Envelope]) -> [Int] {
    guard boxes.count > 1 else { return boxes.first.map(layer.positions(intersecting:)) ?? [] }
    return Set(boxes.flatMap(layer.positions(intersecting:))).sorted()
  }

  func row(ofFeature id: String) -> Int? { layer.position(code: id) }

  func id(ofRow row: Int) -> String { layer.areas[row].code.text }

  func box(ofRow row: Int) -> Envelope { layer.areas[row].envelope }

  func geometry(ofRow row: Int) -> Geometry { .multiPolygon(layer.areas[row].geometry) }

  func value(of property: Int, ofRow row: Int) -> PropertyValue {
    columns[property](layer.areas[row])
  }
}
