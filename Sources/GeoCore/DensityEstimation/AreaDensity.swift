import Coverage
public import GeoPrimitives
import SpatialIndexing
import TileMath

/// What a density field amounts to over an area such as a village.
public struct AreaDensity: Hashable, Sendable {
  /// The mean of the field over the area, per square kilometre.
  public let meanPerSquareKilometer: Double
  /// The largest value of the field inside the area, per square kilometre.
  public let peakPerSquareKilometer: Double
  /// Where the field is largest; `nil` where it is zero throughout.
  public let peak: Coordinate?

  /// An area in which nothing is.
  public static let zero = AreaDensity(
    meanPerSquareKilometer: 0, peakPerSquareKilometer: 0, peak: nil)
}

extension DensityField {
  /// The mean and the peak of the field over an area, as `summaries(over:threads:)` finds them.
  /// - Complexity: O(v + m + c · r²) for v vertices, m nodes of the lattice around the area and c cells of
  ///   mass within reach.
  public func summary(over area: MultiPolygon) -> AreaDensity {
    summaries(over: [area], threads: 1)[0]
  }

  /// The mean and the peak of the field over each of many areas.
  ///
  /// The field is summed on a globally aligned lattice of six nodes per bandwidth or more (see
  /// `DensityKernel.nodesForAreas`), each block of it once for all the areas that it touches. Between
  /// the nodes it is a cubic, and is integrated along rows 24 to a bandwidth and closer in a small area,
  /// each from border to border. The mean errs by less than 1 % of itself, or of a tenth of the density in
  /// the middle of one report; the peak by less than 3 % of itself, or of that density.
  /// - Parameters:
  ///   - areas: In degrees; they may overlap.
  ///   - threads: How many threads share the blocks. The result does not depend on it, nor on what
  ///     other areas are asked for in the same call.
  /// - Returns: One summary an area, in the same order.
  /// - Complexity: O(b log b + v + m + c · r²) for b pairs of an area and a block that it touches, v
  ///   vertices, m nodes of the blocks and c cells of mass within reach of them; blocks without mass in
  ///   reach are not summed. Memory: one block of 256 × 256 nodes a thread, and 70 bytes a pair.
  public func summaries(over areas: [MultiPolygon], threads: Int) -> [AreaDensity] {
    guard let lattice = AreaLattice(of: self) else { return areas.map { _ in .zero } }
    let outlines = lattice.outlines(of: areas, threads: threads)
    let blocks = AreaBlock.blocks(touchedBy: outlines)
    let parts = ConcurrentMap.map(blocks.count, threads: threads) {
      blocks[$0].tallies(of: areas, lattice)
    }
    var tallies = [AreaTally](repeating: AreaTally(), count: areas.count)
    for part in parts {
      for (area, tally) in part { tallies[area].add(tally) }
    }
    return tallies.map(\.density)
  }
}
