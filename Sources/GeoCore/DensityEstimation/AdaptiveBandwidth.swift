import GeoPrimitives
import Glibc
public import SpatialIndexing
import TileMath

/// Points in classes of like bandwidth, after Abramson: where reports are dense the kernel is narrow,
/// where they are sparse it is wide.
///
/// h_i = h · (g / f̂(x_i))^½, where f̂ is a pilot density of bandwidth h and g its geometric mean over
/// the points, kept within h/4 … 4h. Classes are a factor of √2 apart, so that every class is a sum of
/// fixed bandwidth. Points of one lattice cell of h/8 share the pilot density of its centre.
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
    let pilot = PilotDensity(index, parameters)
    var classes = [(points: [GridPoint], offsets: [CellOffset], weights: [FixedWeight])](
      repeating: ([], [], []), count: Self.factors.count)
    for position in 0..<index.count {
      let point = index.point(at: position)
      let member = pilot.position(of: point)
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

/// The class of every cell that holds points, from a pilot density at its centre.
private struct PilotDensity {
  private struct Cell: Hashable {
    var column: UInt32
    var row: UInt32
  }

  private let shift: UInt32
  private let positions: [Cell: UInt8]

  init(_ index: PointIndex, _ parameters: DensityParameters) {
    let level = GridScale.level(
      withCellsUpTo: parameters.bandwidthInGridUnits / 8, in: 8...30)
    shift = UInt32(32 - level)
    let field = FieldPart(index: index, parameters: parameters, factor: 1)
    let cells = Self.masses(index, shift)
    let densities = Self.densities(field, cells.map(\.cell), level: level)
    let logMean =
      zip(cells, densities).reduce(0.0) { $0 + $1.0.mass * log(max($1.1, 1e-30)) }
      / max(cells.reduce(0) { $0 + $1.mass }, .leastNormalMagnitude)
    let mean = exp(logMean)
    var positions: [Cell: UInt8] = [:]
    positions.reserveCapacity(cells.count)
    for (cell, density) in zip(cells, densities) {
      positions[cell.cell] = Self.position(factor: (mean / max(density, 1e-30)).squareRoot())
    }
    self.positions = positions
  }

  /// The class of a point.
  func position(of point: GridPoint) -> Int {
    Int(positions[Cell(column: point.x >> shift, row: point.y >> shift)] ?? 4)
  }

  private static func position(factor: Double) -> UInt8 {
    UInt8(min(max((2 * log2(factor)).rounded() + 4, 0), 8))
  }

  /// The cells that hold points, along the curve, with their mass.
  private static func masses(_ index: PointIndex, _ shift: UInt32) -> [(cell: Cell, mass: Double)] {
    var cells: [(cell: Cell, mass: Double)] = []
    index.visitWeighted(in: .everything) { point, weight in
      let cell = Cell(column: point.x >> shift, row: point.y >> shift)
      if let last = cells.last, last.cell == cell {
        cells[cells.count - 1].mass += weight.value
      } else {
        cells.append((cell, weight.value))
      }
    }
    return cells
  }

  /// The pilot density at the centre of each cell, block of the lattice by block.
  private static func densities(_ field: FieldPart, _ cells: [Cell], level: Int) -> [Double] {
    let side: UInt32 = 128
    var result = [Double](repeating: 0, count: cells.count)
    var blocks: [Cell: [Int]] = [:]
    for (position, cell) in cells.enumerated() {
      blocks[Cell(column: cell.column / side, row: cell.row / side), default: []].append(position)
    }
    for (block, members) in blocks {
      let (column, row) = (Int(block.column * side), Int(block.row * side))
      let window = LatticeWindow(unchecked: level, column, row, Int(side), Int(side))
      let values = field.densities(in: window, exactly: false) { true }
      for position in members {
        let cell = cells[position]
        result[position] = Double(values[Int(cell.column) - column, Int(cell.row) - row])
      }
    }
    return result
  }
}
