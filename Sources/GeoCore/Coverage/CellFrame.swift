import GeoPrimitives
import SpatialIndexing
import TileMath

/// The edges of a quadtree cell in degrees.
///
/// The places of the index lie in the middle of grid cells, at least 3 · 10⁻⁹ degrees away from the
/// edges of any quadtree cell; the box is wider than the cell by 10⁻⁹ degrees (0.1 mm), far more than
/// what a crossing may be off by rounding.
struct CellFrame {
  private static let margin = 1e-9

  private let west: Double
  private let east: Double
  private let north: Double
  private let south: Double

  /// The whole grid.
  static let everything = CellFrame(
    west: -180, east: 180, north: WebMercator.maximumLatitude + margin,
    south: -WebMercator.maximumLatitude - margin)

  /// The box, in degrees.
  var box: Envelope {
    Envelope(
      minX: west - Self.margin, minY: south - Self.margin, maxX: east + Self.margin,
      maxY: north + Self.margin)
  }

  /// The lines that divide a cell into its quarters.
  struct Middle {
    fileprivate let x: UInt32
    fileprivate let y: UInt32
    fileprivate let longitude: Double
    fileprivate let latitude: Double

    init(of cell: IndexCell) {
      let half = UInt32(1) << (cell.width - 1)
      x = cell.originX + half
      y = cell.originY + half
      longitude = WebMercator.longitude(unitX: Double(x) / GridPoint.cellsAcross)
      latitude = WebMercator.latitude(unitY: Double(y) / GridPoint.cellsAcross)
    }
  }

  /// The frame of a quarter of the cell.
  func frame(of quarter: IndexCell, _ middle: Middle) -> CellFrame {
    let (isEastern, isSouthern) = (quarter.originX >= middle.x, quarter.originY >= middle.y)
    return CellFrame(
      west: isEastern ? middle.longitude : west, east: isEastern ? east : middle.longitude,
      north: isSouthern ? middle.latitude : north, south: isSouthern ? south : middle.latitude)
  }
}
