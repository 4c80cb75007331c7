import GeoPrimitives
import GeoStore
import MapRendering
import SpatialIndexing

/// Immigration offices; everybody sees them.
struct OfficePoints: PointSource {
  let records: [OfficeRecord]

  /// How an office looks.
  static let symbol = PointSymbol(.square, RGBA(0x2F3E56))

  func forEachPoint(_ visit: (PlacedRow) -> Void) {
    for (row, record) in records.enumerated() {
      guard let place = record.place else { continue }
      visit(PlacedRow(row: row, place: place, key: StableHash.of(record.id)))
    }
  }

  func tags(ofRow row: Int) -> [VectorTileTag] {
    let record = records[row]
    return [
      ("id", .string(record.id)), ("name", .string(record.name)),
      ("area", .string(record.area.joined(separator: ","))),
    ]
  }

  func symbol(ofRow row: Int) -> PointSymbol { Self.symbol }

  func name(ofRow row: Int) -> String? { records[row].name }

  func title(ofRow row: Int) -> String { records[row].name }

  func tags(ofCounts counts: [Int]) -> [VectorTileTag] { [] }

  func ring(ofCounts counts: [Int]) -> [GroupSymbol.Part] {
    [GroupSymbol.Part(color: Self.symbol.color, count: counts.reduce(0, +))]
  }
}
