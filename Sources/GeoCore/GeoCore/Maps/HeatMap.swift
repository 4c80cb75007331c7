import DensityEstimation
import DisclosureControl
import GeoPrimitives
import MapRendering
import TileMath

/// A view of the heat layer: its classes as pixels, with the values of the tiles' lattice between whose nodes
/// the pixels lie.
struct HeatMap {
  let snapshot: DatasetSnapshot
  let view: MapView
  let parameters: HeatParameters
  /// The query of the parameters, its bandwidth found.
  let query: AdmittedQuery
  let disclosure: Disclosure
  let isWanted: @Sendable () -> Bool

  /// Pixels across and down that are computed at a time.
  private static let blockSide = 1024

  /// The classes; nothing where no pixel is coloured.
  /// - Throws: `DisclosureRefusal` for what may not be asked for, `CancellationError` when it is not wanted
  ///   any more.
  func items() throws -> [SceneItem] {
    let frame = PictureFrame(view)
    let merged = MergedAreas(snapshot: snapshot, frame: frame, query: query)
    let pixels = try HeatPicture.pixels(
      of: try values(), palette: try snapshot.heatPalette(of: parameters, query, for: disclosure),
      suppressed: try merged.mask(
        columns: view.width, rows: view.height, scale: view.pixelRatio))
    guard pixels.indices.contains(where: { $0 != 0 }) else { return [] }
    let bounds = PlanarRectangle(minX: 0, minY: 0, maxX: frame.width, maxY: frame.height)
    return [.picture(ScenePicture(pixels, in: bounds))]
  }

  /// The density at the middle of every pixel.
  func values() throws -> RasterGrid {
    var result = RasterGrid(columns: view.width, rows: view.height)
    let taps = ViewTaps(view)
    for firstRow in stride(from: 0, to: view.height, by: Self.blockSide) {
      let pixelRows = taps.rows(from: firstRow, count: Self.blockSide)
      for firstColumn in stride(from: 0, to: view.width, by: Self.blockSide) {
        var columns = taps.columns(from: firstColumn, count: Self.blockSide)
        var rows = pixelRows
        guard let window = try taps.window(&columns, &rows) else { continue }
        let values = try snapshot.heatValues(
          of: query, exactly: parameters.exact, in: window, for: disclosure, while: isWanted)
        for row in rows {
          for column in columns {
            result[column.pixel, row.pixel] = Tap.value(of: values, column, row)
          }
        }
      }
    }
    return result
  }
}

/// Between which nodes of a lattice a column or row of pixels lies.
private struct Tap {
  /// The column or row of pixels.
  var pixel: Int
  /// The node before it, counted on the lattice, and then in its window.
  var node: Int
  /// How far it lies from that towards the next, 0 … 1.
  var share: Float

  /// The value between four nodes.
  @inline(__always)
  static func value(of values: RasterGrid, _ column: Tap, _ row: Tap) -> Float {
    let upper = line(of: values, column, row.node)
    guard row.share > 0 else { return upper }
    return upper + row.share * (line(of: values, column, row.node + 1) - upper)
  }

  @inline(__always)
  private static func line(of values: RasterGrid, _ column: Tap, _ row: Int) -> Float {
    let left = values[column.node, row]
    guard column.share > 0 else { return left }
    return left + column.share * (values[column.node + 1, row] - left)
  }
}

/// Where the pixels of a view lie on the lattice of the level that fits its scale.
private struct ViewTaps {
  private let level: Int
  private let columns: [Tap]
  /// Rows of pixels that lie on the square of the lattice.
  private let rows: [Tap]

  init(_ view: MapView) {
    var level = 32
    while level > 0, Double(UInt64(1) << UInt64(32 - level)) * 2.0.squareRoot() < view.cellsPerPixel
    {
      level -= 1
    }
    self.level = level
    let step = Double(UInt64(1) << UInt64(32 - level))
    let grid = view.gridExtent
    let across = (grid.maxX - grid.minX) / Double(view.width)
    columns = (0..<view.width).map {
      Self.tap($0, (grid.minX + (Double($0) + 0.5) * across) / step)
    }
    rows = (0..<view.height).compactMap { row in
      view.gridRow(row).map { Self.tap(row, $0 / step) }
    }
  }

  /// The tap of a place on the lattice; what rounding adds to a node does not count.
  private static func tap(_ pixel: Int, _ place: Double) -> Tap {
    let position = place - 0.5
    let nearest = position.rounded()
    if abs(position - nearest) < 1e-6 { return Tap(pixel: pixel, node: Int(nearest), share: 0) }
    let node = position.rounded(.down)
    return Tap(pixel: pixel, node: Int(node), share: Float(position - node))
  }

  func columns(from first: Int, count: Int) -> [Tap] {
    columns.filter { first <= $0.pixel && $0.pixel < first + count }
  }

  func rows(from first: Int, count: Int) -> [Tap] {
    rows.filter { first <= $0.pixel && $0.pixel < first + count }
  }

  /// The nodes around columns and rows, which then count from its corner; `nil` for none.
  func window(_ columns: inout [Tap], _ rows: inout [Tap]) throws -> LatticeWindow? {
    guard let left = columns.first, let right = columns.last, let top = rows.first,
      let bottom = rows.last
    else { return nil }
    let window = try LatticeWindow(
      level: level, firstColumn: left.node, firstRow: top.node,
      columns: Self.count(left, right), rows: Self.count(top, bottom))
    for index in columns.indices { columns[index].node -= left.node }
    for index in rows.indices { rows[index].node -= top.node }
    return window
  }

  private static func count(_ first: Tap, _ last: Tap) -> Int {
    last.node - first.node + (last.share > 0 ? 2 : 1)
  }
}
