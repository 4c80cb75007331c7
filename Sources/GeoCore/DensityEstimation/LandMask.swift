public import GeoPrimitives
import SpatialIndexing
import TileMath

/// Which nodes of a lattice lie on land: bit by bit, in blocks of 64 × 64 nodes.
///
/// Land is the union of areas. The lattice has at least eight nodes per bandwidth.
public struct LandMask: Sendable {
  struct Block: Hashable, Sendable {
    var column: Int
    var row: Int
  }

  /// The level of the lattice.
  let level: Int
  private let blocks: [Block: [UInt64]]

  /// The land around the points of interest.
  /// - Parameters:
  ///   - areas: Whose union is land, in degrees.
  ///   - bandwidthMeters: The bandwidth for which the mask is meant.
  /// - Complexity: O(v + m) for v vertices and m nodes on land, one bit each.
  public init(of areas: some Sequence<MultiPolygon>, bandwidthMeters: Double) {
    let units = bandwidthMeters / GridScale.metersPerUnitAtEquator
    let level = GridScale.level(withCellsUpTo: units / 8, in: 8...30)
    var blocks: [Block: [UInt64]] = [:]
    for area in areas {
      for run in AreaScan(area, level: level).runs { Self.mark(run, in: &blocks) }
    }
    self.level = level
    self.blocks = blocks
  }

  /// Whether a node lies on land.
  @inline(__always)
  func isLand(column: Int, row: Int) -> Bool {
    guard let bits = blocks[Block(column: column >> 6, row: row >> 6)] else { return false }
    return bits[row & 63] >> UInt64(column & 63) & 1 == 1
  }

  /// Bits of 64 nodes of a row, from the one at `block` · 64 on.
  @inline(__always)
  func bits(block: Int, row: Int) -> UInt64 {
    blocks[Block(column: block, row: row >> 6)]?[row & 63] ?? 0
  }

  private static func mark(_ run: AreaScan.Run, in blocks: inout [Block: [UInt64]]) {
    var column = run.columns.lowerBound
    while column < run.columns.upperBound {
      let end = min((column >> 6 + 1) << 6, run.columns.upperBound)
      let count = UInt64(end - column)
      let ones = count == 64 ? .max : (UInt64(1) << count) - 1
      let block = Block(column: column >> 6, row: run.row >> 6)
      blocks[block, default: [UInt64](repeating: 0, count: 64)][run.row & 63] |=
        ones << UInt64(column & 63)
      column = end
    }
  }
}

extension LandMask {
  /// The share of a kernel that falls on land, 0 … 1.
  ///
  /// A sum over the nodes within the bandwidth; with eight nodes or more to a bandwidth it errs by about
  /// 1 % at a straight coast.
  /// - Complexity: O(m) for m nodes within the bandwidth.
  func share(of kernel: DensityKernel, bandwidthMeters: Double, around point: GridPoint) -> Double {
    let latitude = GridScale.latitude(ofUnits: Double(point.y) + 0.5)
    let metersPerUnit =
      GridScale.degreesPerUnit * GroundMetric(latitude: latitude).metersPerDegreeLongitude
    let step = Double(1 << (32 - level))
    let nodes = bandwidthMeters / metersPerUnit / step
    let (x, y) = ((Double(point.x) + 0.5) / step - 0.5, (Double(point.y) + 0.5) / step - 0.5)
    var (land, all) = (0.0, 0.0)
    for row in Int((y - nodes).rounded(.up))...Int((y + nodes).rounded(.down)) {
      let dy = (Double(row) - y) / nodes
      let half = max(1 - dy * dy, 0).squareRoot() * nodes
      let (first, last) = (Int((x - half).rounded(.up)), Int((x + half).rounded(.down)))
      guard first <= last else { continue }
      for column in first...last {
        let dx = (Double(column) - x) / nodes
        let value = kernel.value(atSquaredDistance: dx * dx + dy * dy)
        all += value
        if isLand(column: column, row: row) { land += value }
      }
    }
    return all > 0 ? land / all : 1
  }

  /// Whether all nodes of the blocks within a reach of nodes lie on land; then no kernel there is cut.
  func isInland(_ block: Block, reach: Int) -> Bool {
    let blocksAround = (reach + 63) / 64
    for row in block.row - blocksAround...block.row + blocksAround {
      for column in block.column - blocksAround...block.column + blocksAround {
        guard let bits = blocks[Block(column: column, row: row)],
          bits.allSatisfy({ $0 == .max })
        else { return false }
      }
    }
    return true
  }
}
