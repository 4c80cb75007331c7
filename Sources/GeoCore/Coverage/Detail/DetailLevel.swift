public import TileMath

/// How much of the borders the tiles of a zoom show: on which grid, and from which weight on.
public struct DetailLevel: Hashable, Sendable {
  /// The units of the zoom.
  public let grid: UnitGrid
  /// The least weight of a vertex that is taken.
  public let threshold: UInt8

  /// The detail of a zoom.
  /// - Parameters:
  ///   - zoom: The zoom of the tiles.
  ///   - coarsening: Of how many zooms less the vertices are taken: 0 as a rule, more where a tile would
  ///     grow too large.
  public init(zoom: Int, coarsening: Int = 0) {
    grid = UnitGrid(zoom: zoom)
    threshold = VertexWeight.threshold(zoom: grid.zoom - coarsening)
  }

  /// The smallest part of an area, or hole in it, that is drawn, in square units: a quarter of a square
  /// pixel, which is also the least change of a border that is drawn.
  public static let smallestPart = 64
}
