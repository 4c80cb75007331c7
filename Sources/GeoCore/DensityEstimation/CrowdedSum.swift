import GeoPrimitives
import SpatialIndexing
import TileMath

/// The sum of kernels where places may be crowded: the light sources of crowded groups go by way of a
/// lattice of masses, whose cost does not grow with their number; all others go straight to the nodes.
///
/// Which way a source takes depends on its group and the bandwidth alone, so neighbouring windows agree.
struct CrowdedSum<Profile: KernelProfile> {
  private let window: LatticeWindow
  private let parameters: DensityParameters
  private var direct: KernelSum<Profile>
  /// What goes to the nodes next.
  private var waiting: [MassSource] = []
  private var lattice: MassLattice?
  /// The level of the lattice of masses; `nil` when everything goes straight to the nodes.
  private let latticeLevel: Int?

  /// A group of so many light sources is crowded.
  private static var crowd: Int { 24 }
  /// How much finer, in powers of two, than the nodes the lattice may be: with more
  /// there would be more places than sources.
  private static var mostRefinement: Int { 2 }

  init(window: LatticeWindow, parameters: DensityParameters) {
    self.window = window
    self.parameters = parameters
    direct = KernelSum(window: window, parameters: parameters)
    latticeLevel = Profile.demands.placesPerBandwidth.flatMap {
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
      addSums(of: lattice, to: &values)
      return values
    }
    var coarse = RasterGrid(columns: nodes.columns, rows: nodes.rows)
    addSums(of: lattice, to: &coarse)
    let upsampling = CubicUpsampling(shift: window.level - nodes.level)
    upsampling.addRefined(coarse, from: nodes, to: window, &values)
    return values
  }

  private func addSums(of lattice: MassLattice, to values: inout RasterGrid) {
    lattice.addSums(
      to: &values, bandwidth: parameters.bandwidthMeters, peak: Float(parameters.peakOfOneReport),
      Profile.self)
  }
}
