public import GeoPrimitives
public import SpatialIndexing
import TileMath

/// How much of the mass of an index lies in each of many areas.
///
/// A point's mass goes to the area of the point (`AreaAssignment`). Where a border is not settled, a
/// point close to it may lie on either side: its mass is then shared between the areas around it by
/// the ground of a disc about the point that falls into each.
public struct AreaMasses: Sendable {
  /// Official lines drawn for orientation may be off by this much: one millimetre on a map of
  /// 1 : 50 000.
  public static let defaultToleranceMeters = 50.0

  /// Borders that are not settled.
  public struct Unsettled: Sendable {
    /// For each area whether its border is unsettled.
    public let areas: [Bool]
    /// How close to such a border a point's mass is shared, and the radius of the disc.
    public let toleranceMeters: Double

    /// The areas with unsettled borders, and how far these may be off.
    public init(areas: [Bool], toleranceMeters: Double = defaultToleranceMeters) {
      self.areas = areas
      self.toleranceMeters = toleranceMeters
    }
  }

  /// The mass of each area.
  public let masses: [FixedWeight]

  /// Adds up the mass of each area.
  ///
  /// The shares of a point add up to its mass exactly: what of its disc lies outside all areas goes to
  /// the area that contains the point, or to the nearest for a point outside all. Where areas overlap
  /// within the disc, the shares go with the ground that each covers. A share errs by less than 10⁻⁴
  /// of the mass of a report: it is computed exactly on the plane tangent at the point, and rounded to
  /// units of `FixedWeight`.
  /// - Parameters:
  ///   - index: The points.
  ///   - assignment: Their areas.
  ///   - areas: The areas, as for the assignment.
  ///   - unsettled: Which borders are not settled; `nil` when all are taken as they are.
  ///   - threads: How many threads take part.
  /// - Complexity: O(n), and O(log a + k · v) for each point near an unsettled border, with k areas of v
  ///   vertices around it.
  public init(
    of index: PointIndex, _ assignment: AreaAssignment, areas: [MultiPolygon],
    unsettled: Unsettled? = nil, threads: Int = ConcurrentMap.processorCount
  ) {
    var units = [Int64](repeating: 0, count: areas.count)
    for (position, area) in assignment.areas.enumerated() where area != AreaAssignment.none {
      units[Int(area)] += index.weight(at: position).units
    }
    if let unsettled, unsettled.toleranceMeters > 0, unsettled.areas.contains(true) {
      let sharing = BorderSharing(index, assignment, areas, unsettled)
      for transfer in sharing.transfers(threads: threads) {
        units[Int(transfer.area)] += transfer.units
      }
    }
    masses = units.map { FixedWeight(units: $0) }
  }
}

/// Shares out the points near unsettled borders.
private struct BorderSharing: Sendable {
  /// What an area gains or, for a negative number, gives away.
  struct Transfer: Sendable {
    let area: Int32
    let units: Int64
  }

  private let index: PointIndex
  private let assignment: AreaAssignment
  private let areas: [MultiPolygon]
  private let unsettled: AreaMasses.Unsettled
  private let tree: PackedHilbertTree

  init(
    _ index: PointIndex, _ assignment: AreaAssignment, _ areas: [MultiPolygon],
    _ unsettled: AreaMasses.Unsettled
  ) {
    self.index = index
    self.assignment = assignment
    self.areas = areas
    self.unsettled = unsettled
    tree = PackedHilbertTree(areas.map(\.envelope))
  }

  func transfers(threads: Int) -> [Transfer] {
    let doubtful = zip(areas, unsettled.areas).filter(\.1).map(\.0)
    let positions = PointsNearBorders.positions(
      of: index, near: doubtful, within: unsettled.toleranceMeters, threads: threads)
    let step = 2048
    let blocks = (positions.count + step - 1) / step
    return ConcurrentMap.map(blocks, threads: threads) { block in
      positions[block * step..<min((block + 1) * step, positions.count)].flatMap {
        transfers(ofPoint: $0)
      }
    }.flatMap { $0 }
  }

  /// How the mass of one point moves: what others gain, the point's own area gives.
  private func transfers(ofPoint position: Int) -> [Transfer] {
    let covers = covers(around: index.point(at: position).coordinate)
    let owner = assignment.areas[position]
    guard let home = owner == AreaAssignment.none ? nearest(covers) : owner else { return [] }
    let disc = Double.pi * unsettled.toleranceMeters * unsettled.toleranceMeters
    let covered = max(covers.reduce(0) { $0 + $1.overlap.squareMeters }, disc)
    let mass = index.weight(at: position).units
    var moved: Int64 = owner == AreaAssignment.none ? -mass : 0
    var transfers: [Transfer] = []
    for cover in covers where cover.area != home {
      let share = Int64(Double(mass) * cover.overlap.squareMeters / covered)
      guard share > 0 else { continue }
      transfers.append(Transfer(area: cover.area, units: share))
      moved += share
    }
    return transfers + [Transfer(area: home, units: -moved)]
  }

  private typealias Cover = (area: Int32, overlap: DiscOverlap)

  /// The areas that a disc about a place touches, ascending, with what they cover.
  private func covers(around place: Coordinate) -> [Cover] {
    let radius = unsettled.toleranceMeters
    let box = TangentPlane(at: place).box(around: radius)
    return tree.positions(intersecting: box).map {
      (Int32(truncatingIfNeeded: $0), DiscOverlap(of: areas[$0], around: place, radius: radius))
    }
  }

  private func nearest(_ covers: [Cover]) -> Int32? {
    covers.min { $0.overlap.squaredDistance < $1.overlap.squaredDistance }?.area
  }
}
