import GeoPrimitives
import GeoStore
import MapRendering
import SpatialIndexing

/// Service points; everybody sees them.
struct ServicePoints: PointSource {
  let records: [ServicePointRecord]
  let kinds: Set<ServicePointKind>

  func forEachPoint(_ visit: (PlacedRow) -> Void) {
    for (row, record) in records.enumerated() {
      let kind = record.knownKind
      guard let place = record.place, kinds.isEmpty || kind.map(kinds.contains) ?? false
      else { continue }
      visit(
        PlacedRow(
          row: row, place: place, key: StableHash.of(record.id),
          category: kind?.position ?? UInt8(ServicePointKind.allCases.count)))
    }
  }

  func tags(ofRow row: Int) -> [VectorTileTag] {
    let record = records[row]
    var tags: [VectorTileTag] = [("id", .string(record.id)), ("name", .string(record.name))]
    if let kind = record.kind { tags.append(("kind", .string(kind))) }
    return tags
  }

  func symbol(ofRow row: Int) -> PointSymbol {
    records[row].knownKind?.symbol ?? ServicePointKind.otherSymbol
  }

  func name(ofRow row: Int) -> String? { records[row].name }

  func title(ofRow row: Int) -> String {
    records[row].kind.map { "\(records[row].name) (\($0))" } ?? records[row].name
  }

  func tags(ofCounts counts: [Int]) -> [VectorTileTag] {
    CountTags.of(ServicePointKind.self, "kind", counts)
  }

  func ring(ofCounts counts: [Int]) -> [GroupSymbol.Part] {
    [GroupSymbol.Part(color: ServicePointKind.color, count: counts.reduce(0, +))]
  }
}

extension ServicePointRecord {
  /// Its kind, if it is one of those that imports know; another program may have written another.
  var knownKind: ServicePointKind? { kind.flatMap(ServicePointKind.init(rawValue:)) }
}

extension ServicePointKind {
  static let color = RGBA(0x6A5A9E)
  static let otherSymbol = PointSymbol(.circle, color, isHollow: true)

  var symbol: PointSymbol {
    switch self {
    case .immigrationOffice: PointSymbol(.square, Self.color)
    case .checkpoint: PointSymbol(.diamond, Self.color)
    case .lentera: PointSymbol(.triangle, Self.color)
    case .serviceUnit: PointSymbol(.circle, Self.color)
    case .mobileStop: Self.otherSymbol
    }
  }
}
