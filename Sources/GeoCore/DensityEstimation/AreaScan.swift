import GeoPrimitives
import TileMath

/// Which nodes of a lattice level lie inside an area: for every row the runs of columns, found by
/// crossing the row with the borders (even–odd rule, so holes and parts need no special care).
struct AreaScan {
  /// A run of nodes of one row.
  struct Run {
    /// The global row.
    var row: Int
    /// The global columns, half-open.
    var columns: Range<Int>
  }

  /// The runs, by row from the north, then from the west.
  let runs: [Run]

  /// The number of nodes inside.
  var count: Int { runs.reduce(0) { $0 + $1.columns.count } }

  /// Scans an area at a lattice level.
  /// - Complexity: O(c log c) for c crossings of rows and borders.
  init(_ area: MultiPolygon, level: Int) {
    let scale = Double(UInt64(1) << UInt64(level))
    var crossings: [Crossing] = []
    for polygon in area.polygons {
      for ring in polygon.rings { Self.cross(ring, scale, &crossings) }
    }
    crossings.sort { ($0.row, $0.x) < ($1.row, $1.x) }
    runs = Self.pair(crossings)
  }

  private struct Crossing {
    var row: Int
    var x: Double
  }

  /// Positions are counted so that node n of a row or column lies at n exactly.
  private static func cross(_ ring: Ring, _ scale: Double, _ crossings: inout [Crossing]) {
    var previous: (x: Double, y: Double)?
    for coordinate in ring.coordinates {
      let here = (
        x: WebMercator.unitX(coordinate.longitude) * scale - 0.5,
        y: WebMercator.unitY(coordinate.latitude) * scale - 0.5
      )
      defer { previous = here }
      guard let from = previous, from.y != here.y, here.y.isFinite, from.y.isFinite else {
        continue
      }
      let (top, bottom) = from.y < here.y ? (from, here) : (here, from)
      let slope = (bottom.x - top.x) / (bottom.y - top.y)
      var row = Int(top.y.rounded(.up))
      while Double(row) < bottom.y {
        crossings.append(Crossing(row: row, x: top.x + (Double(row) - top.y) * slope))
        row += 1
      }
    }
  }

  private static func pair(_ crossings: [Crossing]) -> [Run] {
    var runs: [Run] = []
    var index = 0
    while index + 1 < crossings.count {
      let (enter, leave) = (crossings[index], crossings[index + 1])
      guard enter.row == leave.row else {
        index += 1
        continue
      }
      let first = Int(enter.x.rounded(.up))
      let end = Int(leave.x.rounded(.up))
      if first < end { runs.append(Run(row: enter.row, columns: first..<end)) }
      index += 2
    }
    return runs
  }
}
