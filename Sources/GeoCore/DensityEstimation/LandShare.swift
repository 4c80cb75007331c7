import TileMath

/// The share of a kernel that falls on land, for kernels centred on the nodes of a mask.
struct LandShare {
  /// Rows of nodes that are taken to have the same ground, up to two bandwidths together.
  private static let rowsPerBand = 8
  /// The side of a block in nodes. Blocks are cells of the quadtree, so that points in the order of the
  /// curve come block by block.
  private static let blockShift = 8

  private let land: LandMask
  private let parameters: DensityParameters
  private var block = (column: Int.min, row: Int.min)
  /// The block and what kernels in it reach; `nil` where all of it is land.
  private var window: LandWindow?
  /// The kernels of the block's bands, as far as they have been needed.
  private var kernels: [NodeKernel?] = []

  init(of parameters: DensityParameters, on land: LandMask) {
    self.land = land
    self.parameters = parameters
  }

  /// The share for a kernel around a node, 0 … 1.
  ///
  /// A sum over the nodes within the bandwidth; with eight nodes or more to a bandwidth it errs by about
  /// 1 % at a straight coast.
  /// - Complexity: O(r) for a bandwidth of r nodes and a coast that is crossed a few times, and the window
  ///   when the node lies in another block than the one before.
  mutating func share(aroundColumn column: Int, row: Int) -> Double {
    let own = (column: column >> Self.blockShift, row: row >> Self.blockShift)
    if own != block { move(to: own) }
    guard let window else { return 1 }
    let band = (row & (1 << Self.blockShift - 1)) / Self.rowsPerBand
    let kernel = kernels[band] ?? self.kernel(ofBand: row / Self.rowsPerBand)
    kernels[band] = kernel
    return kernel.share(of: window, column, row)
  }

  private mutating func move(to own: (column: Int, row: Int)) {
    block = own
    let side = 1 << Self.blockShift
    let (first, end) = (own.row * side / Self.rowsPerBand, (own.row + 1) * side / Self.rowsPerBand)
    // A kernel reaches farthest where the square is stretched most.
    let reach = max(kernel(ofBand: first).reach, kernel(ofBand: end - 1).reach)
    let found = land.window(
      columns: own.column * side - reach..<(own.column + 1) * side + reach,
      rows: own.row * side - reach..<(own.row + 1) * side + reach)
    window = found.isInland ? nil : found
    kernels = Array(repeating: nil, count: end - first)
  }

  private func kernel(ofBand band: Int) -> NodeKernel {
    let step = Double(UInt64(1) << UInt64(32 - land.level))
    let middle = (Double(band) + 0.5) * Double(Self.rowsPerBand) * step
    let metric = RowMetric(latitude: GridScale.latitude(ofUnits: middle))
    return NodeKernel(
      parameters.kernel, nodes: parameters.bandwidthMeters / (metric.metersAcross(units: 1) * step))
  }
}

/// A kernel at the nodes around its own: for each row the sums from the west.
private struct NodeKernel {
  /// How many rows it reaches.
  let reach: Int
  /// How many columns it reaches in the rows 0, 1, 2 … to the north and to the south.
  private let halves: [Int]
  /// Where the sums of a row begin.
  private let starts: [Int]
  /// For every row, the sum over the nodes west of each, and over all at the end.
  private let sums: [Double]
  private let total: Double

  init(_ kernel: DensityKernel, nodes: Double) {
    reach = Int(nodes.rounded(.down))
    var (halves, starts, sums, total) = ([Int](), [Int](), [Double](), 0.0)
    for row in 0...reach {
      let dy = Double(row) / nodes
      let half = Int((max(1 - dy * dy, 0).squareRoot() * nodes).rounded(.down))
      halves.append(half)
      starts.append(sums.count)
      var sum = 0.0
      for column in -half...half {
        sums.append(sum)
        let dx = Double(column) / nodes
        sum += kernel.value(atSquaredDistance: dx * dx + dy * dy)
      }
      sums.append(sum)
      total += row == 0 ? sum : 2 * sum
    }
    (self.halves, self.starts, self.sums, self.total) = (halves, starts, sums, total)
  }

  /// The share on land around a node: all but the stretches of sea.
  func share(of window: LandWindow, _ column: Int, _ row: Int) -> Double {
    let (halves, starts, sums) = (halves.span, starts.span, sums.span)
    var sea = 0.0
    for offset in -reach...reach {
      let half = halves[abs(offset)]
      let (first, end) = (column - half, column + half + 1)
      let start = starts[abs(offset)] - first
      var place = first
      while true {
        place = window.firstColumn(from: place, to: end, row: row + offset, onLand: false)
        guard place < end else { break }
        let coast = window.firstColumn(from: place, to: end, row: row + offset, onLand: true)
        sea += sums[start + coast] - sums[start + place]
        place = coast
      }
    }
    return total > 0 ? max(1 - sea / total, 0) : 1
  }
}
