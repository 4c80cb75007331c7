import GeoPrimitives
import TileMath

/// The field in a block of the lattice on which it is summed for areas.
struct BlockValues {
  /// The nodes of the block, and those around it that a cubic needs.
  private let window: LatticeWindow
  /// The values in the window; `nil` when nothing is in reach.
  private let values: RasterGrid?
  private let interpolates: Bool
  /// The ground of a cell of each row of the window, in any unit. Mercator cells are as tall as they are
  /// wide, so it goes with the square of their width.
  private let ground: [Double]

  private static let margin = RowIntegral.margin

  init(of lattice: AreaLattice, column: Int, row: Int) {
    let (side, margin) = (lattice.blockSide, Self.margin)
    window = LatticeWindow(
      unchecked: lattice.level, column * side - margin, row * side - margin, side + 2 * margin,
      side + 2 * margin)
    values = lattice.hasMass(near: window) ? lattice.densities(in: window) : nil
    interpolates = lattice.interpolates
    ground = window.rowMetrics.map { $0.metersPerDegreeLongitude * $0.metersPerDegreeLongitude }
  }

  /// What the field amounts to in the part of an area that lies in the block, seen along rows that are
  /// 2^shift times as close as those of the lattice.
  func tally(of area: MultiPolygon, shift: Int) -> AreaTally {
    var tally = AreaTally()
    let margin = Self.margin
    let rows =
      (window.firstRow + margin) << shift..<(window.firstRow + window.rows - margin) << shift
    let (first, last) = (Double(margin) - 0.5, Double(window.columns - margin) - 0.5)
    var row = RowIntegral(columns: window.columns, interpolates: interpolates)
    let scale = 1 / Double(1 << shift)
    for chord in AreaScan(area, level: window.level + shift, rows: rows).chords {
      let west = max(place(chord.west, scale, window.firstColumn), first)
      let east = min(place(chord.east, scale, window.firstColumn), last)
      guard west < east else { continue }
      let share = ground[chord.row >> shift - window.firstRow] * scale
      tally.add(length: east - west, groundPerLength: share)
      let position = place(Double(chord.row), scale, window.firstRow)
      let columns = Int(west.rounded(.down)) - 1..<Int(east.rounded(.down)) + 3
      guard let values, row.move(in: values, to: position, columns) else { continue }
      tally.add(row.value(from: west, to: east), groundPerLength: share) {
        window.place(column: $0, row: position)
      }
    }
    return tally
  }

  /// A place among finer columns or rows as one among those of the window: the middle of cell n lies
  /// at n.
  private func place(_ fine: Double, _ scale: Double, _ first: Int) -> Double {
    (fine + 0.5) * scale - 0.5 - Double(first)
  }
}

extension LatticeWindow {
  /// The place at a position between the middles of cells.
  fileprivate func place(column: Double, row: Double) -> Coordinate {
    let x = (Double(firstColumn) + column + 0.5) * Double(step)
    let y = (Double(firstRow) + row + 0.5) * Double(step)
    return Coordinate(
      longitude: WebMercator.longitude(unitX: x / GridPoint.cellsAcross),
      latitude: GridScale.latitude(ofUnits: y))
  }
}
