import GeoPrimitives
import Support
import Testing

@Suite("Rings and areas")
struct AreaTests {
  @Test("have a positive area when they run counter-clockwise, a negative one otherwise")
  func signOfArea() {
    let box = square(112, -8, side: 2)
    #expect(box.doubledSignedArea == 8)
    #expect(box.turned.doubledSignedArea == -8)
  }

  @Test("have no area without extent")
  func areaOfNothing() {
    #expect(Ring([]).doubledSignedArea == 0)
    #expect(ring([(112, -8)]).doubledSignedArea == 0)
    #expect(ring([(112, -8), (113, -7), (114, -6)]).doubledSignedArea == 0)
  }

  @Test("keep the digits of a small area far from the origin")
  func smallAreasKeepDigits() {
    let side = 1e-6
    let area = square(119.123_456, -8.765_432, side: side).doubledSignedArea
    #expect(abs(area / (2 * side * side) - 1) < 1e-6)
  }

  @Test("contain what lies inside their parts and outside their holes")
  func containment() {
    let cases: [(Double, Double, Bool)] = [
      (112.5, -7.5, true), (113.5, -6.5, false), (115, -5, true), (121, -7, true),
      (118, -7, false), (111, -6, false), (113.5, -9, false), (113.5, -3, false),
    ]
    for (x, y, isInside) in cases {
      #expect(islands.contains(Coordinate(longitude: x, latitude: y)) == isInside)
    }
    #expect(!MultiPolygon([]).contains(Coordinate(longitude: 112, latitude: -8)))
    #expect(!islands.contains(Coordinate(longitude: .nan, latitude: -7)))
  }

  @Test("share a place on a common border with one neighbour only")
  func borderBelongsToOne() {
    var random = SeededRandom(seed: 19)
    // Four quarters of a square around a random middle, with a bend in each common border.
    for _ in 0..<50 {
      let middle = (random.uniform(0.3...0.7), random.uniform(0.3...0.7))
      let (n, s) = ((random.uniform(0.3...0.7), 1.0), (random.uniform(0.3...0.7), 0.0))
      let (e, w) = ((1.0, random.uniform(0.3...0.7)), (0.0, random.uniform(0.3...0.7)))
      let quarters = [
        ring([(0, 0), s, middle, w]), ring([s, (1, 0), e, middle]),
        ring([middle, e, (1, 1), n]), ring([w, middle, n, (0, 1)]),
      ].map { MultiPolygon([Polygon(exterior: $0)]) }
      for border in [n, s, e, w] {
        for share in [0.25, 0.5, 0.75, 1] {
          let place = Coordinate(
            longitude: border.0 + share * (middle.0 - border.0),
            latitude: border.1 + share * (middle.1 - border.1))
          #expect(quarters.count { $0.contains(place) } == 1)
        }
      }
      for _ in 0..<20 {
        let place = Coordinate(
          longitude: random.uniform(0.01...0.99), latitude: random.uniform(0.01...0.99))
        #expect(quarters.count { $0.contains(place) } == 1)
      }
    }
  }

  @Test("contain what the sum of angles says, for random polygons")
  func containmentMatchesWinding() {
    var random = SeededRandom(seed: 20)
    for _ in 0..<40 {
      let vertices = Self.star(&random)
      let area = MultiPolygon([Polygon(exterior: ring(vertices))])
      for _ in 0..<50 {
        let place = (random.uniform(-1.2...1.2), random.uniform(-1.2...1.2))
        let isInside = Self.isInsideStar(place, vertices)
        #expect(
          area.contains(Coordinate(longitude: place.0, latitude: place.1)) == isInside)
      }
    }
  }

  @Test("know their box and their vertices")
  func boxAndCount() {
    #expect(islands.envelope == Envelope(minX: 112, minY: -8, maxX: 122, maxY: -4))
    #expect(islands.vertexCount == 15)
    #expect(MultiPolygon([]).envelope.isEmpty)
    let place = Coordinate(longitude: 112, latitude: -8)
    #expect(Geometry.point(place).envelope == Envelope(minX: 112, minY: -8, maxX: 112, maxY: -8))
    #expect(Geometry.multiPolygon(islands).envelope == islands.envelope)
  }

  /// A polygon that is seen whole from the origin: vertices at random distances in even directions.
  private static func star(_ random: inout SeededRandom) -> [(Double, Double)] {
    let directions = [
      (1.0, 0.0), (0.8, 0.6), (0.0, 1.0), (-0.6, 0.8), (-1.0, 0.0), (-0.8, -0.6), (0.0, -1.0),
      (0.6, -0.8),
    ]
    return directions.map { direction in
      let distance = random.uniform(0.2...1)
      return (direction.0 * distance, direction.1 * distance)
    }
  }

  /// Whether a place lies in one of the triangles between the origin and two following vertices.
  private static func isInsideStar(_ place: (Double, Double), _ vertices: [(Double, Double)])
    -> Bool
  {
    func cross(_ a: (Double, Double), _ b: (Double, Double)) -> Double { a.0 * b.1 - a.1 * b.0 }
    return zip(vertices, vertices.dropFirst() + vertices.prefix(1)).contains { a, b in
      let whole = cross(a, b)
      let (u, v) = (cross(place, b) / whole, cross(a, place) / whole)
      return u >= 0 && v >= 0 && u + v <= 1
    }
  }
}

@Suite("A box")
struct EnvelopeTests {
  static let box = Envelope(minX: 112, minY: -8, maxX: 114, maxY: -5)

  @Test("touches and contains with its edges included")
  func edgesBelong() {
    #expect(Self.box.intersects(Envelope(minX: 114, minY: -5, maxX: 120, maxY: 0)))
    #expect(!Self.box.intersects(Envelope(minX: 114.001, minY: -5, maxX: 120, maxY: 0)))
    #expect(Self.box.contains(Self.box))
    #expect(Self.box.contains(Coordinate(longitude: 112, latitude: -5)))
    #expect(!Self.box.contains(Coordinate(longitude: 111.999, latitude: -5)))
    #expect(!Self.box.contains(Coordinate(longitude: .nan, latitude: -6)))
  }

  @Test("of nothing leaves a union as it is and touches nothing")
  func emptyBox() {
    #expect(Envelope.empty.isEmpty)
    #expect(Envelope.empty.union(Self.box) == Self.box)
    #expect(!Envelope.empty.intersects(Self.box))
    #expect(!Self.box.isEmpty)
    #expect(Envelope(minX: 1, minY: 0, maxX: 0, maxY: 1).isEmpty)
    #expect(Envelope(minX: .nan, minY: 0, maxX: 0, maxY: 1).isEmpty)
    #expect(!Envelope(minX: 1, minY: 1, maxX: 1, maxY: 1).isEmpty)
  }

  @Test("grows to what it is told to include, and no further")
  func growth() {
    var random = SeededRandom(seed: 21)
    var box = Envelope.empty
    var places: [Coordinate] = []
    for _ in 0..<100 {
      places.append(
        Coordinate(longitude: random.uniform(95...141), latitude: random.uniform(-11...6)))
      box.expand(toInclude: places[places.count - 1])
    }
    #expect(box.minX == places.map(\.longitude).min())
    #expect(box.maxY == places.map(\.latitude).max())
    #expect(places.allSatisfy { box.contains($0) })
  }

  @Test("knows its middle and its sides, and moves its edges")
  func measures() {
    #expect(Self.box.center == Coordinate(longitude: 113, latitude: -6.5))
    #expect(Self.box.width == 2)
    #expect(Self.box.height == 3)
    #expect(
      Self.box.widened(dx: -0.5, dy: 1) == Envelope(minX: 112.5, minY: -9, maxX: 113.5, maxY: -4))
  }
}

@Suite("A grid of numbers")
struct RasterGridTests {
  @Test("lies row by row from the north")
  func layout() {
    var grid = RasterGrid(columns: 3, rows: 2)
    grid[2, 0] = 5
    grid[0, 1] = 7
    #expect(grid.values == [0, 0, 5, 7, 0, 0])
    #expect(grid.maximum == 7)
  }

  @Test("has a maximum that passes over what is no number")
  func maximumPassesOverMissing() {
    var grid = RasterGrid(columns: 2, rows: 1, filledWith: .nan)
    #expect(grid.maximum == 0)
    grid[1, 0] = 2
    #expect(grid.maximum == 2)
  }
}

@Suite("A coordinate")
struct CoordinateTests {
  @Test("is on the globe only within the degrees")
  func range() {
    for (x, y) in [(0.0, 0.0), (180, 90), (-180, -90)] {
      #expect(Coordinate(longitude: x, latitude: y).isOnGlobe)
    }
    for (x, y) in [(180.1, 0.0), (0, 90.1), (.nan, 0), (0, .nan), (.infinity, 0)] {
      #expect(!Coordinate(longitude: x, latitude: y).isOnGlobe)
    }
  }
}
