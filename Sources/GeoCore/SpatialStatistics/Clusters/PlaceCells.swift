import Coverage
import GeoPrimitives
import Glibc
import TileMath

/// Places sorted into cells so small that all places of one cell are within a distance of each other.
///
/// Rows of cells are parts of the latitudes; each row divides the longitudes by its own width. Whatever lies within
/// the distance of a cell's places is in its row or the two on either side, in runs of neighbouring cells.
/// Source: A. Gunawan, "A faster algorithm for DBSCAN", Eindhoven 2013 (cells of distance/√2).
struct PlaceCells: Sendable {
  /// For each place in the order of cells, its position.
  let positions: [GeocentricPosition]
  /// For each place in the order of cells, its number in the input; ascending in a cell.
  let numbers: [UInt32]
  /// Row and column of each cell that holds something, ascending.
  private let keys: [UInt64]
  /// Where the places of each cell begin; one more than there are cells.
  let starts: [UInt32]
  private let meters: Double
  private let rowHeight: Double

  /// Rows hold what is within the distance for every distance up to this, in metres.
  static let greatestMeters = 1_000_000.0
  /// Rows and columns are numbers of 32 bits for every distance from this on, in metres.
  static let leastMeters = 0.1

  /// The side of a cell against the distance: its diagonal, with room for rounding.
  private static let side = 0.5.squareRoot() * (1 - 1e-6)
  private static let mostMetersPerDegree = 111_695.0

  /// Sorts places that have been looked at before.
  init(_ places: [Coordinate], within meters: Double, threads: Int) {
    self.meters = meters
    rowHeight = meters * Self.side / Self.mostMetersPerDegree
    let rowHeight = rowHeight
    var sorted = ConcurrentMap.joined(places.count, threads: threads) { part in
      var rows = RowWidths(meters: meters * Self.side, rowHeight: rowHeight)
      return places[part].map { place in
        let row = Self.row(of: place.latitude, rowHeight)
        return UInt64(row) << 32 | UInt64(Self.column(of: place.longitude, rows.width(of: row)))
      }
    }
    var numbers = (0..<UInt32(truncatingIfNeeded: places.count)).map { $0 }
    KeySort.sort(&sorted, &numbers)
    (keys, starts) = Self.runs(sorted)
    self.numbers = numbers
    let order = numbers
    positions = ConcurrentMap.joined(places.count, threads: threads) { part in
      order[part].map { GeocentricPosition(places[Int($0)]) }
    }
  }

  /// How many cells hold something.
  var count: Int { keys.count }

  /// The places of a cell, in the order of cells.
  @inline(__always)
  func members(of cell: Int) -> Range<Int> { Int(starts[cell])..<Int(starts[cell + 1]) }

  private static func runs(_ sorted: [UInt64]) -> (keys: [UInt64], starts: [UInt32]) {
    var (keys, starts) = ([UInt64](), [UInt32]())
    for (position, key) in sorted.enumerated() where key != keys.last {
      keys.append(key)
      starts.append(UInt32(truncatingIfNeeded: position))
    }
    starts.append(UInt32(truncatingIfNeeded: sorted.count))
    return (keys, starts)
  }

  private static func row(of latitude: Double, _ height: Double) -> Int {
    Int((latitude + 90) / height)
  }

  private static func column(of longitude: Double, _ width: Double) -> Int {
    min(max(Int((longitude + 180) / width), 0), Int(UInt32.max))
  }

  // MARK: What is near

  /// Cells that may hold something within the distance of cells, asked for in ascending order.
  struct Surroundings {
    private let cells: PlaceCells
    private var row = -1
    /// By row from two below to two above: where it begins, and its width.
    private var rows: [(start: Int, end: Int, width: Double)] = []
    private var widths: RowWidths
    private var reach = 0.0

    init(of cells: PlaceCells) {
      self.cells = cells
      widths = RowWidths(meters: cells.meters * PlaceCells.side, rowHeight: cells.rowHeight)
    }

    /// The runs of cells around a cell, itself among them.
    mutating func runs(around cell: Int, _ take: (Range<Int>) -> Void) {
      let key = cells.keys[cell]
      if Int(key >> 32) != row { enter(row: Int(key >> 32)) }
      let width = rows[2].width
      let west = Double(key & 0xffff_ffff) * width - 180
      let (low, high) = (west - reach, west + width + reach)
      for index in rows.indices where rows[index].start < rows[index].end {
        guard high - low + 2 * rows[index].width < 360 else {
          take(rows[index].start..<rows[index].end)
          continue
        }
        hand(index, low, high, take)
        // What is near goes on behind 180° E and W.
        if low < -180 { hand(index, low + 360, 180, take) }
        if high > 180 { hand(index, -180, high - 360, take) }
      }
    }

    /// The last cell of the rows around a row, and one more: where what is near cells of the row ends.
    mutating func end(ofRowsAround cell: Int) -> Int {
      enter(row: Int(cells.keys[cell] >> 32))
      return rows.last?.end ?? cells.count
    }

    private func hand(_ index: Int, _ low: Double, _ high: Double, _ take: (Range<Int>) -> Void) {
      let (start, end, width) = rows[index]
      let row = cells.keys[start] & 0xffff_ffff_0000_0000
      let first = row | UInt64(PlaceCells.column(of: low, width))
      let last = row | UInt64(PlaceCells.column(of: min(high, 180), width))
      let from = cells.firstCell(from: first, in: start..<end)
      var to = from
      while to < end, cells.keys[to] <= last { to += 1 }
      if from < to { take(from..<to) }
    }

    /// Looks for the rows around a row.
    private mutating func enter(row: Int) {
      self.row = row
      rows = (row - 2...row + 2).map { row in
        guard row >= 0 else { return (0, 0, 1) }
        let start = cells.firstCell(from: UInt64(row) << 32, in: 0..<cells.count)
        let end = cells.firstCell(from: UInt64(row + 1) << 32, in: start..<cells.count)
        return (start, end, widths.width(of: row))
      }
      reach = widths.degrees(reachedIn: row - 2...row + 2, cells.meters)
    }
  }

  /// The first cell with a key or more.
  private func firstCell(from key: UInt64, in range: Range<Int>) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// How wide the cells of each row are, in degrees.
struct RowWidths {
  let meters: Double
  let rowHeight: Double
  private var known: [Int: Double] = [:]

  init(meters: Double, rowHeight: Double) {
    self.meters = meters
    self.rowHeight = rowHeight
  }

  /// The width of a row's cells: nowhere in the row more metres than asked for.
  mutating func width(of row: Int) -> Double {
    if let width = known[row] { return width }
    let (south, north) = (Double(row) * rowHeight - 90, Double(row + 1) * rowHeight - 90)
    let nearest = south <= 0 && north >= 0 ? 0 : min(abs(south), abs(north))
    let width = meters / GroundMetric(latitude: nearest).metersPerDegreeLongitude
    known[row] = width
    return width
  }

  /// How many degrees of longitude a line of so many metres spans at most between rows.
  func degrees(reachedIn rows: ClosedRange<Int>, _ meters: Double) -> Double {
    let south = Double(rows.lowerBound) * rowHeight - 90
    let north = Double(rows.upperBound + 1) * rowHeight - 90
    let farthest = max(abs(south), abs(north))
    guard farthest < 89 else { return 180 }
    let radius = GroundMetric(latitude: farthest).metersPerDegreeLongitude * 180 / .pi
    guard meters < 2 * radius else { return 180 }
    return 2 * asin(meters / (2 * radius)) * 180 / .pi * (1 + 1e-9)
  }
}
