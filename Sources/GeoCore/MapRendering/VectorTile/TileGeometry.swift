/// Geometry as the command integers of a vector tile (Mapbox Vector Tile 2.1, section 4.3).
struct TileGeometry {
  private var writer = ProtobufWriter()
  private var cursorX: Int32 = 0
  private var cursorY: Int32 = 0
  private var vertices: [TileVertex] = []

  private struct TileVertex: Equatable {
    var x: Int32
    var y: Int32
  }

  private enum Command: UInt64 {
    case moveTo = 1
    case lineTo = 2
    case closePath = 7
  }

  /// The packed integers.
  var bytes: [UInt8] { writer.bytes }

  /// Whether nothing has been added.
  var isEmpty: Bool { writer.bytes.isEmpty }

  /// Adds points; there must be at least one for a valid geometry.
  mutating func add(points: [PlanarPoint]) {
    guard !points.isEmpty else { return }
    command(.moveTo, count: points.count)
    for point in points { step(to: Self.vertex(point)) }
  }

  /// Adds an open line; one that shrinks to a point is dropped.
  mutating func add(line: [PlanarPoint]) {
    quantize(line)
    guard vertices.count >= 2 else { return }
    addPath()
  }

  /// Adds an area: the outer ring, then its holes. An outer ring without area drops the holes too.
  mutating func add(polygon: PlanarPolygon) {
    guard add(ring: polygon.exterior, isHole: false) else { return }
    for hole in polygon.holes { add(ring: hole, isHole: true) }
  }

  /// Adds a ring in its direction: outer rings have a positive area in tile coordinates (y down),
  /// holes a negative one. Rings of fewer than three vertices or no area are dropped.
  @discardableResult
  private mutating func add(ring: [PlanarPoint], isHole: Bool) -> Bool {
    quantize(ring)
    while vertices.count > 1, vertices.first == vertices.last { vertices.removeLast() }
    let area = vertices.count < 3 ? 0 : doubledArea()
    guard area != 0 else { return false }
    if (area < 0) != isHole { vertices.reverse() }
    addPath()
    command(.closePath, count: 1)
    return true
  }

  /// Moves to the first of `vertices` and draws lines to the others.
  private mutating func addPath() {
    command(.moveTo, count: 1)
    step(to: vertices[0])
    command(.lineTo, count: vertices.count - 1)
    for index in 1..<vertices.count { step(to: vertices[index]) }
  }

  /// Fills `vertices` with rounded points, neighbours that coincide taken once.
  private mutating func quantize(_ points: [PlanarPoint]) {
    vertices.removeAll(keepingCapacity: true)
    for point in points {
      let vertex = Self.vertex(point)
      if vertex != vertices.last { vertices.append(vertex) }
    }
  }

  /// The surveyor's formula about the first vertex, exact for coordinates below 2²⁵.
  private func doubledArea() -> Double {
    guard let origin = vertices.first, let last = vertices.last else { return 0 }
    func relative(_ vertex: TileVertex) -> (Double, Double) {
      (Double(vertex.x) - Double(origin.x), Double(vertex.y) - Double(origin.y))
    }
    var (x, y) = relative(last)
    var sum = 0.0
    for vertex in vertices {
      let (nextX, nextY) = relative(vertex)
      sum += x * nextY - nextX * y
      (x, y) = (nextX, nextY)
    }
    return sum
  }

  private mutating func command(_ command: Command, count: Int) {
    writer.varint(UInt64(count) << 3 | command.rawValue)
  }

  @inline(__always)
  private mutating func step(to vertex: TileVertex) {
    writer.varint(ProtobufWriter.zigzag(vertex.x &- cursorX))
    writer.varint(ProtobufWriter.zigzag(vertex.y &- cursorY))
    cursorX = vertex.x
    cursorY = vertex.y
  }

  /// The nearest whole coordinates, halves upwards; beyond 2³⁰ they stay there.
  @inline(__always)
  private static func vertex(_ point: PlanarPoint) -> TileVertex {
    TileVertex(x: whole(point.x), y: whole(point.y))
  }

  @inline(__always)
  private static func whole(_ value: Double) -> Int32 {
    let limit = 1_073_741_824.0
    let rounded = (value + 0.5).rounded(.down)
    return Int32(rounded > -limit ? (rounded < limit ? rounded : limit) : -limit)
  }
}
