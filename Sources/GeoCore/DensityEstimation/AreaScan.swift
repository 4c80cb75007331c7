import GeoPrimitives
import TileMath

/// Where the rows of a lattice level run through an area: for every row its chords, found by crossing
/// the row with the borders (even–odd rule, so holes and parts need no special care).
struct AreaScan {
  /// A stretch of one row that lies inside.
  struct Chord {
    /// The global row.
    var row: Int
    /// Where it begins and ends, in columns: the node of column n lies at n.
    var west: Double
    var east: Double

    /// The columns of the nodes on it.
    var columns: Range<Int> { Int(west.rounded(.up))..<Int(east.rounded(.up)) }
  }

  /// The chords, by row from the north, then from the west.
  let chords: [Chord]

  /// The number of nodes inside.
  var count: Int { chords.reduce(0) { $0 + $1.columns.count } }

  /// Scans an area at a lattice level.
  /// - Parameters:
  ///   - area: What is scanned, in degrees.
  ///   - level: The level of the lattice.
  ///   - rows: The global rows that are wanted; what lies in a row does not depend on it.
  /// - Complexity: O(v + c log w) for v vertices and c crossings of rows and borders, w in a row.
  init(_ area: MultiPolygon, level: Int, rows: Range<Int> = AreaScan.allRows) {
    var crossings = Crossings(level: level, rows: rows)
    for polygon in area.polygons {
      for ring in polygon.rings { crossings.append(ring) }
    }
    chords = Self.pair(crossings.sorted())
  }

  /// More rows than any level has.
  static let allRows = -1 << 34..<1 << 34

  private static func pair(_ crossings: [Crossing]) -> [Chord] {
    var chords: [Chord] = []
    chords.reserveCapacity(crossings.count / 2)
    var index = 0
    while index + 1 < crossings.count {
      let (enter, leave) = (crossings[index], crossings[index + 1])
      guard enter.row == leave.row else {
        index += 1
        continue
      }
      if enter.x < leave.x {
        chords.append(Chord(row: enter.row, west: enter.x, east: leave.x))
      }
      index += 2
    }
    return chords
  }
}

private struct Crossing {
  var row: Int
  var x: Double
}

/// Where borders cross the rows of a lattice.
private struct Crossings {
  private let scale: Double
  private let rows: Range<Int>
  /// What lies beyond these latitudes crosses none of the rows, and need not be projected.
  private let latitudes: ClosedRange<Double>
  private var crossings: [Crossing] = []
  private var first = Int.max
  private var last = Int.min

  init(level: Int, rows: Range<Int>) {
    scale = Double(UInt64(1) << UInt64(level))
    self.rows = rows
    let (north, south) = (Double(rows.lowerBound) / scale, Double(rows.upperBound + 1) / scale)
    let top = WebMercator.latitude(unitY: north)
    latitudes = min(WebMercator.latitude(unitY: south), top)...top
  }

  /// Positions are counted so that node n of a row or column lies at n exactly.
  private func position(of place: Coordinate) -> (x: Double, y: Double) {
    (
      WebMercator.unitX(place.longitude) * scale - 0.5,
      WebMercator.unitY(place.latitude) * scale - 0.5
    )
  }

  mutating func append(_ ring: Ring) {
    var previous: (place: Coordinate, position: (x: Double, y: Double)?)?
    for place in ring.coordinates {
      var here = (place: place, position: (x: Double, y: Double)?.none)
      defer { previous = here }
      guard var from = previous, !isBeyond(from.place.latitude, place.latitude) else { continue }
      let start = from.position ?? position(of: from.place)
      from.position = start
      let end = position(of: place)
      here.position = end
      append(start, end)
    }
  }

  /// Whether both ends of an edge lie north of the rows, or both south of them.
  private func isBeyond(_ a: Double, _ b: Double) -> Bool {
    max(a, b) < latitudes.lowerBound || min(a, b) > latitudes.upperBound
  }

  private mutating func append(_ from: (x: Double, y: Double), _ here: (x: Double, y: Double)) {
    guard from.y != here.y, (from.x + from.y + here.x + here.y).isFinite else { return }
    let (top, bottom) = from.y < here.y ? (from, here) : (here, from)
    let slope = (bottom.x - top.x) / (bottom.y - top.y)
    let begin = max(Int(top.y.rounded(.up)), rows.lowerBound)
    let end = min(Int(bottom.y.rounded(.up)), rows.upperBound)
    guard begin < end else { return }
    first = min(first, begin)
    last = max(last, end - 1)
    for row in begin..<end {
      crossings.append(Crossing(row: row, x: top.x + (Double(row) - top.y) * slope))
    }
  }

  /// The crossings by row, then from the west: put into their rows first, since most rows have two.
  func sorted() -> [Crossing] {
    guard first <= last else { return [] }
    var starts = [Int](repeating: 0, count: last - first + 2)
    for crossing in crossings { starts[crossing.row - first + 1] += 1 }
    for row in 1..<starts.count { starts[row] += starts[row - 1] }
    var next = starts
    var sorted = [Crossing](repeating: Crossing(row: 0, x: 0), count: crossings.count)
    for crossing in crossings {
      sorted[next[crossing.row - first]] = crossing
      next[crossing.row - first] += 1
    }
    for row in 0..<starts.count - 1 { Self.sort(&sorted, starts[row]..<starts[row + 1]) }
    return sorted
  }

  /// Sorts the crossings of one row by insertion where they are few; a slice of its own would cost more
  /// than that.
  private static func sort(_ crossings: inout [Crossing], _ row: Range<Int>) {
    guard row.count < 64 else { return crossings[row].sort { $0.x < $1.x } }
    for position in row.dropFirst() {
      let crossing = crossings[position]
      var place = position
      while place > row.lowerBound, crossings[place - 1].x > crossing.x {
        crossings[place] = crossings[place - 1]
        place -= 1
      }
      crossings[place] = crossing
    }
  }
}
