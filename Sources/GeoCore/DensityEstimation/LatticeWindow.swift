public import GeoPrimitives
import SpatialIndexing
public import TileMath

/// A rectangle of the global lattice of a level: square cells, 2^level across the Web Mercator
/// square, counted from the north-west. A density is computed in the middle of each.
///
/// The pixels of zoom z are the cells of level z + 8. Since every tile's window belongs to the same
/// lattice, a value depends on its global position only.
public struct LatticeWindow: Hashable, Sendable {
  /// The level, 0 … 32.
  public let level: Int
  /// The first column; negative in a margin west of the square.
  public let firstColumn: Int
  /// The first row; negative in a margin north of the square.
  public let firstRow: Int
  /// The number of columns.
  public let columns: Int
  /// The number of rows.
  public let rows: Int

  /// A rectangle of the lattice.
  /// - Throws: `DensityError.unusableWindow` when it has no cells, more than 2²⁴, or a level that
  ///   does not exist.
  public init(level: Int, firstColumn: Int, firstRow: Int, columns: Int, rows: Int)
    throws(DensityError)
  {
    guard (0...32).contains(level) else { throw .unusableWindow("level \(level) does not exist") }
    guard (1...4096).contains(columns), (1...4096).contains(rows) else {
      throw .unusableWindow("\(columns) × \(rows) is not within 1 … 4096 columns and rows")
    }
    let reach = 1 << 40
    guard abs(firstColumn) < reach, abs(firstRow) < reach else {
      throw .unusableWindow("it lies beyond the Web Mercator square")
    }
    self.init(unchecked: level, firstColumn, firstRow, columns, rows)
  }

  /// The pixels of a tile; `doubled` for those of an `@2x` picture, which are the pixels of the four
  /// tiles one zoom deeper.
  public init(tile: TileID, doubled: Bool = false) {
    let size = doubled ? 512 : 256
    self.init(
      unchecked: tile.zoom + (doubled ? 9 : 8), tile.x * size, tile.y * size, size, size)
  }

  /// Lattice nodes around a tile for contouring: one every `pixelsPerNode` pixels (a power of two),
  /// and one more on every side.
  public init(nodesAround tile: TileID, pixelsPerNode: Int) {
    let shift = pixelsPerNode.trailingZeroBitCount
    let across = 256 >> shift
    self.init(
      unchecked: tile.zoom + 8 - shift, tile.x * across - 1, tile.y * across - 1, across + 2,
      across + 2)
  }

  init(unchecked level: Int, _ firstColumn: Int, _ firstRow: Int, _ columns: Int, _ rows: Int) {
    self.level = level
    self.firstColumn = firstColumn
    self.firstRow = firstRow
    self.columns = columns
    self.rows = rows
  }

  /// The width of a cell in units of the global grid.
  var step: Int { 1 << (32 - level) }

  /// The western edge in units of the global grid.
  var originX: Int { firstColumn * step }

  /// The northern edge in units of the global grid.
  var originY: Int { firstRow * step }

  /// The latitude in the middle of a row, in degrees.
  func latitude(ofRow row: Int) -> Double {
    GridScale.latitude(ofUnits: (Double(firstRow + row) + 0.5) * Double(step))
  }

  /// The place in the middle of a cell.
  public func place(column: Int, row: Int) -> Coordinate {
    let x = (Double(firstColumn + column) + 0.5) * Double(step)
    return Coordinate(
      longitude: WebMercator.longitude(unitX: x / GridPoint.cellsAcross),
      latitude: latitude(ofRow: row))
  }

  /// The grid cells within `units` of the window; `nil` when all of them lie off the grid.
  func box(widenedBy units: Int) -> GridBox? {
    let minX = originX - units
    let minY = originY - units
    let maxX = originX + columns * step - 1 + units
    let maxY = originY + rows * step - 1 + units
    let last = Int(UInt32.max)
    guard minX <= last, minY <= last, maxX >= 0, maxY >= 0 else { return nil }
    return GridBox(
      minX: UInt32(clamping: minX), minY: UInt32(clamping: minY), maxX: UInt32(clamping: maxX),
      maxY: UInt32(clamping: maxY))
  }
}
