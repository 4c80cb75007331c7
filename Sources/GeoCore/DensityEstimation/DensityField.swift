public import DisclosureControl
public import GeoPrimitives
public import SpatialIndexing
import TileMath

/// The density of the points of an index: λ(q) = Σ wᵢ · K(dist(q, xᵢ)), per square kilometre.
///
/// Distances are metres on the tangent plane at the latitude of q (see `GroundMetric`). Points are
/// taken together in cells much finer than the bandwidth, at their centre of mass, so the cost goes
/// with the cells that hold something and not with the points in them. Whatever depends on the window's position is aligned globally:
/// neighbouring windows agree to the last bit.
///
/// Source: Silverman 1986 for the estimator; the gathering and its error are described in
/// `docs/density.md`.
public struct DensityField: Sendable {
  let index: PointIndex
  let parameters: DensityParameters

  /// The density of an index of tips, or of anything else that must be disclosed with care.
  /// - Parameters:
  ///   - index: The points and their weights.
  ///   - parameters: Kernel and bandwidth.
  ///   - disclosure: On whose behalf the field is drawn.
  public init(of index: PointIndex, parameters: DensityParameters, for disclosure: Disclosure) {
    self.index = index
    self.parameters = parameters
  }

  /// The density at every node of a window, errors at most 1/512 of the window's peak.
  ///
  /// Where a bandwidth spans less than one node, the value is the mean over the node's cell.
  /// - Complexity: O(c · r²) for c cells of mass within reach and a bandwidth of r ≤ 32 nodes.
  public func densities(in window: LatticeWindow) -> RasterGrid {
    densities(in: window, exactly: false)
  }

  /// The density at every node, each point visited on its own: relative error at most 10⁻⁵.
  /// - Complexity: O(n · r²) for n points within reach.
  public func exactDensities(in window: LatticeWindow) -> RasterGrid {
    densities(in: window, exactly: true)
  }

  private func densities(in window: LatticeWindow, exactly: Bool) -> RasterGrid {
    let sampled = sampledRows(of: window)
    if sampled.count == window.rows { return sample(window, exactly) }
    let means = mean(window, exactly)
    if sampled.isEmpty { return means }
    let samples = sample(window, exactly)
    var mixed = means
    for row in sampled {
      for column in 0..<window.columns { mixed[column, row] = samples[column, row] }
    }
    return mixed
  }

  /// The rows in which a bandwidth spans at least one node.
  private func sampledRows(of window: LatticeWindow) -> [Int] {
    let bandwidth = parameters.bandwidthMeters
    return (0..<window.rows).filter {
      let metric = RowMetric(latitude: window.latitude(ofRow: $0))
      return metric.metersAcross(units: window.step) <= bandwidth
    }
  }

  private func sample(_ window: LatticeWindow, _ exactly: Bool) -> RasterGrid {
    if exactly { return ExactSum(window: window, parameters: parameters).densities(of: index) }
    let shift = coarsening(of: window)
    guard shift > 0 else { return sum(window) }
    let upsampling = CubicUpsampling(shift: shift)
    let coarse = upsampling.coarseWindow(for: window)
    return upsampling.refine(sum(coarse), from: coarse, to: window)
  }

  private func sum(_ window: LatticeWindow) -> RasterGrid {
    let level = massLevel
    let reach = window.reach(ofMeters: parameters.bandwidthMeters, margin: 1 << (32 - level))
    guard let box = window.box(widenedBy: reach) else {
      return RasterGrid(columns: window.columns, rows: window.rows)
    }
    let sources = window.sources(of: index.massCells(level: level, in: box))
    return KernelSum(window: window, parameters: parameters).densities(of: sources)
  }

  private func mean(_ window: LatticeWindow, _ exactly: Bool) -> RasterGrid {
    let level = exactly ? 32 : min(window.level + 4, 32)
    let cells = window.box(widenedBy: window.step).map { index.massCells(level: level, in: $0) }
    return PixelMean(window: window, parameters: parameters).densities(of: cells ?? [])
  }

  /// By how many powers of two the lattice may be coarsened and interpolated again. It depends on the
  /// lattice's level and the bandwidth alone, never on the window.
  private func coarsening(of window: LatticeWindow) -> Int {
    let nodes = parameters.bandwidthInGridUnits / Double(window.step)
    var shift = 0
    while nodes / Double(1 << (shift + 1)) >= parameters.kernel.nodesPerBandwidth,
      shift < window.level
    {
      shift += 1
    }
    return shift
  }

  /// The level of the cells in which mass is taken together: the coarsest that the kernel bears.
  private var massLevel: Int {
    let largest = parameters.bandwidthInGridUnits / parameters.kernel.massCellsPerBandwidth
    var level = PointIndex.coarsestCellLevel
    while level < 32, Double(UInt64(1) << UInt64(32 - level)) > largest { level += 1 }
    return level
  }
}
