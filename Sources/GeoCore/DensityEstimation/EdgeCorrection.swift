import GeoPrimitives
public import SpatialIndexing
import TileMath

extension PointIndex {
  /// The points with weights divided by the share of their kernel that falls on land, so that coasts
  /// and small islands are not cooled, and the mass on land is all of the mass.
  ///
  /// Points whose kernel lies on land by less than 5 % (at sea, mostly) are taken as if it were 5 %, so
  /// that a misplaced one does not tower.
  ///
  /// Source: Jones 1993 and Diggle 1985; on the division by point, not by place, see Baddeley, Rubak &
  /// Turner 2015, § 6.5.1.
  /// - Parameters:
  ///   - land: The land, in a mask made for the bandwidth.
  ///   - parameters: Kernel and bandwidth.
  /// - Returns: An index of the same points.
  /// - Throws: `PointIndexError` when the weights add up to too much.
  /// - Complexity: O(n), O(r) for each cell near a coast that holds points and a bandwidth of r ≤ 16 nodes
  ///   (more far from the equator), and the windows of the mask around them, one at a time.
  public func corrected(
    forEdgesOf land: LandMask, parameters: DensityParameters
  ) throws(PointIndexError) -> PointIndex {
    var corrector = EdgeCorrector(land: land, parameters: parameters)
    var points: [GridPoint] = []
    var offsets: [CellOffset] = []
    var weights: [FixedWeight] = []
    points.reserveCapacity(count)
    offsets.reserveCapacity(count)
    weights.reserveCapacity(count)
    for position in 0..<count {
      let point = point(at: position)
      let share = corrector.share(around: point)
      points.append(point)
      offsets.append(offset(at: position))
      weights.append(
        FixedWeight(units: Int64((Double(weight(at: position).units) / share).rounded())))
    }
    return try PointIndex(gridPoints: points, offsets: offsets, weights: weights)
  }
}

/// The share of land for points that come in the order of the curve, so that neighbours in one cell of
/// the mask share what was found for the first.
private struct EdgeCorrector {
  private static let smallestShare = 0.05

  private let shift: UInt32
  private var land: LandShare
  private var cell = (column: Int.min, row: Int.min)
  private var share = 1.0

  init(land: LandMask, parameters: DensityParameters) {
    shift = UInt32(32 - land.level)
    self.land = LandShare(of: parameters, on: land)
  }

  mutating func share(around point: GridPoint) -> Double {
    let (column, row) = (Int(point.x >> shift), Int(point.y >> shift))
    if column == cell.column, row == cell.row { return share }
    cell = (column, row)
    share = max(land.share(aroundColumn: column, row: row), Self.smallestShare)
    return share
  }
}
