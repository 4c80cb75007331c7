import DisclosureControl
import GeoPrimitives
import GeoStore
import MapRendering
import Places
import SpatialIndexing

/// Outreach sessions as points: where they took place, or where the name of their village stands when
/// only that is known.
struct ActivityPoints: PointSource {
  let snapshot: DatasetSnapshot
  let filter: ActivityFilter
  let area: AreaOfResponsibility

  static let color = RGBA(0x00805E)

  func forEachPoint(_ visit: (PlacedRow) -> Void) {
    let (isInside, zone) = (snapshot.isInside(area), snapshot.zone)
    for (row, record) in snapshot.activities.records.enumerated() {
      let village = snapshot.activities.village(ofRow: row)
      guard accepts(record, zone), isInside(village),
        let place = record.place ?? village.map({ snapshot.villages.areas[$0].label })
      else { continue }
      visit(
        PlacedRow(
          row: row, place: place, key: StableHash.of(record.id), category: record.kind.position))
    }
  }

  /// A session takes place when its day begins, as in tables.
  private func accepts(_ record: ActivityRecord, _ zone: TimeZoneOffset) -> Bool {
    (filter.kinds.isEmpty || filter.kinds.contains(record.kind))
      && filter.interval.contains(Instant(startOf: record.date, in: zone))
  }

  private func record(_ row: Int) -> ActivityRecord { snapshot.activities.records[row] }

  func tags(ofRow row: Int) -> [VectorTileTag] {
    let record = record(row)
    let level = record.place == nil ? PrecisionLevel.desa : .point
    var tags: [VectorTileTag] = [
      ("id", .string(record.id)), ("kind", .string(record.kind.rawValue)),
      ("date", .string(record.date.description)), ("level", .string(level.rawValue)),
    ]
    if let village = snapshot.activities.village(ofRow: row) {
      tags.append(("code", .string(snapshot.villages.areas[village].code.text)))
    }
    if let count = record.participants { tags.append(("participants", .integer(Int64(count)))) }
    return tags
  }

  func symbol(ofRow row: Int) -> PointSymbol {
    var symbol = record(row).kind.symbol
    symbol.isHollow = record(row).place == nil
    return symbol
  }

  func name(ofRow row: Int) -> String? { title(ofRow: row) }

  func title(ofRow row: Int) -> String { "\(record(row).kind.rawValue) \(record(row).date)" }

  func tags(ofCounts counts: [Int]) -> [VectorTileTag] {
    CountTags.of(ActivityKind.self, "kind", counts)
  }

  func ring(ofCounts counts: [Int]) -> [GroupSymbol.Part] {
    [GroupSymbol.Part(color: Self.color, count: counts.reduce(0, +))]
  }
}

extension ActivityKind {
  var symbol: PointSymbol {
    switch self {
    case .edukasi: PointSymbol(.circle, ActivityPoints.color)
    case .layanan: PointSymbol(.square, ActivityPoints.color)
    case .rapat: PointSymbol(.diamond, ActivityPoints.color)
    case .kunjungan: PointSymbol(.triangle, ActivityPoints.color)
    }
  }
}
