import GeoPrimitives

/// A field along one row between the rows of a lattice: what its integral over a stretch of the row is,
/// and where it is largest.
///
/// Between nodes the field is a cubic (Catmull–Rom), whose integral is taken in closed form; where the
/// kernel jumps it is that of the nearest node.
/// Source: Keys 1981, cubic convolution with a = −½.
struct RowIntegral {
  /// The nodes that are needed beyond those between which a place lies.
  static let margin = 2

  /// A stretch of the row.
  struct Value {
    /// The integral, in values times columns.
    var integral = 0.0
    /// The largest value, and its column.
    var largest: Float = 0
    var column = 0.0
  }

  private let interpolates: Bool
  /// The values at the nodes of the row.
  private var nodes: [Float]

  init(columns: Int, interpolates: Bool) {
    self.interpolates = interpolates
    nodes = [Float](repeating: 0, count: columns)
  }

  /// Goes to a row.
  /// - Parameters:
  ///   - grid: The values at the nodes of the lattice.
  ///   - position: The row, counted so that row n of the grid lies at n.
  ///   - columns: The columns of the grid that are needed.
  /// - Returns: Whether any value there is not zero.
  mutating func move(in grid: RasterGrid, to position: Double, _ columns: Range<Int>) -> Bool {
    let nearest = Int((interpolates ? position : position + 0.5).rounded(.down))
    guard interpolates else {
      return copy(grid.values.span, from: nearest * grid.columns, columns)
    }
    let weights = CubicUpsampling.weights(Float(position - Double(nearest)))
    return blend(
      grid.values.span, from: (nearest - 1) * grid.columns, step: grid.columns, columns, weights)
  }

  private mutating func copy(_ source: Span<Float>, from start: Int, _ columns: Range<Int>) -> Bool
  {
    var hasMass = false
    for column in columns {
      nodes[column] = source[start + column]
      hasMass = hasMass || source[start + column] > 0
    }
    return hasMass
  }

  /// Between four rows, each `step` values after the one before.
  private mutating func blend(
    _ source: Span<Float>, from start: Int, step: Int, _ columns: Range<Int>,
    _ weights: SIMD4<Float>
  ) -> Bool {
    let north = source.extracting(start..<start + step)
    let upper = source.extracting(start + step..<start + 2 * step)
    let lower = source.extracting(start + 2 * step..<start + 3 * step)
    let south = source.extracting(start + 3 * step..<start + 4 * step)
    var nodes = nodes.mutableSpan
    var largest: Float = 0
    for column in columns {
      let value =
        north[column] * weights[0] + upper[column] * weights[1] + lower[column] * weights[2]
        + south[column] * weights[3]
      nodes[column] = value
      largest = value > largest ? value : largest
    }
    return largest > 0
  }

  /// A stretch of the row.
  /// - Parameters:
  ///   - west: Where it begins, counted so that the node of column n of the grid lies at n.
  ///   - east: Where it ends.
  /// - Returns: The integral, and the largest value with its place.
  func value(from west: Double, to east: Double) -> Value {
    interpolates ? cubic(west, east) : constant(west, east)
  }

  private func constant(_ west: Double, _ east: Double) -> Value {
    var value = Value()
    var start = west
    while start < east {
      let column = Int((start + 0.5).rounded(.down))
      let end = min(Double(column) + 0.5, east)
      value.add(nodes[column], over: end - start, at: (start + end) / 2)
      start = end
    }
    return value
  }

  private func cubic(_ west: Double, _ east: Double) -> Value {
    let nodes = nodes.span
    var value = Value()
    let (first, last) = (Int(west.rounded(.up)), Int(east.rounded(.down)))
    guard first <= last else {
      addPart(of: nodes, west, east, to: &value)
      return value
    }
    addPart(of: nodes, west, Double(first), to: &value)
    addWhole(of: nodes, first..<last, to: &value)
    addPart(of: nodes, Double(last), east, to: &value)
    return value
  }

  /// Whole intervals between nodes, the first of each given.
  private func addWhole(of nodes: Span<Float>, _ intervals: Range<Int>, to value: inout Value) {
    guard !intervals.isEmpty else { return }
    var (sum, largest, top) = (0.0, value.largest, -1)
    for column in intervals {
      let (near, far) = (nodes[column] + nodes[column + 1], nodes[column - 1] + nodes[column + 2])
      sum += Double(13 * near - far)
      // The node and the middle of the interval after it.
      let here = max(nodes[column], (9 * near - far) * (1 / 16))
      if here > largest {
        largest = here
        top = column
      }
    }
    value.integral += sum / 24
    guard top >= 0 else { return }
    value.largest = largest
    value.column = nodes[top] == largest ? Double(top) : Double(top) + 0.5
  }

  /// A part of one interval: two points of Gauss are exact for a cubic. Its ends are looked at too,
  /// since a field is often largest at a border.
  private func addPart(
    of nodes: Span<Float>, _ west: Double, _ east: Double, to value: inout Value
  ) {
    guard west < east else { return }
    let (middle, half) = ((west + east) / 2, (east - west) / 2)
    let offset = half * 0.577_350_269_189_625_8
    let base = Int(middle.rounded(.down))
    value.add(Self.at(west, base, nodes), over: 0, at: west)
    value.add(Self.at(middle - offset, base, nodes), over: half, at: middle - offset)
    value.add(Self.at(middle + offset, base, nodes), over: half, at: middle + offset)
    value.add(Self.at(east, base, nodes), over: 0, at: east)
  }

  @inline(__always)
  private static func at(_ place: Double, _ base: Int, _ nodes: Span<Float>) -> Float {
    let weights = CubicUpsampling.weights(Float(place - Double(base)))
    return
      (SIMD4(nodes[base - 1], nodes[base], nodes[base + 1], nodes[base + 2]) * weights).sum()
  }
}

extension RowIntegral.Value {
  @inline(__always)
  fileprivate mutating func add(_ value: Float, over width: Double, at place: Double) {
    integral += Double(value) * width
    guard value > largest else { return }
    largest = value
    column = place
  }
}
