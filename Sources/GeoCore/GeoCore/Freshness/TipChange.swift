import Coverage
import GeoPrimitives
import GeoStore
import Places
import SpatialIndexing
import TileMath

/// A tip as it was, or as it is, on one side of a change: what decides which pictures it shows in.
struct TipChange: Sendable {
  /// The revision of the snapshot that has the change.
  var revision: Int
  /// Where the tip adds to a density, but for the bandwidth: its place, its disc, or its village.
  var box: Envelope
  /// The position of its village; −1 for none.
  var village: Int32
  var seconds: Int64
  var attributes: TipColumns.Attributes
  var channel: UInt16

  /// - Complexity: O(log n + v) for v vertices of the villages around the place.
  init(_ columns: TipColumns, _ position: Int, in villages: AreaLayer, revision: Int) {
    self.revision = revision
    seconds = columns.seconds[position]
    attributes = columns.attributes[position]
    channel = columns.channels[position]
    let point = columns.points[position]
    let home = villages.position(containing: point.coordinate)
    village = home.map { Int32(truncatingIfNeeded: $0) } ?? AreaAssignment.none
    if let home, attributes.level == PrecisionLevel.desa.position {
      box = villages.areas[home].envelope
    } else {
      let place = point.coordinate(at: columns.offsets[position])
      box = Envelope(
        minX: place.longitude, minY: place.latitude, maxX: place.longitude, maxY: place.latitude
      ).widened(byMeters: Double(columns.radii[position]))
    }
  }
}

/// Where and for whom single tips go into a picture.
struct TipInfluence {
  /// Which tips do.
  let filter: TipFilter.Compiled
  /// By village, whether its tips do; `nil` when all tips do, also those in no village.
  let isInside: [Bool]?
  /// Where they may lie, in degrees; `nil` for anywhere.
  let box: Envelope?

  func isReached(by change: TipChange) -> Bool {
    guard filter.accepts(change.seconds, change.attributes, channel: change.channel) else {
      return false
    }
    guard let isInside else { return true }
    return change.village != AreaAssignment.none && isInside[Int(change.village)]
  }
}
