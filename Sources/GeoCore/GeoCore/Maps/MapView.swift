public import GeoPrimitives
import Glibc
public import TileMath

/// What of the world a map shows, in which reference system, and on how many pixels.
public struct MapView: Hashable, Sendable {
  /// How places become positions on the map.
  public enum System: Hashable, Sendable {
    /// Web Mercator (EPSG:3857): metres.
    case webMercator
    /// Longitude and latitude in equal steps (CRS:84, EPSG:4326): degrees.
    case geographic
  }

  /// The most pixels of a map.
  public static let maximumPixels = 4096 * 4096
  /// The most pixels of a map's side.
  public static let maximumSide = 8192
  /// How many pixels of the map a pixel of a screen at 96 dots an inch may be.
  public static let pixelRatios = 1.0...6.0

  /// How places become positions.
  public let system: System
  /// The ground in units of the system: x to the east, y to the north.
  public let extent: Envelope
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int
  /// How many of them make a pixel of an ordinary screen: strokes and letters grow with it.
  public let pixelRatio: Double

  /// A view.
  /// - Throws: `MapViewError` for pixels that no map has, and for ground that is empty or far off the globe.
  public init(
    _ system: System, extent: Envelope, width: Int, height: Int, pixelRatio: Double = 1
  ) throws(MapViewError) {
    let sides = 1...Self.maximumSide
    guard sides.contains(width), sides.contains(height), width * height <= Self.maximumPixels else {
      throw .size(width: width, height: height)
    }
    guard Self.pixelRatios.contains(pixelRatio) else { throw .pixelRatio(pixelRatio) }
    let (unit, reach) =
      system == .webMercator ? (1.0, 4 * WebMercator.halfExtentMeters) : (1 / 111_320.0, 720)
    let edges = [extent.minX, extent.minY, extent.maxX, extent.maxY]
    guard edges.allSatisfy({ abs($0) <= reach }), extent.minX < extent.maxX,
      extent.minY < extent.maxY
    else { throw .extent(extent) }
    // A pixel finer than a millimetre shows nothing that is known.
    guard (extent.maxX - extent.minX) / Double(width) >= unit / 1000,
      (extent.maxY - extent.minY) / Double(height) >= unit / 1000
    else { throw .extent(extent) }
    guard system == .webMercator || (extent.maxY > -Self.limit && extent.minY < Self.limit) else {
      throw .extent(extent)
    }
    self.system = system
    self.extent = extent
    self.width = width
    self.height = height
    self.pixelRatio = pixelRatio
  }

  /// The square of a tile, 256 pixels a side.
  /// - Throws: `MapViewError`, though no tile is refused.
  public init(tile: TileID) throws(MapViewError) {
    let side = 2 * WebMercator.halfExtentMeters / Double(1 << tile.zoom)
    let west = Double(tile.x) * side - WebMercator.halfExtentMeters
    let north = WebMercator.halfExtentMeters - Double(tile.y) * side
    try self.init(
      .webMercator,
      extent: Envelope(minX: west, minY: north - side, maxX: west + side, maxY: north),
      width: 256, height: 256)
  }

  private static let limit = WebMercator.maximumLatitude

  /// The ground on the global grid, rows downwards; latitudes are cut to its square.
  var gridExtent: Envelope {
    let cells = GridPoint.cellsAcross
    switch system {
    case .webMercator:
      let scale = cells / (2 * WebMercator.halfExtentMeters)
      return Envelope(
        minX: extent.minX * scale + cells / 2, minY: cells / 2 - extent.maxY * scale,
        maxX: extent.maxX * scale + cells / 2, maxY: cells / 2 - extent.minY * scale)
    case .geographic:
      let (north, south) = (min(extent.maxY, Self.limit), max(extent.minY, -Self.limit))
      return Envelope(
        minX: WebMercator.unitX(extent.minX) * cells, minY: WebMercator.unitY(north) * cells,
        maxX: WebMercator.unitX(extent.maxX) * cells, maxY: WebMercator.unitY(south) * cells)
    }
  }

  /// Cells of the global grid along a pixel of the map, in its middle: the mean of both directions.
  var cellsPerPixel: Double {
    let grid = gridExtent
    let across = (grid.maxX - grid.minX) / Double(width)
    guard system == .geographic else {
      return (across * (grid.maxY - grid.minY) / Double(height)).squareRoot()
    }
    let middle = min(max((extent.minY + extent.maxY) / 2, -80), 80)
    let degrees = (extent.maxY - extent.minY) / Double(height)
    let down = degrees / 360 * GridPoint.cellsAcross / cos(middle * .pi / 180)
    return (across * down).squareRoot()
  }

  /// The row of the global grid in the middle of a row of pixels; `nil` beyond 85.0511° north or south.
  func gridRow(_ row: Int) -> Double? {
    let share = (Double(row) + 0.5) / Double(height)
    switch system {
    case .webMercator:
      let grid = gridExtent
      let y = grid.minY + share * (grid.maxY - grid.minY)
      return (0..<GridPoint.cellsAcross).contains(y) ? y : nil
    case .geographic:
      let latitude = extent.maxY - share * (extent.maxY - extent.minY)
      return abs(latitude) < Self.limit
        ? WebMercator.unitY(latitude) * GridPoint.cellsAcross : nil
    }
  }

  /// The zoom of the tiles whose content is shown.
  /// - Parameter most: How many zooms it may be enlarged by.
  /// - Returns: A zoom from 0 to the deepest.
  func zoom(enlargedBy most: Double = 0.5) -> Int {
    let exact = log2(GridPoint.cellsAcross / (256 * cellsPerPixel * pixelRatio))
    // What rounding takes from a whole number does not count.
    let whole = (exact + (1 - most) + 1e-6).rounded(.down)
    return Int(min(max(whole, 0), Double(TileID.maximumZoom)))
  }

  /// The place in the middle of a pixel, counted from the upper left; `nil` beyond 85.0511° north or south,
  /// and off the globe.
  public func place(column: Int, row: Int) -> Coordinate? {
    let x =
      extent.minX + (Double(column) + 0.5) / Double(width) * (extent.maxX - extent.minX)
    let y = extent.maxY - (Double(row) + 0.5) / Double(height) * (extent.maxY - extent.minY)
    let place: Coordinate
    switch system {
    case .geographic: place = Coordinate(longitude: x, latitude: y)
    case .webMercator:
      let across = 2 * WebMercator.halfExtentMeters
      place = Coordinate(
        longitude: WebMercator.longitude(unitX: x / across + 0.5),
        latitude: WebMercator.latitude(unitY: 0.5 - y / across))
    }
    return place.isOnGlobe && abs(place.latitude) <= Self.limit ? place : nil
  }
}

/// Why there is no such view of a map.
public enum MapViewError: Error, Hashable, Sendable {
  /// A width or height that no map has.
  case size(width: Int, height: Int)
  /// Pixels that are too large or too small for letters.
  case pixelRatio(Double)
  /// Ground that is empty, turned around, too small or far off the globe.
  case extent(Envelope)
}

extension MapViewError: CustomStringConvertible {
  /// One sentence: what, and what to do.
  public var description: String {
    switch self {
    case .size(let width, let height):
      "a map of \(width) × \(height) pixels cannot be drawn; a side may have 1 to "
        + "\(MapView.maximumSide) pixels, and all together \(MapView.maximumPixels)"
    case .pixelRatio(let ratio):
      "a map cannot be drawn at \(ratio) pixels to one of a screen; 1 to 6 can"
    case .extent(let box):
      "the box \(box.minX),\(box.minY),\(box.maxX),\(box.maxY) is empty, turned around, too small or "
        + "off the globe; give the lower corner before the upper one"
    }
  }
}
