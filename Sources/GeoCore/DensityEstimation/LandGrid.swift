public import GeoPrimitives
import TileMath

/// Land and sea as one bit for each cell of a grid over some areas, for questions about lines.
///
/// A cell counts as land when its middle lies in an area, so a coast is known to within a cell: 153 m at the
/// equator, 306 m where areas spread as far as all Indonesia. Beyond the grid is sea.
public struct LandGrid: Sendable {
  /// Sixteen megabytes at most.
  private static let mostCells = 1 << 27
  private static let levels = 8...18

  /// Cells across the world.
  private let scale: Double
  private let columns: Range<Int>
  private let rows: Range<Int>
  private let window: LandWindow

  /// The land of areas.
  /// - Parameters:
  ///   - areas: Whose union is land, in degrees; each is looked at once.
  ///   - box: The box around all of them.
  /// - Complexity: O(v + c) for v vertices and c crossings of their borders with rows of the grid.
  public init(of areas: some Sequence<MultiPolygon>, in box: Envelope) {
    let frames = Self.levels.reversed().lazy.map { ($0, Self.cells(of: box, level: $0)) }
    let fitting = frames.first { $0.1.columns.count * $0.1.rows.count <= Self.mostCells }
    let (level, cells) = fitting ?? (Self.levels.lowerBound, (0..<0, 0..<0))
    scale = Double(1 << level)
    (columns, rows) = cells
    var window = LandWindow(columns: columns, rows: rows)
    for area in areas {
      for chord in AreaScan(area, level: level, rows: rows).chords { window.mark(chord) }
    }
    self.window = window
  }

  private static func cells(
    of box: Envelope, level: Int
  ) -> (columns: Range<Int>, rows: Range<Int>) {
    guard !box.isEmpty else { return (0..<0, 0..<0) }
    let scale = Double(1 << level)
    func range(_ low: Double, _ high: Double) -> Range<Int> {
      let (first, last) = (min(max(low, 0), 1) * scale, min(max(high, 0), 1) * scale)
      return Int(first)..<max(Int(last), Int(first)) + 1
    }
    return (
      range(WebMercator.unitX(box.minX), WebMercator.unitX(box.maxX)),
      range(WebMercator.unitY(box.maxY), WebMercator.unitY(box.minY))
    )
  }

  /// Whether the cell of a place is land.
  public func isLand(_ place: Coordinate) -> Bool {
    isLand(WebMercator.unitX(place.longitude) * scale, WebMercator.unitY(place.latitude) * scale)
  }

  @inline(__always)
  private func isLand(_ x: Double, _ y: Double) -> Bool {
    guard abs(x) < 1e9, abs(y) < 1e9 else { return false }
    let (column, row) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
    return columns.contains(column) && rows.contains(row)
      && window.isLand(column: column, row: row)
  }

  /// The longest stretch at sea of the straight line between two places, in metres.
  ///
  /// The line is straight on the map and looked at twice in each cell, so a stretch is known to within two
  /// cells.
  /// - Complexity: O(n) for n cells along the line.
  public func longestCrossingMeters(from a: Coordinate, to b: Coordinate) -> Double {
    let (startX, startY) = position(of: a)
    let (endX, endY) = position(of: b)
    let (dx, dy) = (endX - startX, endY - startY)
    let length = max(abs(dx), abs(dy))
    guard length.isFinite, length < 1e7 else { return 0 }
    let steps = max(Int((2 * length).rounded(.up)), 1)
    var (run, longest) = (0, 0)
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      run = isLand(startX + dx * share, startY + dy * share) ? 0 : run + 1
      longest = max(longest, run)
    }
    return GroundMetric.distanceMeters(between: a, and: b) * Double(longest) / Double(steps + 1)
  }

  private func position(of place: Coordinate) -> (x: Double, y: Double) {
    (WebMercator.unitX(place.longitude) * scale, WebMercator.unitY(place.latitude) * scale)
  }
}
