import GeoPrimitives
import GeoStore
import TileMath

/// Located tips, column by column and ascending by row number: 31 bytes each, so that ten million fit.
///
/// They do not leave GeoCore: what is derived from them passes through a `Disclosure`.
struct TipColumns: Sendable {
  /// Categories, origins, states and levels as their positions in `allCases`, one byte each.
  struct Attributes: Hashable, Sendable {
    var category: UInt8
    var origin: UInt8
    var status: UInt8
    var level: UInt8
  }

  private(set) var rows = RowNumbers()
  private(set) var points: [GridPoint] = []
  /// Where in their cells the points lie.
  private(set) var offsets: [CellOffset] = []
  private(set) var seconds: [Int64] = []
  private(set) var attributes: [Attributes] = []
  private(set) var channels: [UInt16] = []
  private(set) var radii: [Float] = []

  /// The number of tips.
  var count: Int { points.count }

  /// Adds a tip whose row number is above those before it; one off the grid is left out.
  mutating func append(_ tip: StoredTip) {
    let place = Coordinate(longitude: tip.longitude, latitude: tip.latitude)
    guard let (point, offset) = GridPoint.located(place) else { return }
    rows.append(tip.row)
    points.append(point)
    offsets.append(offset)
    seconds.append(tip.secondsSince1970)
    attributes.append(
      Attributes(
        category: tip.category.position, origin: tip.origin.position,
        status: tip.status.position, level: tip.level.position))
    channels.append(UInt16(clamping: tip.channel))
    radii.append(tip.radiusMeters.isNaN ? 0 : tip.radiusMeters)
  }

  /// Adds a stretch of other tips whose row numbers are above those here.
  mutating func append(_ other: TipColumns, _ range: Range<Int>) {
    for position in range { rows.append(other.rows[position]) }
    points += other.points[range]
    offsets += other.offsets[range]
    seconds += other.seconds[range]
    attributes += other.attributes[range]
    channels += other.channels[range]
    radii += other.radii[range]
  }
}

extension CaseIterable where Self: Equatable {
  /// The case's place among all cases, in one byte.
  var position: UInt8 {
    UInt8(truncatingIfNeeded: Self.allCases.enumerated().first { $0.element == self }?.offset ?? 0)
  }
}
