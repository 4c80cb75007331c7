/// How much of each pixel lies in areas: exact, by the signed ground between edges and the right margin.
///
/// Each edge adds to the pixels that it passes what it takes from them; a sum along the row then tells the
/// share of every pixel. An edge that two areas have in common adds nothing, whatever the order, so areas
/// side by side are filled without seams.
///
/// Source: R. Levien's description of the rasteriser of "font-rs" (2016), after the accumulation buffer of
/// D. Turner's FreeType.
struct CoverageBuffer {
  /// Pixels across.
  let width: Int
  /// Pixels down.
  let height: Int
  /// Which row of the whole picture is the first of these.
  let firstRow: Int
  private let stride: Int
  private var sums: [Float]
  /// The rows that an edge has touched.
  private var rows: Range<Int> = 0..<0
  /// Of each row the blocks of columns that an edge has touched, one bit each: most of a map is passed over
  /// by whole blocks.
  private var blocks: [UInt64]
  /// The binary digits of a column within its block.
  private let blockBits: Int

  init(width: Int, height: Int, firstRow: Int = 0) {
    self.width = width
    self.height = height
    self.firstRow = firstRow
    // Beyond the right margin edges count for nothing, and need not be told apart.
    stride = width + 2
    sums = [Float](repeating: 0, count: (width + 2) * height)
    blocks = [UInt64](repeating: 0, count: height)
    var bits = 3
    while (width + 1) >> bits >= 64 { bits += 1 }
    blockBits = bits
  }

  /// Adds a closed ring, its coordinates multiplied.
  mutating func add(ring: [PlanarPoint], scale: Double) {
    guard var last = ring.last else { return }
    for point in ring {
      addEdge(last.x * scale, last.y * scale, point.x * scale, point.y * scale)
      last = point
    }
  }

  /// Adds an edge.
  @inline(__always)
  mutating func addEdge(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) {
    if ay == by { return }
    let first = Double(firstRow)
    let (ay, by) = (ay - first, by - first)
    if ay < by { addDown(ax, ay, bx, by, 1) } else { addDown(bx, by, ax, ay, -1) }
  }

  /// Adds an edge that leads down, in parts where it crosses the left or right margin: left of the picture
  /// it counts as if it ran along the margin, right of it for nothing.
  private mutating func addDown(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ sign: Float
  ) {
    let margin = Double(width)
    guard by > 0, ay < Double(height), min(ax, bx) < margin else { return }
    if min(ax, bx) >= 0, max(ax, bx) <= margin { return accumulate(ax, ay, bx, by, sign) }
    if max(ax, bx) <= 0 { return accumulate(0, ay, 0, by, sign) }
    let cut = min(ax, bx) < 0 ? 0 : margin
    let y = min(max(ay + (cut - ax) / (bx - ax) * (by - ay), ay), by)
    addDown(ax, ay, cut, y, sign)
    addDown(cut, y, bx, by, sign)
  }

  /// Adds an edge that leads down between the margins.
  private mutating func accumulate(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ sign: Float
  ) {
    guard by > ay else { return }
    let slope = (bx - ax) / (by - ay)
    let (top, end) = (max(ay, 0), min(by, Double(height)))
    let (first, last) = (Int(top), min(Int(end.rounded(.up)), height))
    guard first < last else { return }
    rows = rows.isEmpty ? first..<last : min(rows.lowerBound, first)..<max(rows.upperBound, last)
    let edge = Edge(x: ax, y: ay, slope: slope, columns: min(ax, bx)...max(ax, bx), sign: sign)
    Self.add(edge, first..<last, top, end, stride, blockBits, &sums, &blocks)
  }

  /// An edge between the margins.
  private struct Edge {
    var x: Double
    var y: Double
    /// Columns to the right for each row down.
    var slope: Double
    /// Out of which rounding must not lead.
    var columns: ClosedRange<Double>
    var sign: Float

    @inline(__always)
    func column(atRow row: Double) -> Double {
      min(max(x + (row - y) * slope, columns.lowerBound), columns.upperBound)
    }
  }

  private static func add(
    _ edge: Edge, _ rows: Range<Int>, _ top: Double, _ end: Double, _ stride: Int,
    _ blockBits: Int, _ sums: inout [Float], _ blocks: inout [UInt64]
  ) {
    var sums = sums.mutableSpan
    var blocks = blocks.mutableSpan
    var x = edge.column(atRow: top)
    var y = top
    for row in rows {
      let nextY = min(Double(row + 1), end)
      let nextX = edge.column(atRow: nextY)
      blocks[row] |= bits(Int(min(x, nextX)), Int(max(x, nextX)) + 1, blockBits)
      addRow(&sums, row * stride, Float(x), Float(nextX), Float(nextY - y) * edge.sign)
      (x, y) = (nextX, nextY)
    }
  }

  /// The bits of the blocks from one column to another.
  @inline(__always)
  private static func bits(_ first: Int, _ last: Int, _ blockBits: Int) -> UInt64 {
    let (low, high) = (UInt64(first >> blockBits), UInt64(last >> blockBits))
    return (2 &<< high) &- (1 &<< low)
  }

  /// Adds what an edge takes from the pixels of one row.
  @inline(__always)
  private static func addRow(
    _ sums: inout MutableSpan<Float>, _ start: Int, _ a: Float, _ b: Float, _ height: Float
  ) {
    let (west, east) = (min(a, b), max(a, b))
    let firstFloor = west.rounded(.down)
    let first = start + Int(firstFloor)
    let lastCeil = east.rounded(.up)
    let last = start + Int(lastCeil)
    if last <= first + 1 {
      let middle = 0.5 * (west + east) - firstFloor
      sums[first] += height - height * middle
      sums[first + 1] += height * middle
      return
    }
    let share = 1 / (east - west)
    let inFirst = 1 - (west - firstFloor)
    let inLast = east - lastCeil + 1
    let firstArea = 0.5 * share * inFirst * inFirst
    let lastArea = 0.5 * share * inLast * inLast
    sums[first] += height * firstArea
    if last == first + 2 {
      sums[first + 1] += height * (1 - firstArea - lastArea)
    } else {
      let second = share * (inFirst + 0.5)
      sums[first + 1] += height * (second - firstArea)
      for column in first + 2..<last - 1 { sums[column] += height * share }
      let before = second + Float(last - first - 3) * share
      sums[last - 1] += height * (1 - before - lastArea)
    }
    sums[last] += height * lastArea
  }

  /// Calls `body` with the place and the share, 0 … 1, of every pixel that lies in the areas to more than
  /// a hundredth, row by row, and empties the buffer.
  mutating func drain(_ body: (Int, Float) -> Void) {
    Self.drain(rows, width, blockBits, &sums, &blocks, body)
    rows = 0..<0
  }

  private static func drain(
    _ rows: Range<Int>, _ width: Int, _ blockBits: Int, _ sums: inout [Float],
    _ blocks: inout [UInt64], _ body: (Int, Float) -> Void
  ) {
    var sums = sums.mutableSpan
    var blocks = blocks.mutableSpan
    for row in rows {
      let start = row * (width + 2)
      var sum: Float = 0
      for block in 0...width >> blockBits {
        let columns = block << blockBits..<min((block + 1) << blockBits, width)
        if blocks[row] &>> UInt64(block) & 1 == 0 {
          // No edge: the pixels of the block are all like the one before.
          let share = abs(sum)
          if share > 0.01 { for column in columns { body(row * width + column, min(share, 1)) } }
          continue
        }
        for column in columns {
          sum += sums[start + column]
          sums[start + column] = 0
          let share = abs(sum)
          if share > 0.01 { body(row * width + column, min(share, 1)) }
        }
      }
      sums[start + width] = 0
      sums[start + width + 1] = 0
      blocks[row] = 0
    }
  }
}
