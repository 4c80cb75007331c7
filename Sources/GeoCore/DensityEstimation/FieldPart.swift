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
    let bands = bands(of: window)
    if bands.count == 1 { return densities(bands[0], exactly, isWanted) }
    var all = RasterGrid(columns: window.columns, rows: window.rows)
    var start = 0
    var isStillWanted = true
    for band in bands where isStillWanted {
      let part = densities(band, exactly) {
        isStillWanted = isWanted()
        return isStillWanted
      }
      all.values.replaceSubrange(start..<start + part.values.count, with: part.values)
      start += part.values.count
    }
    return all
  }

  private func densities(_ band: Band, _ exactly: Bool, _ isWanted: () -> Bool) -> RasterGrid {
    band.isSampled
      ? sample(band.window, exactly, isWanted) : mean(band.window, exactly, isWanted)
  }

  /// Rows one below the other in all of which a bandwidth spans at least one node, or in none.
  private struct Band {
    var window: LatticeWindow
    let isSampled: Bool
  }

  /// The bands of a window from the north. Nodes shrink towards the poles, so that there are at most
  /// three, or more where a lattice of masses much finer than the nodes would take much memory.
  private func bands(of window: LatticeWindow) -> [Band] {
    let isSampled = (0..<window.rows).map {
      RowMetric(latitude: window.latitude(ofRow: $0)).metersAcross(units: window.step)
        <= parameters.bandwidthMeters
    }
    let isFine = nodesPerBandwidth(in: window) < 8
    let most = isFine ? max(32, Self.mostNodesOfBand / window.columns) : window.rows
    var bands: [Band] = []
    var first = 0
    for row in 1...window.rows
    where row == window.rows || isSampled[row] != isSampled[first] || row - first == most {
      bands.append(Band(window: window.rows(first..<row), isSampled: isSampled[first]))
      first = row
    }
    return bands
  }

  private static let mostNodesOfBand = 1 << 18

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
    let share = noticeableShare(level: level, nodes: nodes)
    var sum = CrowdedSum(window: window, parameters: parameters)
    // What lies up to two cells beyond the bandwidth may still be spread into it.
    if let box = window.box(widenedBy: sum.reach(spread: 2 << (32 - level))) {
      index.visitMassGroups(
        level: level, in: box,
        dividing: MassDivision(
          share: heavyShare(nodes: nodes, noticeable: share), rim: parameters.kernel.rim),
        heaviness: sum.heaviness(share: share),
        fewPoints: nodes < 6 ? 4 : 2, joiningPairs: joinsPairs(level: level, nodes: nodes)
      ) { sources, groups in
        sum.add(sources, groups)
        return isWanted()
      }
    }
    return sum.densities()
  }

  /// From which share of the mass around it a cell is divided. Where a bandwidth spans few nodes, hardly
  /// one of them lies where a cell errs most, unless the kernel has a kink there.
  private func heavyShare(nodes: Double, noticeable: Float) -> Float {
    let share = parameters.kernel.heavyShare
    let isTolerant = nodes < 4 && parameters.kernel.placesPerBandwidth != nil
    return (isTolerant ? 2 : 1) * (nodes < 2 ? share : min(share, noticeable))
  }

  /// From which share of the mass in a group of 8 × 8 cells the errors of a cell may show: the fewer cells
  /// a bandwidth spans, the more of that mass lies out of reach of where they show, and the larger they
  /// are themselves; both go with the square.
  private func noticeableShare(level: Int, nodes: Double) -> Float {
    let excess = cellsPerBandwidth(level: level) / massCells(nodes: nodes)
    let square = Float(excess * excess)
    return square * square / 96
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
  /// taken together. A kernel that is summed over a lattice gains less by it.
  private func joinsPairs(level: Int, nodes: Double) -> Bool {
    let excess = parameters.kernel.placesPerBandwidth == nil ? 1.25 : 1.45
    return cellsPerBandwidth(level: level) >= excess * massCells(nodes: nodes)
  }

  private func cellsPerBandwidth(level: Int) -> Double {
    parameters.bandwidthInGridUnits / Double(UInt64(1) << UInt64(32 - level))
  }

  /// The level of the cells in which mass is taken together: the coarsest that the kernel bears.
  private func massLevel(nodes: Double) -> Int {
    guard parameters.kernel != .uniform else { return 32 }
    return GridScale.level(
      withCellsUpTo: parameters.bandwidthInGridUnits / massCells(nodes: nodes))
  }
}

extension LatticeWindow {
  /// Some rows of the window.
  fileprivate func rows(_ range: Range<Int>) -> LatticeWindow {
    LatticeWindow(unchecked: level, firstColumn, firstRow + range.lowerBound, columns, range.count)
  }
}
