import GeoPrimitives
import SpatialIndexing
import TileMath

/// The density of one index of points under one bandwidth, on the nodes of a window.
struct FieldPart: Sendable {
  let index: PointIndex
  let parameters: DensityParameters
  /// What the part is multiplied with: 1, or −1 for points that have been taken away.
  let factor: Float

  /// The density at every node, before the factor.
  /// - Parameters:
  ///   - window: The nodes.
  ///   - exactly: Whether every point is visited on its own.
  ///   - isWanted: Asked now and then; once it says no, whatever has been summed so far is returned.
  /// - Returns: A grid of the window's size.
  func densities(in window: LatticeWindow, exactly: Bool, while isWanted: () -> Bool) -> RasterGrid
  {
    let sampled = sampledRows(of: window)
    if sampled.count == window.rows { return sample(window, exactly, isWanted) }
    let means = mean(window, exactly, isWanted)
    if sampled.isEmpty { return means }
    let samples = sample(window, exactly, isWanted)
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

  private func sample(_ window: LatticeWindow, _ exactly: Bool, _ isWanted: () -> Bool)
    -> RasterGrid
  {
    if exactly {
      return ExactSum.densities(
        of: index, at: SampleGrid(window), parameters, while: isWanted)
    }
    if parameters.kernel == .uniform {
      return UniformSum.densities(of: index, in: window, parameters, while: isWanted)
    }
    let shift = coarsening(of: window)
    let nodes = nodesPerBandwidth(in: window)
    guard shift > 0 else { return sum(window, nodes: nodes, isWanted) }
    let upsampling = CubicUpsampling(shift: shift)
    let coarse = upsampling.coarseWindow(for: window)
    return upsampling.refine(sum(coarse, nodes: nodes, isWanted), from: coarse, to: window)
  }

  /// The sum on a lattice, `nodes` being the nodes that a bandwidth spans before any coarsening.
  private func sum(
    _ window: LatticeWindow, nodes: Double, _ isWanted: () -> Bool
  ) -> RasterGrid {
    let level = massLevel(nodes: nodes)
    // What lies up to two cells beyond the bandwidth may still be spread into it.
    let reach = window.reach(ofMeters: parameters.bandwidthMeters, margin: 2 << (32 - level))
    var sum = KernelSum(window: window, parameters: parameters)
    if let box = window.box(widenedBy: reach) {
      index.visitMassSources(
        level: level, in: box, dividingFrom: parameters.kernel.heavyShare,
        fewPoints: nodes < 6 ? 4 : 2, joiningPairs: joinsPairs(level: level, nodes: nodes)
      ) { sources in
        sum.add(sources)
        return isWanted()
      }
    }
    return sum.densities()
  }

  /// The mean over every cell of the lattice, from mass in cells a quarter as wide.
  private func mean(_ window: LatticeWindow, _ exactly: Bool, _ isWanted: () -> Bool) -> RasterGrid
  {
    var mean = PixelMean(window: window, parameters: parameters)
    if let box = window.box(widenedBy: window.step) {
      let level = exactly ? 32 : min(window.level + 2, 32)
      index.visitMassSources(level: level, in: box, dividingFrom: 1) { sources in
        mean.add(sources)
        return isWanted()
      }
    }
    return mean.densities()
  }

  /// By how many powers of two the lattice may be coarsened and interpolated again. It depends on the
  /// lattice's level and the bandwidth alone, never on the window.
  private func coarsening(of window: LatticeWindow) -> Int {
    let nodes = nodesPerBandwidth(in: window)
    var shift = 0
    while nodes / Double(1 << (shift + 1)) >= parameters.kernel.nodesPerBandwidth,
      shift < window.level
    {
      shift += 1
    }
    return shift
  }

  /// The nodes that a bandwidth spans at the equator; elsewhere it spans more.
  private func nodesPerBandwidth(in window: LatticeWindow) -> Double {
    parameters.bandwidthInGridUnits / Double(window.step)
  }

  /// How many cells of mass a bandwidth must span. Where interpolation may add its own error they are
  /// smaller.
  private func massCells(nodes: Double) -> Double {
    parameters.kernel.massCellsPerBandwidth * (nodes < 32 ? 1 : 1.5)
  }

  /// Whether the cells of the mass level are so much finer than they must be that two of them may be
  /// taken together.
  private func joinsPairs(level: Int, nodes: Double) -> Bool {
    let width = Double(UInt64(1) << UInt64(32 - level))
    return parameters.bandwidthInGridUnits / width >= 1.25 * massCells(nodes: nodes)
  }

  /// The level of the cells in which mass is taken together: the coarsest that the kernel bears.
  private func massLevel(nodes: Double) -> Int {
    guard parameters.kernel != .uniform else { return 32 }
    return GridScale.level(
      withCellsUpTo: parameters.bandwidthInGridUnits / massCells(nodes: nodes))
  }
}
