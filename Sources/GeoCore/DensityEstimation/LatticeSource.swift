import SpatialIndexing
import TileMath

/// A cell of mass as seen from a lattice window: where it lies among the columns, at which latitude,
/// and how heavy it is.
struct LatticeSource {
  /// The distance from the window's western edge in 1/4096 of a column.
  ///
  /// A whole number below 2²⁴ in any window of up to 4096 columns and margins: differences to column
  /// centres are therefore exact in `Float`, and the same from every window.
  var x: Float
  /// The row, counted from the window's northern edge, in which it lies.
  var row: Int32
  /// The weight; one for a single report.
  var weight: Float
  /// The latitude in degrees.
  var latitude: Double
}

extension LatticeWindow {
  /// The parts into which a column is divided to place a source.
  static let partsPerColumn = 4096

  /// Cells of mass placed in this window, in their order.
  /// - Complexity: O(n) in the number of cells.
  func sources(of cells: [MassCell]) -> [LatticeSource] {
    let partsPerUnit = Double(Self.partsPerColumn) / Double(step)
    var sources: [LatticeSource] = []
    sources.reserveCapacity(cells.count)
    for cell in cells {
      // The middle of the grid cell; rounding down to parts of a column is the same from every window
      // because windows begin at whole columns.
      let x = (Double(Int(cell.x) - originX) + 0.5) * partsPerUnit
      let y = Double(cell.y) + 0.5
      sources.append(
        LatticeSource(
          x: Float(x.rounded(.down)),
          row: Int32(clamping: (Int(cell.y) - originY) >> (32 - level)),
          weight: Float(Double(cell.units) / Double(FixedWeight.unitsPerOne)),
          latitude: GridScale.latitude(ofUnits: y)))
    }
    return sources
  }
}
