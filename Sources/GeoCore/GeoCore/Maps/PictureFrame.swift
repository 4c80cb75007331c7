import Coverage
import GeoPrimitives
import Glibc
import MapRendering
import TileMath

/// The ground that a picture shows, the zoom whose content it shows, and where in it places lie: a tile's
/// square, or any view of a map.
struct PictureFrame: Sendable {
  /// How rows of the global grid become pixels.
  private enum Vertical {
    /// In equal steps: Web Mercator.
    case mercator(origin: Double, scale: Double)
    /// In equal steps of latitude: from a northern edge in degrees, so many pixels a degree.
    case latitude(north: Double, scale: Double)
  }

  /// The zoom of the tiles whose content is shown.
  let zoom: Int
  /// Across, in pixels at scale 1.
  let width: Double
  /// Down, in pixels at scale 1.
  let height: Double
  /// What is shown, in units of the zoom.
  let ground: UnitBox
  private let originX: Double
  private let scaleX: Double
  private let vertical: Vertical

  /// The square of a tile, 256 pixels a side.
  init(tile: TileID) {
    zoom = tile.zoom
    (width, height) = (256, 256)
    ground = UnitGrid(zoom: tile.zoom).box(of: tile, buffer: 0)
    let span = Double(UInt64(1) << UInt64(32 - tile.zoom))
    originX = Double(tile.x) * span
    scaleX = 256 / span
    vertical = .mercator(origin: Double(tile.y) * span, scale: 256 / span)
  }

  /// A view at the zoom whose content fits its scale.
  /// - Parameters:
  ///   - view: The view.
  ///   - most: How much larger than at its zoom content may be drawn, in zooms: 0.5 takes the nearest
  ///     zoom, more a coarser one.
  init(_ view: MapView, enlargedBy most: Double = 0.5) {
    zoom = view.zoom(enlargedBy: most)
    width = Double(view.width) / view.pixelRatio
    height = Double(view.height) / view.pixelRatio
    ground = Self.ground(of: view.gridExtent, zoom)
    let grid = view.gridExtent
    originX = grid.minX
    scaleX = width / (grid.maxX - grid.minX)
    switch view.system {
    case .webMercator:
      vertical = .mercator(origin: grid.minY, scale: height / (grid.maxY - grid.minY))
    case .geographic:
      vertical = .latitude(
        north: view.extent.maxY, scale: height / (view.extent.maxY - view.extent.minY))
    }
  }

  /// The units around a box of the grid; what rounding adds does not count.
  private static func ground(of box: Envelope, _ zoom: Int) -> UnitBox {
    let grid = UnitGrid(zoom: zoom)
    let middle = GridPoint.cellsAcross / 2
    func unit(_ cell: Double, up: Bool) -> Int32 {
      let exact = (cell - middle) / grid.cellsPerUnit
      let whole = up ? (exact - 1e-6).rounded(.up) : (exact + 1e-6).rounded(.down)
      return Int32(min(max(whole, Double(Int32.min)), Double(Int32.max)))
    }
    return UnitBox(
      minX: unit(box.minX, up: false), minY: unit(box.minY, up: false),
      maxX: unit(box.maxX, up: true), maxY: unit(box.maxY, up: true))
  }

  // MARK: Ground

  /// The units of the zoom.
  var grid: UnitGrid { UnitGrid(zoom: zoom) }

  /// The upper left corner, in units.
  var origin: UnitPoint { UnitPoint(x: ground.minX, y: ground.minY) }

  /// What is shown with a buffer around it, in units.
  func box(buffer: Int) -> UnitBox {
    UnitBox(
      minX: Int32(clamping: Int(ground.minX) - buffer),
      minY: Int32(clamping: Int(ground.minY) - buffer),
      maxX: Int32(clamping: Int(ground.maxX) + buffer),
      maxY: Int32(clamping: Int(ground.maxY) + buffer))
  }

  /// What is shown with a buffer of units around it, in degrees.
  func envelope(buffer: Int) -> Envelope {
    func unit(_ position: Int32, _ sign: Int) -> Double {
      (Double(Int(position) + sign * buffer) * grid.cellsPerUnit) / GridPoint.cellsAcross + 0.5
    }
    return Envelope(
      minX: WebMercator.longitude(unitX: unit(ground.minX, -1)),
      minY: WebMercator.latitude(unitY: unit(ground.maxY, 1)),
      maxX: WebMercator.longitude(unitX: unit(ground.maxX, 1)),
      maxY: WebMercator.latitude(unitY: unit(ground.minY, -1)))
  }

  /// The cells of the global grid that are shown, and those up to so many pixels beyond.
  func gridBox(beyond pixels: Double) -> GridBox {
    let margin = Int64((pixels * greatestCellsPerPixel).rounded(.up))
    let (shift, middle) = (Int64(grid.cellsPerUnit), Int64(1) << 31)
    func cell(_ value: Int64) -> UInt32 { UInt32(clamping: value) }
    return GridBox(
      minX: cell(Int64(ground.minX) * shift + middle - margin),
      minY: cell(Int64(ground.minY) * shift + middle - margin),
      maxX: cell(Int64(ground.maxX) * shift + middle - 1 + margin),
      maxY: cell(Int64(ground.maxY) * shift + middle - 1 + margin))
  }

  /// Cells of the global grid along a pixel, where there are most.
  private var greatestCellsPerPixel: Double {
    switch vertical {
    case .mercator(_, let scale): return 1 / min(scaleX, scale)
    case .latitude(let north, let scale):
      let farthest = min(max(abs(north), abs(north - height / scale)), 85)
      return GridPoint.cellsAcross / 360 / scale / cos(farthest * .pi / 180) + 1 / scaleX
    }
  }

  /// The ground with a buffer as a window for clipping, its units being so many to a pixel of a tile.
  func clipWindow(unitsPerPixel: Int, buffer: Int) -> GridWindow {
    let share = Double(unitsPerPixel) / Double(UnitGrid.unitsPerPixel)
    let middle = GridPoint.cellsAcross / 2
    return GridWindow(
      originX: Double(ground.minX) * grid.cellsPerUnit + middle,
      originY: Double(ground.minY) * grid.cellsPerUnit + middle,
      scale: share / grid.cellsPerUnit,
      width: (Double(ground.maxX) - Double(ground.minX)) * share,
      height: (Double(ground.maxY) - Double(ground.minY)) * share, buffer: Double(buffer))
  }

  // MARK: Places

  /// Where a place of the global grid lies, in pixels.
  @inline(__always)
  func position(x: Double, y: Double) -> PlanarPoint {
    let across = (x - originX) * scaleX
    switch vertical {
    case .mercator(let origin, let scale):
      return PlanarPoint(x: across, y: (y - origin) * scale)
    case .latitude(let north, let scale):
      let latitude = WebMercator.latitude(unitY: y / GridPoint.cellsAcross)
      return PlanarPoint(x: across, y: (north - latitude) * scale)
    }
  }

  /// Where a place of the global grid lies, in pixels.
  func position(of place: GridPoint) -> PlanarPoint {
    position(x: Double(place.x), y: Double(place.y))
  }

  /// Where a vertex lies, in pixels.
  @inline(__always)
  func position(of vertex: UnitPoint) -> PlanarPoint {
    let middle = GridPoint.cellsAcross / 2
    return position(
      x: Double(vertex.x) * grid.cellsPerUnit + middle,
      y: Double(vertex.y) * grid.cellsPerUnit + middle)
  }

  /// Where the point of a window for clipping lies, in pixels.
  func position(of point: PlanarPoint, in window: GridWindow) -> PlanarPoint {
    position(
      x: window.originX + point.x / window.scale, y: window.originY + point.y / window.scale)
  }

  /// A ring of vertices, the first of which is not repeated.
  func ring(_ vertices: [UnitPoint]) -> [PlanarPoint] {
    guard case .latitude = vertical, let first = vertices.first else { return line(vertices) }
    return curved(vertices + [first]).dropLast()
  }

  /// A line of vertices, straight between them on the global grid.
  func line(_ vertices: [UnitPoint]) -> [PlanarPoint] {
    guard case .latitude = vertical else { return vertices.map { position(of: $0) } }
    return curved(vertices)
  }

  /// A line whose edges are divided every sixteen pixels down, since they are bent where latitudes
  /// are drawn in equal steps.
  private func curved(_ vertices: [UnitPoint]) -> [PlanarPoint] {
    guard let first = vertices.first else { return [] }
    var points = [position(of: first)]
    points.reserveCapacity(vertices.count)
    var before = first
    for vertex in vertices.dropFirst() {
      let pixels = (Double(vertex.y) - Double(before.y)).magnitude / Double(UnitGrid.unitsPerPixel)
      let steps = Int(min(pixels / 16, 64)) + 1
      for step in 1...steps {
        points.append(between(before, vertex, Double(step) / Double(steps)))
      }
      before = vertex
    }
    return points
  }

  private func between(_ a: UnitPoint, _ b: UnitPoint, _ share: Double) -> PlanarPoint {
    guard share < 1 else { return position(of: b) }
    let middle = GridPoint.cellsAcross / 2
    let x = Double(a.x) + share * (Double(b.x) - Double(a.x))
    let y = Double(a.y) + share * (Double(b.y) - Double(a.y))
    return position(x: x * grid.cellsPerUnit + middle, y: y * grid.cellsPerUnit + middle)
  }
}
