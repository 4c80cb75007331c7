import GeoPrimitives
import Support
import Testing

@testable import MapRendering

@Suite struct IsobandsTests {
  private static let breaks = [1.0, 2, 3.5, 5]

  private func randomField(
    _ columns: Int, _ rows: Int, seed: UInt64, whole: Bool = false, holes: Double = 0
  ) -> RasterGrid {
    var random = SeededRandom(seed: seed)
    var field = RasterGrid(columns: columns, rows: rows)
    for index in field.values.indices {
      let value = random.uniform(0...6)
      field.values[index] = Float(whole ? value.rounded() : value)
      if random.uniform(0...1) < holes { field.values[index] = .nan }
    }
    return field
  }

  @Test("Simplified outlines stay within the tolerance, and as they are near the border")
  func simplified() throws {
    let breaks = try ClassBreaks([0.8])
    var field = RasterGrid(columns: 66, rows: 66)
    for row in 0..<66 {
      for column in 0..<66 {
        let (dx, dy) = (Float(column) - 30.3, Float(row) - 33.8)
        field[column, row] = 2 - (dx * dx + dy * dy).squareRoot() / 16
      }
    }
    func bands(_ tolerance: Double) -> [PlanarPolygon] {
      Isobands.bands(
        of: field, spacing: 4, origin: PlanarPoint(x: -2, y: -2), breaks: breaks,
        clip: PlanarRectangle(minX: 60, minY: 0, maxX: 256, maxY: 256), tolerance: tolerance
      ).flatMap(\.polygons)
    }
    let (plain, simple) = (bands(0), bands(0.125))
    let rings = (plain: plain.flatMap(\.rings), simple: simple.flatMap(\.rings))
    #expect(rings.simple.joined().count * 4 < rings.plain.joined().count * 3)
    for point in rings.plain.joined() {
      #expect(RingChecks.distance(rings.simple, point.x, point.y) <= 0.1251)
    }
    let border = rings.plain.joined().filter { $0.x < 68 }
    #expect(!border.isEmpty && Set(rings.simple.joined()).isSuperset(of: border))
  }

  @Test("The bands are the cells of the field, sample by sample", arguments: 0..<12)
  func samples(seed: Int) throws {
    let breaks = try ClassBreaks(Self.breaks)
    let field = randomField(
      14, 11, seed: UInt64(seed), whole: seed % 3 == 1, holes: seed % 4 == 3 ? 0.15 : 0)
    let clip = PlanarRectangle(minX: 1, minY: 0.5, maxX: 47, maxY: 34)
    let bands = Isobands.bands(
      of: field, spacing: 4, origin: PlanarPoint(x: -2, y: -2), breaks: breaks, clip: clip)
    let reference = CellReference(field, spacing: 4, originX: -2, originY: -2)
    var random = SeededRandom(seed: 99)
    let rings = bands.flatMap(\.polygons).flatMap(\.rings)
    for _ in 0..<600 {
      let (x, y) = (random.uniform(1...47), random.uniform(0.5...34))
      if RingChecks.distance(rings, x, y) < 0.01 { continue }
      let found = bands.filter { RingChecks.contains($0.polygons, x, y) }.map(\.band)
      let reached = Self.breaks.count { reference.isAbove($0, x, y) }
      #expect(
        found == (reached == 0 ? [] : [reached - 1]), "at \(x), \(y): \(reference.corners(x, y))")
    }
  }

  @Test(
    "The bands together cover what lies above the lowest limit, and nothing twice", arguments: 0..<8
  )
  func area(seed: Int) throws {
    let field = randomField(18, 18, seed: UInt64(seed) + 100, whole: seed % 2 == 0)
    let breaks = try ClassBreaks(Self.breaks)
    let bands = Isobands.tileBands(of: field, spacing: 4, breaks: breaks)
    let above = Isobands.tileBands(
      of: field, spacing: 4, breaks: try ClassBreaks([Self.breaks[0]]))
    let sum = bands.reduce(0) { $0 + RingChecks.area($1.polygons) }
    #expect(abs(sum - RingChecks.area(above.flatMap(\.polygons))) < 0.01)
  }

  @Test("No edge crosses another and no ring visits a place twice", arguments: 0..<10)
  func valid(seed: Int) throws {
    let field = randomField(
      13, 13, seed: UInt64(seed) + 200, whole: seed % 2 == 0, holes: seed % 3 == 0 ? 0.1 : 0)
    let bands = Isobands.tileBands(
      of: field, spacing: 8, breaks: try ClassBreaks(Self.breaks), buffer: 3)
    for band in bands {
      #expect(RingChecks.crossings(band.polygons.flatMap(\.rings)) == 0)
      for polygon in band.polygons {
        #expect(RingChecks.area(polygon.exterior) > 0)
        #expect(!RingChecks.touchesItself(polygon.exterior))
        for hole in polygon.holes {
          #expect(RingChecks.area(hole) < 0)
          #expect(!RingChecks.touchesItself(hole))
          #expect(RingChecks.contains(polygon.exterior, hole[0].x, hole[0].y))
        }
      }
    }
  }

  /// The nodes of a tile, cut out of a bigger lattice that knows of no tiles.
  private func tile(_ lattice: RasterGrid, column: Int, row: Int) -> RasterGrid {
    var nodes = RasterGrid(columns: 18, rows: 18)
    for y in 0..<18 { for x in 0..<18 { nodes[x, y] = lattice[x + 16 * column, y + 16 * row] } }
    return nodes
  }

  @Test("Neighbouring tiles meet: their bands cross the shared edge at the very same places")
  func neighbours() throws {
    let lattice = randomField(34, 34, seed: 7)
    let breaks = try ClassBreaks(Self.breaks)
    func places(_ bands: [Isoband], _ isOnEdge: (PlanarPoint) -> Double?) -> [Set<Double>] {
      bands.map { Set($0.polygons.flatMap(\.rings).flatMap { $0 }.compactMap(isOnEdge)) }
    }
    func bands(_ column: Int, _ row: Int) -> [Isoband] {
      Isobands.tileBands(of: tile(lattice, column: column, row: row), spacing: 4, breaks: breaks)
    }
    let corners: Set<Double> = [0, 64]
    for row in 0..<2 {
      let left = places(bands(0, row)) { $0.x == 64 ? $0.y : nil }
      let right = places(bands(1, row)) { $0.x == 0 ? $0.y : nil }
      #expect(left.map { $0.subtracting(corners) } == right.map { $0.subtracting(corners) })
      #expect(left.contains { $0.count > 4 })
    }
    let upper = places(bands(0, 0)) { $0.y == 64 ? $0.x : nil }
    let lower = places(bands(0, 1)) { $0.y == 0 ? $0.x : nil }
    #expect(upper.map { $0.subtracting(corners) } == lower.map { $0.subtracting(corners) })
  }

  @Test("Four tiles have the area of the whole")
  func fourTiles() throws {
    let lattice = randomField(34, 34, seed: 8)
    let breaks = try ClassBreaks(Self.breaks)
    let whole = Isobands.tileBands(of: lattice, spacing: 4, breaks: breaks, tolerance: 0)
    var sums = [Double](repeating: 0, count: breaks.count)
    for row in 0..<2 {
      for column in 0..<2 {
        let nodes = tile(lattice, column: column, row: row)
        for band in Isobands.tileBands(of: nodes, spacing: 4, breaks: breaks, tolerance: 0) {
          sums[band.band] += RingChecks.area(band.polygons)
        }
      }
    }
    for band in whole { #expect(abs(RingChecks.area(band.polygons) - sums[band.band]) < 0.02) }
  }

  @Test("A field of one value is one rectangle or nothing")
  func constant() throws {
    let breaks = try ClassBreaks(Self.breaks)
    for (value, band) in [(Float(0.5), Int?.none), (1, 0), (2.7, 1), (9, 3)] {
      let field = RasterGrid(columns: 10, rows: 10, filledWith: value)
      let bands = Isobands.tileBands(of: field, spacing: 4, breaks: breaks, buffer: 2)
      #expect(bands.map(\.band) == (band.map { [$0] } ?? []))
      for found in bands {
        #expect(found.polygons.count == 1 && found.polygons[0].exterior.count == 4)
        #expect(RingChecks.area(found.polygons) == 36 * 36)
      }
    }
    for value in [Float.nan, -.infinity, .infinity] {
      let field = RasterGrid(columns: 10, rows: 10, filledWith: value)
      #expect(Isobands.tileBands(of: field, spacing: 4, breaks: breaks).isEmpty)
    }
    #expect(
      Isobands.tileBands(of: RasterGrid(columns: 0, rows: 0), spacing: 4, breaks: breaks).isEmpty)
  }

  @Test("A single node that reaches a limit exactly has no area; a hill has rings with holes")
  func hills() throws {
    var point = RasterGrid(columns: 11, rows: 11)
    point[5, 5] = 1
    let breaks = try ClassBreaks([1, 2, 3])
    let dot = Isobands.tileBands(of: point, spacing: 4, breaks: breaks)
    #expect(RingChecks.area(dot.flatMap(\.polygons)) < 1e-9)
    var hill = point
    for row in 0..<11 {
      for column in 0..<11 {
        let distance = Double((column - 5) * (column - 5) + (row - 5) * (row - 5)).squareRoot()
        hill[column, row] = Float(max(4 - distance, 0))
      }
    }
    let bands = Isobands.tileBands(of: hill, spacing: 4, breaks: breaks)
    #expect(bands.map { $0.polygons.count } == [1, 1, 1])
    #expect(bands.map { $0.polygons[0].holes.count } == [1, 1, 0])
    #expect(bands.map(\.upper) == [2, 3, nil])
  }

  @Test("Straight runs keep their ends only")
  func collinear() throws {
    var slope = RasterGrid(columns: 18, rows: 18)
    for row in 0..<18 { for column in 0..<18 { slope[column, row] = Float(column) } }
    let bands = Isobands.tileBands(of: slope, spacing: 4, breaks: try ClassBreaks([5.25, 9.5]))
    #expect(bands.map { $0.polygons[0].exterior.count } == [4, 4])
  }
}

/// The area above a level inside each cell, built corner by corner without any tracing.
private struct CellReference {
  private let field: RasterGrid
  private let spacing: Double
  private let originX: Double
  private let originY: Double

  init(_ field: RasterGrid, spacing: Double, originX: Double, originY: Double) {
    (self.field, self.spacing, self.originX, self.originY) = (field, spacing, originX, originY)
  }

  func corners(_ x: Double, _ y: Double) -> [Float] {
    let (column, row) = (Int((x - originX) / spacing), Int((y - originY) / spacing))
    return [(0, 0), (1, 0), (1, 1), (0, 1)].map { field[column + $0.0, row + $0.1] }
  }

  func isAbove(_ level: Double, _ x: Double, _ y: Double) -> Bool {
    let (u, v) = ((x - originX) / spacing, (y - originY) / spacing)
    let (column, row) = (Int(u), Int(v))
    let offsets = [(0, 0), (1, 0), (1, 1), (0, 1)]
    let corners = offsets.map { Double(field[column + $0.0, row + $0.1]) }
    let isHigh = corners.map { $0 >= level }
    var outline: [PlanarPoint] = []
    var tips: [[PlanarPoint]] = []
    for index in 0..<4 {
      let next = (index + 1) % 4
      let before = (index + 3) % 4
      func between(_ to: Int) -> PlanarPoint {
        let known = !corners[index].isNaN && !corners[to].isNaN
        let share = known ? (level - corners[index]) / (corners[to] - corners[index]) : 0.5
        return PlanarPoint(
          x: Double(offsets[index].0) + share * Double(offsets[to].0 - offsets[index].0),
          y: Double(offsets[index].1) + share * Double(offsets[to].1 - offsets[index].1))
      }
      let corner = PlanarPoint(x: Double(offsets[index].0), y: Double(offsets[index].1))
      if isHigh[index] { outline.append(corner) }
      if isHigh[index] != isHigh[next] { outline.append(between(next)) }
      if isHigh[index] { tips.append([between(before), corner, between(next)]) }
    }
    let isSaddle = isHigh[0] == isHigh[2] && isHigh[1] == isHigh[3] && isHigh[0] != isHigh[1]
    let isJoined = corners.reduce(0, +) / 4 >= level
    let parts = isSaddle && !isJoined ? tips : [outline]
    return parts.contains { RingChecks.contains($0, u - Double(column), v - Double(row)) }
  }
}
