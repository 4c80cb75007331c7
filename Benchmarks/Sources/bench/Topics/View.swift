import GeoCore

/// The view that is drawn beside rivals: a rectangle of the lattice over Central Java, 1280 × 960 nodes
/// 607 m apart in its middle, and a bandwidth of twenty of them.
enum View {
  static let columns = 1280
  static let rows = 960
  /// How many nodes the bandwidth spans.
  static let radius = 20.0

  private static let level = 16
  private static let nodesAcross = Double(1 << level)
  private static let center = Coordinate(longitude: 110.4, latitude: -7)

  /// The column of the lattice that its first column is.
  private static let firstColumn =
    Int(WebMercator.unitX(center.longitude) * nodesAcross) - columns / 2

  /// The row of the lattice that its first row is.
  private static let firstRow = Int(WebMercator.unitY(center.latitude) * nodesAcross) - rows / 2

  /// The nodes of the view.
  static func window() throws -> LatticeWindow {
    try LatticeWindow(
      level: level, firstColumn: firstColumn, firstRow: firstRow, columns: columns, rows: rows)
  }

  /// The ground of the view, in degrees.
  static var envelope: Envelope {
    let scale = 1 / nodesAcross
    return Envelope(
      minX: WebMercator.longitude(unitX: Double(firstColumn) * scale),
      minY: WebMercator.latitude(unitY: Double(firstRow + rows) * scale),
      maxX: WebMercator.longitude(unitX: Double(firstColumn + columns) * scale),
      maxY: WebMercator.latitude(unitY: Double(firstRow) * scale))
  }

  /// The bandwidth in metres on the ground in the middle of the view.
  static var bandwidthMeters: Double {
    radius * 360 / nodesAcross * GroundMetric(latitude: center.latitude).metersPerDegreeLongitude
  }

  /// What a rival must know to draw the same.
  static var facts: [(String, Double)] {
    [
      ("level", Double(level)), ("first_column", Double(firstColumn)),
      ("first_row", Double(firstRow)), ("columns", Double(columns)), ("rows", Double(rows)),
      ("radius", radius),
    ]
  }
}
