import GeoPrimitives
import Glibc
public import SpatialIndexing
import TileMath

/// Points in classes of like bandwidth, after Abramson: where reports are dense the kernel is narrow,
/// where they are sparse it is wide.
///
/// h_i = h · (g / f̂(x_i))^½, where f̂ is a pilot density of bandwidth h and g its geometric mean over
/// the points, kept within h/4 … 4h. Classes are a factor of √2 apart, so that every class is a sum of
/// fixed bandwidth. Points of one lattice cell of h/6 or less share the pilot density of its centre: over
/// half a cell it changes by a few per cent, from class to class by two.
///
/// Source: Abramson 1982, "On bandwidth variation in kernel estimates — a square root law".
public struct AdaptiveClasses: Sendable {
  /// One class.
  public struct Part: Sendable {
    /// The points.
    public let index: PointIndex
    /// Their bandwidth in metres.
    public let bandwidthMeters: Double
  }

  /// The classes, by bandwidth.
  public let parts: [Part]

  /// Sorts the points of an index into classes.
  /// - Parameters:
  ///   - index: The points.
  ///   - parameters: The kernel and the pilot's bandwidth.
  /// - Throws: `PointIndexError` when a class cannot be indexed.
  /// - Complexity: O(n), and the pilot density over all cells that hold points.
  public init(of index: PointIndex, parameters: DensityParameters) throws {
    var pilot = PilotDensity(index, parameters)
    var classes = [(points: [GridPoint], offsets: [CellOffset], weights: [FixedWeight])](
      repeating: ([], [], []), count: Self.factors.count)
    for position in 0..<index.count {
      let point = index.point(at: position)
      let member = pilot.position(ofNext: point)
      classes[member].points.append(point)
      classes[member].offsets.append(index.offset(at: position))
      classes[member].weights.append(index.weight(at: position))
    }
    let range = DensityParameters.bandwidthRange
    parts = try zip(Self.factors, classes).compactMap { factor, members in
      guard !members.points.isEmpty else { return nil }
      let bandwidth = min(
        max(parameters.bandwidthMeters * factor, range.lowerBound), range.upperBound)
      let uniform = members.weights.allSatisfy { $0 == .one }
      let index = try PointIndex(
        gridPoints: members.points, offsets: members.offsets,
        weights: uniform ? [] : members.weights)
      return Part(index: index, bandwidthMeters: bandwidth)
    }
  }

  /// How much narrower and wider than the pilot's a bandwidth may be.
  public static let factorRange = 0.25...4.0

  /// The bandwidths of the classes over that of the pilot: 1/4 … 4.
  static let factors: [Double] = (-4...4).map { pow(2, Double($0) / 2) }
}

/// The pilot density at the centre of every cell that holds points, in the order of the curve; and the
/// class that follows from it, for points that are asked for in that order.
private struct PilotDensity {
  private struct Cell: Hashable {
    var column: UInt32
    var row: UInt32

    init(_ point: GridPoint, shift: UInt32) {
      column = point.x >> shift
      row = point.y >> shift
    }
  }

  private let shift: UInt32
  private var densities: [Float] = []
  private var geometricMean = 1.0
  /// The cell of the point that was asked for last, its number and its class.
  private var current: (cell: Cell, number: Int, position: Int)?

  init(_ index: PointIndex, _ parameters: DensityParameters) {
    let level = GridScale.level(withCellsUpTo: parameters.bandwidthInGridUnits / 6, in: 8...30)
    shift = UInt32(32 - level)
    let field = FieldPart(index: index, parameters: parameters, factor: 1)
    var block = PilotBlock(field: field, level: level)
    var last: Cell?
    index.visitWeighted(in: .everything) { [shift] point, weight in
      let cell = Cell(point, shift: shift)
      if cell == last { return block.add(weight) }
      last = cell
      block.add(weight, column: cell.column, row: cell.row)
    }
    block.finish()
    densities = block.densities
    geometricMean = block.geometricMean
  }

  /// The class of a point; points are asked for in the order of the curve, each once.
  mutating func position(ofNext point: GridPoint) -> Int {
    let cell = Cell(point, shift: shift)
    if let current, current.cell == cell { return current.position }
    let number = (current?.number ?? -1) + 1
    let position = Self.position(
      factor: (geometricMean / max(Double(densities[number]), 1e-30)).squareRoot())
    current = (cell, number, position)
    return position
  }

  private static func position(factor: Double) -> Int {
    Int(min(max((2 * log2(factor)).rounded() + 4, 0), 8))
  }
}

/// Cells in the order of the curve, block of the lattice by block: a block is a cell of the quadtree,
/// so its cells follow each other.
private struct PilotBlock {
  private static let side: UInt32 = 256

  private let field: FieldPart
  private let level: Int
  /// The cells of the block that have not been looked at yet, with their mass.
  private var cells: [(column: UInt32, row: UInt32, mass: Double)] = []
  private(set) var densities: [Float] = []
  private var logarithms = 0.0
  private var mass = 0.0

  init(field: FieldPart, level: Int) {
    self.field = field
    self.level = level
  }

  /// The geometric mean over the mass.
  var geometricMean: Double { exp(logarithms / max(mass, .leastNormalMagnitude)) }

  /// Adds a point in the same cell as the one before.
  mutating func add(_ weight: FixedWeight) { cells[cells.count - 1].mass += weight.value }

  /// Adds a point in another cell.
  mutating func add(_ weight: FixedWeight, column: UInt32, row: UInt32) {
    if let last = cells.last,
      last.column / Self.side != column / Self.side || last.row / Self.side != row / Self.side
    {
      finish()
    }
    cells.append((column, row, weight.value))
  }

  /// Looks at the cells that are left.
  mutating func finish() {
    guard let first = cells.first else { return }
    let side = Int(Self.side)
    let (column, row) = (Int(first.column) / side * side, Int(first.row) / side * side)
    let window = LatticeWindow(unchecked: level, column, row, side, side)
    let values = field.densities(in: window, exactly: false) { true }
    for cell in cells {
      let density = values[Int(cell.column) - column, Int(cell.row) - row]
      densities.append(density)
      logarithms += cell.mass * log(max(Double(density), 1e-30))
      mass += cell.mass
    }
    cells.removeAll(keepingCapacity: true)
  }
}
