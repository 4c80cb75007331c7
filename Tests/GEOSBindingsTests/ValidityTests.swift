import GEOSBindings
import GeoPrimitives
import Support
import Testing

@Suite("Validity and repair")
struct ValidityTests {
  private let bowTie = area(ring([(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)]))

  @Test("a rectangle is valid, and repairing it changes nothing but the order of vertices")
  func rectangleIsValid() throws {
    let context = try GEOSContext()
    let square = area(rectangle(0, 0, 1, 1))
    #expect(try context.validity(of: square) == .valid)
    let repaired = try GEOSArea(square, in: context).repaired()
    #expect(try repaired.planarArea() == 1)
  }

  @Test("a crossing ring is invalid, with the reason and the crossing")
  func bowTieIsInvalid() throws {
    let context = try GEOSContext()
    let validity = try context.validity(of: bowTie)
    let crossing = Coordinate(longitude: 1, latitude: 1)
    #expect(validity == .invalid(reason: "Self-intersection", at: crossing))
  }

  @Test(
    "repair keeps both lobes of a crossing ring", arguments: [RepairMethod.structure, .linework])
  func repairKeepsLobes(method: RepairMethod) throws {
    let context = try GEOSContext()
    let repaired = try GEOSArea(bowTie, in: context).repaired(method)
    #expect(try repaired.validity() == .valid)
    #expect(try repaired.planarArea() == 2)
    #expect(try repaired.multiPolygon().polygons.count == 2)
  }

  @Test("a shell within a shell is a hole by linework and vanishes by structure")
  func nestedShells() throws {
    let context = try GEOSContext()
    let nested = MultiPolygon([
      Polygon(exterior: rectangle(0, 0, 4, 4)), Polygon(exterior: rectangle(1, 1, 2, 2)),
    ])
    let given = try GEOSArea(nested, in: context)
    guard case .invalid(let reason, _) = try given.validity() else {
      Issue.record("nested shells passed for valid")
      return
    }
    #expect(reason == "Nested shells")
    #expect(try given.repaired(.linework).planarArea() == 15)
    #expect(try given.repaired(.structure).planarArea() == 16)
  }

  @Test("what collapses to a line is dropped, and nothing may be left")
  func collapse() throws {
    let context = try GEOSContext()
    let flat = area(ring([(0, 0), (1, 1), (2, 2), (0, 0)]))
    let repaired = try GEOSArea(flat, in: context).repaired()
    #expect(try repaired.multiPolygon().polygons.isEmpty)
  }

  @Test("rings that cannot be written down are named, not crashed on")
  func unusableRings() throws {
    let context = try GEOSContext()
    let short = area(ring([(0, 0), (1, 1), (0, 0)]))
    let open = area(ring([(0, 0), (1, 0), (1, 1), (0, 1)]))
    for unusable in [short, open] {
      #expect(throws: GEOSError.self) { _ = try GEOSArea(unusable, in: context).planarArea() }
    }
    guard case .invalid(let reason, _) = try context.validity(of: short) else {
      Issue.record("a ring of three vertices passed for valid")
      return
    }
    #expect(reason == "Too few points in geometry component")
  }

  @Test("coordinates that are no numbers are refused", arguments: [Double.nan, .infinity])
  func notFinite(number: Double) throws {
    let context = try GEOSContext()
    let broken = area(ring([(0, 0), (1, number), (1, 1), (0, 0)]))
    #expect(throws: GEOSError.notFinite) { _ = try GEOSArea(broken, in: context).planarArea() }
  }

  @Test("an area without parts is valid and stays empty")
  func emptyArea() throws {
    let context = try GEOSContext()
    let nothing = MultiPolygon([])
    #expect(try context.validity(of: nothing) == .valid)
    #expect(try GEOSArea(nothing, in: context).multiPolygon() == nothing)
  }

  @Test("what goes in comes out again, holes and all")
  func roundTrip() throws {
    let context = try GEOSContext()
    var random = SeededRandom(seed: 7)
    for _ in 0..<50 {
      let center = Coordinate(
        longitude: random.uniform(95...141), latitude: random.uniform(-11...6))
      let shape = star(around: center, vertices: Int(random.uniform(3...60)), using: &random)
      #expect(try GEOSArea(shape, in: context).multiPolygon() == shape)
    }
    let ringed = area(rectangle(0, 0, 9, 9), holes: [rectangle(1, 1, 2, 2), rectangle(3, 3, 4, 5)])
    #expect(try GEOSArea(ringed, in: context).multiPolygon() == ringed)
  }

  @Test("areas outlive the context that they were made in")
  func areasOutliveContext() throws {
    func make() throws -> GEOSArea {
      let context = try GEOSContext()
      return try GEOSArea(area(rectangle(0, 0, 2, 3)), in: context)
    }
    let kept = try make()
    #expect(try kept.planarArea() == 6)
  }
}
