import GEOSBindings
import GeoPrimitives
import Support
import Testing

@Suite("Union, intersection, distance, containment")
struct OverlayTests {
  @Test("the union of two squares that share an edge has no seam")
  func unionOfNeighbours() throws {
    let context = try GEOSContext()
    let union = try context.union(of: [area(rectangle(0, 0, 1, 1)), area(rectangle(1, 0, 2, 1))])
    let joined = try union.multiPolygon()
    #expect(joined.polygons.count == 1)
    #expect(try union.planarArea() == 2)
  }

  @Test("a union of nothing is nothing")
  func emptyUnion() throws {
    let context = try GEOSContext()
    let none: [MultiPolygon] = []
    #expect(try context.union(of: none).multiPolygon().polygons.isEmpty)
  }

  @Test("a grid closes a sliver narrower than its cells")
  func unionOnGrid() throws {
    let context = try GEOSContext()
    let parts = [area(rectangle(0, 0, 1, 1)), area(rectangle(1.0000001, 0, 2, 1))]
    #expect(try context.union(of: parts).multiPolygon().polygons.count == 2)
    #expect(try context.union(of: parts, gridSize: 1e-5).multiPolygon().polygons.count == 1)
  }

  @Test("area of union and intersection add up to the areas of the two")
  func inclusionExclusion() throws {
    let context = try GEOSContext()
    var random = SeededRandom(seed: 11)
    for _ in 0..<100 {
      let center = Coordinate(longitude: random.uniform(-1...1), latitude: random.uniform(-1...1))
      let first = star(
        around: Coordinate(longitude: 0, latitude: 0), vertices: 30, using: &random)
      let second = star(around: center, vertices: 20, using: &random)
      let a = try GEOSArea(first, in: context)
      let b = try GEOSArea(second, in: context)
      let common = try a.intersection(b).planarArea()
      let union = try context.union(of: [first, second]).planarArea()
      let sum = try a.planarArea() + b.planarArea()
      #expect(abs(union + common - sum) < 1e-9)
    }
  }

  @Test("squares that only touch have an empty intersection and no distance")
  func touching() throws {
    let context = try GEOSContext()
    let left = try GEOSArea(area(rectangle(0, 0, 1, 1)), in: context)
    let right = try GEOSArea(area(rectangle(1, 0, 2, 1)), in: context)
    let far = try GEOSArea(area(rectangle(4, 0, 5, 1)), in: context)
    #expect(try left.intersection(right).planarArea() == 0)
    #expect(try left.planarDistance(to: right) == 0)
    #expect(try left.planarDistance(to: far) == 3)
    let prepared = try PreparedArea(left)
    #expect(try prepared.touchesOrIsApart(from: right))
    #expect(try prepared.touchesOrIsApart(from: far))
    #expect(try prepared.intersects(right))
    #expect(try !prepared.intersects(far))
  }

  @Test("prepared containment agrees with the even–odd rule away from the border")
  func containment() throws {
    let context = try GEOSContext()
    var random = SeededRandom(seed: 3)
    let shape = star(around: Coordinate(longitude: 0, latitude: 0), vertices: 80, using: &random)
    let prepared = try PreparedArea(try GEOSArea(shape, in: context))
    for _ in 0..<2000 {
      let place = Coordinate(longitude: random.uniform(-1...1), latitude: random.uniform(-1...1))
      #expect(try prepared.contains(place) == shape.contains(place))
    }
  }

  @Test("an invalid area is refused with GEOS's reason, and the context stays usable")
  func failureLeavesContextUsable() throws {
    let context = try GEOSContext()
    let square = try GEOSArea(area(rectangle(0, 0, 1, 1)), in: context)
    #expect(throws: GEOSError.self) {
      _ = try context.union(of: [area(ring([(0, 0), (1, 1), (0, 0)]))]).planarArea()
    }
    #expect(try square.planarArea() == 1)
  }
}
