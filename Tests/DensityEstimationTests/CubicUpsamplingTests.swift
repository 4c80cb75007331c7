import GeoPrimitives
import Testing

@testable import DensityEstimation

@Suite("Refining a lattice")
struct CubicUpsamplingTests {
  /// The largest error of a function of the position along both axes, in coarse cells.
  static func largestError(shift: Int, of value: (Double, Double) -> Double) throws -> Double {
    let fine = try LatticeWindow(
      level: 16, firstColumn: 5000, firstRow: 6003, columns: 60, rows: 50)
    let upsampling = CubicUpsampling(shift: shift)
    let coarse = upsampling.coarseWindow(for: fine)
    func position(_ cell: Int, in window: LatticeWindow, from origin: Int) -> Double {
      (Double(cell) + 0.5) * Double(window.step) / Double(coarse.step) - Double(origin)
    }
    func grid(_ window: LatticeWindow) -> RasterGrid {
      var grid = RasterGrid(columns: window.columns, rows: window.rows)
      for row in 0..<window.rows {
        let y = position(window.firstRow + row, in: window, from: coarse.firstRow)
        for column in 0..<window.columns {
          let x = position(window.firstColumn + column, in: window, from: coarse.firstColumn)
          grid.values[row * window.columns + column] = Float(value(x, y))
        }
      }
      return grid
    }
    let found = upsampling.refine(grid(coarse), from: coarse, to: fine)
    return zip(found.values, grid(fine).values).reduce(0) { max($0, Double(abs($1.0 - $1.1))) }
  }

  @Test("keeps cubics", arguments: 1...4)
  func cubics(shift: Int) throws {
    let error = try Self.largestError(shift: shift) { x, y in
      3 + (x / 20 - y * y / 900 + x * x * x / 20_000) * (1 + y * y * y / 40_000)
    }
    #expect(error < 2e-5)
  }

  @Test("errs by at most 1/42 of the jump of a curvature", arguments: 1...4)
  func curvature(shift: Int) throws {
    for (east, south) in [(1.0, 0.0), (0.0, 1.0), (0.8, 0.6), (0.6, -0.8)] {
      for offset in [2.0, 2.2, 2.45, 2.7, 2.9] {
        let error = try Self.largestError(shift: shift) { x, y in
          let beyond = max(east * x + south * y - offset, 0)
          return beyond * beyond / 2
        }
        #expect(error < 1.0 / 42, "\(east), \(south), \(offset)")
      }
    }
  }
}
