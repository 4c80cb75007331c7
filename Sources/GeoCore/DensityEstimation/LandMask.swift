public import GeoPrimitives
import SpatialIndexing
import TileMath

/// Which nodes of a lattice lie on land, found window by window where it is asked.
///
/// Land is the union of areas. The lattice has at least eight nodes per bandwidth. Nothing is kept but the
/// areas themselves and where they lie: at 500 m a mask of all Indonesia would be some hundred megabytes,
/// at 50 m a hundred times that.
public struct LandMask: Sendable {
  /// The level of the lattice.
  let level: Int
  private let areas: [MultiPolygon]
  private let tree: PackedHilbertTree

  /// The land as nodes of a lattice.
  /// - Parameters:
  ///   - areas: Whose union is land, in degrees.
  ///   - bandwidthMeters: The bandwidth for which the mask is meant.
  /// - Complexity: O(v) for v vertices.
  public init(of areas: some Sequence<MultiPolygon>, bandwidthMeters: Double) {
    let units = bandwidthMeters / GridScale.metersPerUnitAtEquator
    level = GridScale.level(withCellsUpTo: units / 8, in: 8...30)
    self.areas = Array(areas)
    tree = PackedHilbertTree(self.areas.map(\.envelope))
  }

  /// The nodes of a window.
  /// - Parameters:
  ///   - columns: Global columns.
  ///   - rows: Global rows.
  /// - Returns: One bit a node.
  /// - Complexity: O(v + c) for the v vertices of areas that touch the window, and c crossings of their
  ///   borders with its rows.
  func window(columns: Range<Int>, rows: Range<Int>) -> LandWindow {
    var window = LandWindow(columns: columns, rows: rows)
    for position in tree.positions(intersecting: envelope(columns, rows)) {
      for chord in AreaScan(areas[position], level: level, rows: rows).chords {
        window.mark(chord)
      }
    }
    return window
  }

  private func envelope(_ columns: Range<Int>, _ rows: Range<Int>) -> Envelope {
    let scale = 1 / Double(UInt64(1) << UInt64(level))
    return Envelope(
      minX: WebMercator.longitude(unitX: Double(columns.lowerBound) * scale),
      minY: WebMercator.latitude(unitY: Double(rows.upperBound) * scale),
      maxX: WebMercator.longitude(unitX: Double(columns.upperBound) * scale),
      maxY: WebMercator.latitude(unitY: Double(rows.lowerBound) * scale))
  }
}

/// Which nodes of a window lie on land: 64 to a word.
struct LandWindow: Sendable {
  private let columns: Range<Int>
  private let rows: Range<Int>
  private let wordsPerRow: Int
  private var words: [UInt64]

  /// A window at sea.
  init(columns: Range<Int>, rows: Range<Int>) {
    self.columns = columns
    self.rows = rows
    wordsPerRow = (columns.count + 63) / 64
    words = [UInt64](repeating: 0, count: wordsPerRow * rows.count)
  }

  /// Marks the nodes of a chord as land, as far as they lie in the window.
  mutating func mark(_ chord: AreaScan.Chord) {
    let inside = chord.columns.clamped(to: columns)
    guard !inside.isEmpty, rows.contains(chord.row) else { return }
    let start = (chord.row - rows.lowerBound) * wordsPerRow
    var bit = inside.lowerBound - columns.lowerBound
    let last = inside.upperBound - columns.lowerBound
    while bit < last {
      let end = min((bit >> 6 + 1) << 6, last)
      let count = UInt64(end - bit)
      let ones = count == 64 ? .max : (UInt64(1) << count) - 1
      words[start + bit >> 6] |= ones << UInt64(bit & 63)
      bit = end
    }
  }

  /// Whether a node of the window lies on land.
  func isLand(column: Int, row: Int) -> Bool {
    let bit = column - columns.lowerBound
    return words[(row - rows.lowerBound) * wordsPerRow + bit >> 6] >> UInt64(bit & 63) & 1 == 1
  }

  /// Whether no node of the window lies at sea.
  var isInland: Bool {
    rows.allSatisfy {
      firstColumn(from: columns.lowerBound, to: columns.upperBound, row: $0, onLand: false)
        == columns.upperBound
    }
  }

  /// The first node of a stretch of a row that lies on land, or at sea; the end when there is none.
  @inline(__always)
  func firstColumn(from first: Int, to end: Int, row: Int, onLand: Bool) -> Int {
    let words = words.span
    let start = (row &- rows.lowerBound) &* wordsPerRow
    let flip: UInt64 = onLand ? 0 : .max
    var bit = first &- columns.lowerBound
    let last = end &- columns.lowerBound
    while bit < last {
      let rest = (words[start &+ bit >> 6] ^ flip) >> UInt64(bit & 63)
      if rest != 0 { return min(bit &+ rest.trailingZeroBitCount, last) &+ columns.lowerBound }
      bit = (bit >> 6 &+ 1) << 6
    }
    return end
  }
}
