import SpatialIndexing
import TileMath

/// Light mass of crowded places, laid down on a lattice at least as fine as the nodes and much finer
/// than the bandwidth, so that the kernel can be summed over it whatever the number of sources.
///
/// Each source is shared out among the 4 × 4 places around it such that mass, centre, spread and the
/// third moments stay what they are: what the kernel adds is then its cubic interpolation in the
/// position of the source. The shares depend on the position on the global grid alone, and each place
/// adds them in the order of the Hilbert curve.
struct MassLattice {
  let frame: LatticeFrame
  /// Row by row; from west to east while masses are laid down, plane by plane once they are sorted.
  private(set) var masses: [Float]
  /// Whether anything lies in a block of columns of a row of places.
  private(set) var isOccupied: [Bool]

  /// An empty lattice.
  init(frame: LatticeFrame) {
    self.frame = frame
    masses = Array(repeating: 0, count: frame.rows * frame.places)
    isOccupied = Array(repeating: false, count: frame.rows * frame.blocks)
  }

  /// Lays down sources.
  mutating func add(_ sources: Span<MassSource>) {
    frame.add(sources, to: &masses, &isOccupied)
  }

  /// Sorts the places of each row by planes; nothing may be laid down any more.
  mutating func sortPlanes() {
    guard frame.shift > 0 else { return }
    var line = [Float](repeating: 0, count: frame.places)
    for row in 0..<frame.rows where isOccupied(row) {
      Self.sort(&masses, row * frame.places, &line, planes: 1 << frame.shift)
    }
  }

  private func isOccupied(_ row: Int) -> Bool {
    isOccupied[row * frame.blocks..<(row + 1) * frame.blocks].contains(true)
  }

  private static func sort(
    _ masses: inout [Float], _ start: Int, _ line: inout [Float], planes: Int
  ) {
    var masses = masses.mutableSpan
    var line = line.mutableSpan
    let columns = line.count / planes
    for place in line.indices { line[place] = masses[start + place] }
    for plane in 0..<planes {
      let target = start + plane * columns
      for column in 0..<columns { masses[target + column] = line[column * planes + plane] }
    }
  }
}

/// Where the places of a lattice of masses lie around the nodes of a window.
struct LatticeFrame {
  /// The nodes at which the sum is wanted.
  let window: LatticeWindow
  /// The binary logarithm of the places in a column or a row of nodes.
  let shift: Int
  /// The columns, or rows, of nodes by which the lattice is wider than the window on every side: it
  /// holds all within the reach of a kernel.
  let margin: Int
  /// The columns of a plane: of places that lie at the same position between the nodes.
  let columns: Int
  /// The rows of places.
  let rows: Int

  /// The binary logarithm of the width of a place in grid units.
  private let placeShift: Int
  private let originX: Int
  private let originY: Int
  private let squaredPlacesPerUnit: Float

  /// - Parameters:
  ///   - window: The nodes.
  ///   - level: The level whose cells are the places: that of the window or a finer one.
  ///   - bandwidthMeters: How far the kernel reaches.
  init(window: LatticeWindow, level: Int, bandwidthMeters: Double) {
    self.window = window
    shift = level - window.level
    placeShift = 32 - level
    // A source is shared out over four places, of which the last may be within reach.
    margin = window.reach(ofMeters: bandwidthMeters, margin: 4 << placeShift) / window.step + 2
    columns = window.columns + 2 * margin
    rows = (window.rows + 2 * margin) << shift
    originX = (window.firstColumn - margin) << shift
    originY = (window.firstRow - margin) << shift
    let width = Float(1 << placeShift)
    squaredPlacesPerUnit = 1 / (width * width)
  }

  /// The places of a row.
  var places: Int { columns << shift }
  /// The blocks of columns.
  var blocks: Int { (columns >> Self.blockShift) + 1 }
  /// The binary logarithm of the columns of a block.
  static let blockShift = 5

  /// Where a place lies in its row, once the row is sorted by planes.
  @inline(__always)
  func position(_ place: Int) -> Int { (place & ((1 << shift) - 1)) * columns + place >> shift }

  fileprivate func add(
    _ sources: Span<MassSource>, to masses: inout [Float], _ isOccupied: inout [Bool]
  ) {
    var values = masses.mutableSpan
    var occupied = isOccupied.mutableSpan
    for index in sources.indices { add(sources[index], to: &values, &occupied) }
  }

  /// Lays down a source.
  @inline(__always)
  private func add(
    _ source: MassSource, to values: inout MutableSpan<Float>, _ occupied: inout MutableSpan<Bool>
  ) {
    let (x, y) = (Place(source.x, shift: placeShift), Place(source.y, shift: placeShift))
    let (firstColumn, firstRow) = (x.first - originX, y.first - originY)
    guard firstColumn >= 0, firstColumn + 3 < places, firstRow >= 0, firstRow + 3 < rows
    else { return }
    let (xx, yy) = (source.xx * squaredPlacesPerUnit, source.yy * squaredPlacesPerUnit)
    let across = x.shares(variance: xx)
    let down = y.shares(variance: yy) * source.mass
    let slopeAcross = x.slopes(variance: xx)
    let slopeDown = y.slopes(variance: yy) * (source.mass * source.xy * squaredPlacesPerUnit)
    let block = firstColumn >> (shift + Self.blockShift)
    let isAcrossBlocks = (firstColumn + 3) >> (shift + Self.blockShift) != block
    var (start, mark) = (firstRow * places + firstColumn, firstRow * blocks + block)
    for row in 0..<4 {
      let shares = across * down[row] + slopeAcross * slopeDown[row]
      values[start] += shares[0]
      values[start + 1] += shares[1]
      values[start + 2] += shares[2]
      values[start + 3] += shares[3]
      occupied[mark] = true
      if isAcrossBlocks { occupied[mark + 1] = true }
      start += places
      mark += blocks
    }
  }
}

/// A position along one axis among the places of a lattice.
private struct Place {
  /// The first of the four places around it.
  let first: Int
  /// The share of the way from the second to the third.
  let share: Float

  @inline(__always)
  init(_ units: UInt32, shift: Int) {
    // Places lie in the middle of their cells, and so do points in theirs.
    let fromFirst = Int(units) - (1 << shift) / 2
    first = fromFirst >> shift - 1
    share = (Float(fromFirst & ((1 << shift) - 1)) + 0.5) / Float(1 << shift)
  }

  /// Lagrange's cubics for the nodes −1, 0, 1, 2 averaged over mass with a spread: x² and x³ are
  /// replaced by their means.
  @inline(__always)
  func shares(variance: Float) -> SIMD4<Float> {
    let square = share * share + variance
    let cube = share * (square + 2 * variance)
    var sum = Self.constant + share * Self.linear
    sum += square * Self.quadratic
    sum += cube * Self.cubic
    return sum
  }

  /// The same for their derivatives.
  @inline(__always)
  func slopes(variance: Float) -> SIMD4<Float> {
    let square = share * share + variance
    var sum = Self.linear + (2 * share) * Self.quadratic
    sum += (3 * square) * Self.cubic
    return sum
  }

  // The coefficients of the four cubics.
  @inline(__always)
  private static var constant: SIMD4<Float> { SIMD4(0, 1, 0, 0) }
  @inline(__always)
  private static var linear: SIMD4<Float> { SIMD4(-1 / 3, -1 / 2, 1, -1 / 6) }
  @inline(__always)
  private static var quadratic: SIMD4<Float> { SIMD4(1 / 2, -1, 1 / 2, 0) }
  @inline(__always)
  private static var cubic: SIMD4<Float> { SIMD4(-1 / 6, 1 / 2, -1 / 2, 1 / 6) }
}
