import GeoPrimitives
import SpatialIndexing
import TileMath

/// The sum of kernels where places may be crowded: the light sources of crowded groups go by way of a
/// lattice of masses, whose cost does not grow with their number; all others go straight to the nodes.
///
/// Which way a source takes depends on its group and the bandwidth alone, so neighbouring windows agree.
struct CrowdedSum {
  private let window: LatticeWindow
  private let parameters: DensityParameters
  private var direct: KernelSum
  /// What goes to the nodes next.
  private var waiting: [MassSource] = []
  private var lattice: MassLattice?
  /// The level of the lattice of masses; `nil` when everything goes straight to the nodes.
  private let latticeLevel: Int?

  /// A group of so many light sources is crowded.
  private static let crowd = 24
  /// How much finer, in powers of two, than the nodes the lattice may be: with more
  /// there would be more places than sources.
  private static let mostRefinement = 2

  init(window: LatticeWindow, parameters: DensityParameters) {
    self.window = window
    self.parameters = parameters
    direct = KernelSum(window: window, parameters: parameters)
    latticeLevel = parameters.kernel.placesPerBandwidth.flatMap {
      let level = GridScale.level(withCellsUpTo: parameters.bandwidthInGridUnits / $0)
      return level - window.level <= Self.mostRefinement ? level : nil
    }
  }

  /// Which sources are heavy: those of cells with at least such a share of their group's mass that are
  /// narrower than a cell of the level. The lattice would show the kink of their kernels' rims; where
  /// mass is spread as wide as a place of the lattice, the rims are smooth.
  func heaviness(share: Float) -> MassGroup.Heaviness? {
    latticeLevel.map { MassGroup.Heaviness(share: min(share, 1 / 40), narrowerThanLevel: $0) }
  }

  /// How far sources may lie from the window and still add to its nodes.
  /// - Parameter spread: How far mass may be spread beyond its bandwidth.
  /// - Returns: In grid units, as the spread.
  func reach(spread: Int) -> Int {
    guard let latticeLevel else {
      return window.reach(ofMeters: parameters.bandwidthMeters, margin: spread)
    }
    let nodes = nodes(latticeLevel)
    // A source is shared out over four places; where values are interpolated, some nodes lie outside.
    let margin = 4 << (32 - latticeLevel) + (nodes == window ? 0 : 4 * nodes.step)
    return nodes.reach(ofMeters: parameters.bandwidthMeters, margin: max(spread, margin))
  }

  /// Adds the sources of whole groups.
  mutating func add(_ sources: Span<MassSource>, _ groups: Span<MassGroup>) {
    guard let latticeLevel else { return direct.add(sources) }
    var start = 0
    for index in groups.indices {
      let group = groups[index]
      if group.lightEnd - start >= Self.crowd {
        addCrowd(sources.extracting(start..<group.lightEnd), latticeLevel)
        start = group.lightEnd
      }
      for source in start..<group.end { waiting.append(sources[source]) }
      start = group.end
    }
    direct.add(waiting)
    waiting.removeAll(keepingCapacity: true)
  }

  private mutating func addCrowd(_ sources: Span<MassSource>, _ level: Int) {
    if lattice == nil {
      lattice = MassLattice(
        frame: LatticeFrame(
          window: nodes(level), level: level, bandwidthMeters: parameters.bandwidthMeters))
    }
    lattice?.add(sources)
  }

  /// The nodes at which the sum over a lattice is taken: those of the window, or coarser ones.
  private func nodes(_ latticeLevel: Int) -> LatticeWindow {
    latticeLevel >= window.level
      ? window : CubicUpsampling(shift: window.level - latticeLevel).coarseWindow(for: window)
  }

  /// The density at every node, per square kilometre.
  consuming func densities() -> RasterGrid {
    var values = direct.densities()
    guard var lattice else { return values }
    lattice.sortPlanes()
    let nodes = lattice.frame.window
    if nodes == window {
      lattice.addSums(to: &values, parameters)
      return values
    }
    var coarse = RasterGrid(columns: nodes.columns, rows: nodes.rows)
    lattice.addSums(to: &coarse, parameters)
    let upsampling = CubicUpsampling(shift: window.level - nodes.level)
    upsampling.addRefined(coarse, from: nodes, to: window, &values)
    return values
  }
}

extension MassLattice {
  fileprivate func addSums(to values: inout RasterGrid, _ parameters: DensityParameters) {
    let (bandwidth, peak) = (parameters.bandwidthMeters, Float(parameters.peakOfOneReport))
    switch parameters.kernel {
    case .triweight:
      addSums(to: &values, bandwidth: bandwidth, peak: peak, TriweightProfile.self)
    case .quartic, .epanechnikov, .triangular, .uniform, .gaussian:
      addSums(to: &values, bandwidth: bandwidth, peak: peak, QuarticProfile.self)
    }
  }
}

extension DensityKernel {
  /// How many places of a lattice of masses a bandwidth must span at least; `nil` for kernels that are
  /// too steep at the rim or at the tip for a lattice.
  var placesPerBandwidth: Double? {
    switch self {
    case .quartic, .triweight: 8
    case .epanechnikov, .triangular, .uniform, .gaussian: nil
    }
  }
}
