public import GeoPrimitives
import SpatialIndexing
import TileMath

/// A rectangle of regularly spaced samples on the Web Mercator plane (EPSG:3857), at the centres of
/// equal cells; it need not agree with the lattice of the tiles.
public struct SampleGrid: Hashable, Sendable {
  /// The largest number of samples that is computed.
  public static let maximumCount = 1 << 26

  /// The number of columns, from the west.
  public let columns: Int
  /// The number of rows, from the north.
  public let rows: Int
  /// The western and the northern edge in units of the global grid.
  let originX: Double
  let originY: Double
  /// The width and the height of a cell in units of the global grid.
  let stepX: Double
  let stepY: Double

  /// A grid that divides a box of degrees into equal cells of the Mercator plane.
  /// - Parameters:
  ///   - box: West, south, east and north in degrees.
  ///   - columns: The number of columns.
  ///   - rows: The number of rows.
  /// - Throws: `DensityError.unusableWindow` for a box that is empty, turned around or beyond 85.0511°,
  ///   and for no samples or more than 2²⁶.
  public init(over box: Envelope, columns: Int, rows: Int) throws(DensityError) {
    guard columns > 0, rows > 0, columns <= Self.maximumCount / rows else {
      throw .unusableWindow(
        "\(columns) × \(rows) samples are not between 1 and \(Self.maximumCount)")
    }
    let limit = WebMercator.maximumLatitude
    guard box.minX < box.maxX, box.minY < box.maxY, box.minX >= -180, box.maxX <= 180,
      box.minY >= -limit, box.maxY <= limit
    else {
      throw .unusableWindow(
        "west must lie before east within ±180° and south before north within ±85.0511°")
    }
    let (west, east) = (WebMercator.unitX(box.minX), WebMercator.unitX(box.maxX))
    let (north, south) = (WebMercator.unitY(box.maxY), WebMercator.unitY(box.minY))
    let across = GridPoint.cellsAcross
    self.columns = columns
    self.rows = rows
    (originX, originY) = (west * across, north * across)
    stepX = (east - west) * across / Double(columns)
    stepY = (south - north) * across / Double(rows)
  }

  /// The nodes of a lattice window.
  init(_ window: LatticeWindow) {
    columns = window.columns
    rows = window.rows
    (originX, originY) = (Double(window.originX), Double(window.originY))
    (stepX, stepY) = (Double(window.step), Double(window.step))
  }

  private init(
    columns: Int, rows: Int, originX: Double, originY: Double, stepX: Double, stepY: Double
  ) {
    self.columns = columns
    self.rows = rows
    (self.originX, self.originY) = (originX, originY)
    (self.stepX, self.stepY) = (stepX, stepY)
  }

  /// The samples of some rows and columns.
  func part(columns: Range<Int>, rows: Range<Int>) -> SampleGrid {
    SampleGrid(
      columns: columns.count, rows: rows.count,
      originX: originX + Double(columns.lowerBound) * stepX,
      originY: originY + Double(rows.lowerBound) * stepY, stepX: stepX, stepY: stepY)
  }

  /// The cells of the global grid within a reach of the samples; `nil` when all of them lie off it.
  func box(widenedBy reach: Double) -> GridBox? {
    let last = GridPoint.cellsAcross - 1
    let (minX, minY) = (originX - reach, originY - reach)
    let maxX = originX + Double(columns) * stepX + reach
    let maxY = originY + Double(rows) * stepY + reach
    guard minX <= last, minY <= last, maxX >= 0, maxY >= 0 else { return nil }
    func cell(_ position: Double) -> UInt32 { UInt32(min(max(position, 0), last)) }
    return GridBox(minX: cell(minX), minY: cell(minY), maxX: cell(maxX), maxY: cell(maxY))
  }

  /// The western and the northern edge and the size of a cell, in metres of EPSG:3857.
  public var meters: (minX: Double, maxY: Double, width: Double, height: Double) {
    let scale = 2 * WebMercator.halfExtentMeters / GridPoint.cellsAcross
    return (
      originX * scale - WebMercator.halfExtentMeters,
      WebMercator.halfExtentMeters - originY * scale, stepX * scale, stepY * scale
    )
  }

  /// The latitude in the middle of a row, in degrees.
  func latitude(ofRow row: Int) -> Double {
    GridScale.latitude(ofUnits: originY + (Double(row) + 0.5) * stepY)
  }

  /// The place of a sample.
  public func place(column: Int, row: Int) -> Coordinate {
    let x = originX + (Double(column) + 0.5) * stepX
    return Coordinate(
      longitude: WebMercator.longitude(unitX: x / GridPoint.cellsAcross),
      latitude: latitude(ofRow: row))
  }
}
