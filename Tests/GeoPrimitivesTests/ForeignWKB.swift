import GeoPrimitives
import Testing

/// Well-known binary as other programs write it: either byte order, with heights and measures, in the
/// ISO or the EWKB manner. It shares no line with the library's reader and writer.
struct ForeignWKB {
  /// How a program marks what it writes.
  struct Dialect: Sendable, CustomTestStringConvertible {
    var name: String
    var isBigEndian = false
    var hasHeight = false
    var hasMeasure = false
    var isExtended = false
    var referenceSystem: UInt32?

    var testDescription: String { name }

    static let all = [
      Dialect(name: "little-endian"),
      Dialect(name: "big-endian", isBigEndian: true),
      Dialect(name: "ISO Z", hasHeight: true),
      Dialect(name: "ISO M", hasMeasure: true),
      Dialect(name: "ISO ZM, big-endian", isBigEndian: true, hasHeight: true, hasMeasure: true),
      Dialect(name: "EWKB with SRID", isExtended: true, referenceSystem: 4326),
      Dialect(name: "EWKB Z", hasHeight: true, isExtended: true),
      Dialect(name: "EWKB M, big-endian", isBigEndian: true, hasMeasure: true, isExtended: true),
      Dialect(
        name: "EWKB ZM with SRID", hasHeight: true, hasMeasure: true, isExtended: true,
        referenceSystem: 23833),
    ]
  }

  var dialect: Dialect
  private(set) var bytes: [UInt8] = []

  init(_ dialect: Dialect) { self.dialect = dialect }

  static func point(_ place: Coordinate, _ dialect: Dialect) -> [UInt8] {
    var text = ForeignWKB(dialect)
    text.header(1)
    text.position(place)
    return text.bytes
  }

  static func polygon(_ polygon: Polygon, _ dialect: Dialect) -> [UInt8] {
    var text = ForeignWKB(dialect)
    text.polygon(polygon)
    return text.bytes
  }

  static func multiPolygon(_ area: MultiPolygon, _ dialect: Dialect) -> [UInt8] {
    var text = ForeignWKB(dialect)
    text.header(6)
    // Only the outermost header of EWKB tells the reference system.
    text.dialect.referenceSystem = nil
    text.number(UInt32(area.polygons.count))
    for polygon in area.polygons { text.polygon(polygon) }
    return text.bytes
  }

  mutating func polygon(_ polygon: Polygon) {
    header(3)
    number(UInt32(polygon.rings.count))
    for ring in polygon.rings {
      number(UInt32(ring.coordinates.count))
      for place in ring.coordinates { position(place) }
    }
  }

  mutating func header(_ type: UInt32) {
    bytes.append(dialect.isBigEndian ? 0 : 1)
    var code = type
    if dialect.isExtended {
      if dialect.hasHeight { code |= 0x8000_0000 }
      if dialect.hasMeasure { code |= 0x4000_0000 }
      if dialect.referenceSystem != nil { code |= 0x2000_0000 }
    } else {
      code += (dialect.hasHeight ? 1000 : 0) + (dialect.hasMeasure ? 2000 : 0)
    }
    number(code)
    if dialect.isExtended, let system = dialect.referenceSystem { number(system) }
  }

  mutating func position(_ place: Coordinate) {
    number(place.longitude.bitPattern)
    number(place.latitude.bitPattern)
    if dialect.hasHeight { number((1234.5).bitPattern) }
    if dialect.hasMeasure { number((-9.0).bitPattern) }
  }

  mutating func number<Value: FixedWidthInteger>(_ value: Value) {
    let shifts = stride(from: 0, to: Value.bitWidth, by: 8)
    let digits = shifts.map { UInt8(truncatingIfNeeded: value >> $0) }
    bytes += dialect.isBigEndian ? digits.reversed() : digits
  }
}
