import GeoPrimitives
import SpatialIndexing
import TileMath

/// The sum of kernels over mass that is gathered in cells, taken at the nodes of a window, or at coarser
/// ones between which it is interpolated.
struct GatheredSum<Profile: KernelProfile> {
  let index: PointIndex
  let parameters: DensityParameters

  /// The density at every node, per square kilometre.
  /// - Parameters:
  ///   - window: The nodes.
  ///   - isWanted: Asked now and then; once it says no, the result is unfinished and of no use.
  /// - Returns: A grid of the window's size.
  func densities(in window: LatticeWindow, while isWanted: () -> Bool) -> RasterGrid {
    let shift = coarsening(of: window)
    let nodes = parameters.nodesPerBandwidth(in: window)
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
    var sum = CrowdedSum<Profile>(window: window, parameters: parameters)
    // What lies up to two cells beyond the bandwidth may still be spread into it.
    if let box = window.box(widenedBy: sum.reach(spread: 2 << (32 - level))) {
      index.visitMassGroups(
        level: level, in: box,
        dividing: MassDivision(
          share: heavyShare(nodes: nodes, noticeable: share), rim: Profile.demands.rim),
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
  /// one of them lies where a cell errs most, unless the kernel has a kink there; where it spans many, some
  /// lie where a kink runs along a line of cells that err alike.
  private func heavyShare(nodes: Double, noticeable: Float) -> Float {
    let isHarsh = nodes >= 32 && Profile.demands.rim == .kinked
    let share = min(Profile.demands.heavyShare, isHarsh ? 1 / 64 : 1)
    let isTolerant = nodes < 4 && Profile.demands.placesPerBandwidth != nil
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

  /// By how many powers of two the lattice may be coarsened and interpolated again. It depends on the
  /// lattice's level and the bandwidth alone, never on the window.
  private func coarsening(of window: LatticeWindow) -> Int {
    let nodes = parameters.nodesPerBandwidth(in: window)
    var shift = 0
    while nodes / Double(1 << (shift + 1)) >= parameters.kernel.nodesPerBandwidth,
      shift < window.level
    {
      shift += 1
    }
    return shift
  }

  /// How many cells of mass a bandwidth must span. Where interpolation may add its own error they are
  /// smaller.
  private func massCells(nodes: Double) -> Double {
    Profile.demands.cellsPerBandwidth * (nodes < 32 ? 1 : 1.5)
  }

  /// Whether the cells of the mass level are so much finer than they must be that two of them may be
  /// taken together. A kernel that is summed over a lattice gains less by it.
  private func joinsPairs(level: Int, nodes: Double) -> Bool {
    let excess = Profile.demands.placesPerBandwidth == nil ? 1.25 : 1.45
    return cellsPerBandwidth(level: level) >= excess * massCells(nodes: nodes)
  }

  private func cellsPerBandwidth(level: Int) -> Double {
    parameters.bandwidthInGridUnits / Double(UInt64(1) << UInt64(32 - level))
  }

  /// The level of the cells in which mass is taken together: the coarsest that the kernel bears.
  private func massLevel(nodes: Double) -> Int {
    GridScale.level(
      withCellsUpTo: parameters.bandwidthInGridUnits / massCells(nodes: nodes))
  }
}

extension DensityParameters {
  /// The nodes that a bandwidth spans at the equator; elsewhere it spans more.
  func nodesPerBandwidth(in window: LatticeWindow) -> Double {
    bandwidthInGridUnits / Double(window.step)
  }
}
