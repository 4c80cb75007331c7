import GEOSBindings
import GeoPrimitives
import Support
import Testing
import TileMath

@testable import Coverage

@Suite("Clean coverage")
struct CoverageCleaningTests {
  static func clean(_ areas: [MultiPolygon], codes: [String] = []) -> CleanCoverage {
    CoverageCleaning.clean(CoverageOutlines(areas), codes: codes, threads: 1)
  }

  static func squareMeters(_ area: MultiPolygon) -> Double {
    EllipsoidalArea.squareKilometers(of: area) * 1e6
  }

  /// No two areas overlap, and together they cover what the sources cover and the closed gaps.
  static func expectCoverage(of source: [MultiPolygon], _ clean: CleanCoverage) throws {
    let areas = CoverageScenes.areas(clean.topology)
    let whole = try CoverageScenes.union(areas)
    let covered = try CoverageScenes.squareDegrees(whole)
    let sum = try areas.reduce(0) { try $0 + CoverageScenes.squareDegrees($1) }
    #expect(abs(sum - covered) < 1e-9 * covered)
    for area in areas { #expect(try CoverageScenes.isValid(area)) }
    let before = try CoverageScenes.union(source)
    let closed = clean.report.gapsClosed.squareMeters
    let expected = squareMeters(before) + closed
    #expect(abs(squareMeters(whole) - expected) < 1e-5 * expected)
  }

  @Test("of areas simplified each on its own leaves no overlap and no gap", arguments: 0..<12)
  func random(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let areas = try CoverageScenes.simplified(6, 5, &random)
    // Every other one with gaps of any size closed.
    let rule = CleaningRule(smallGapSquareMeters: seed % 2 == 0 ? 100_000 : .infinity)
    let clean = CoverageCleaning.clean(CoverageOutlines(areas), rule: rule, threads: 1)
    #expect(clean.report.overlapsResolved.count > 50 && clean.report.gapsClosed.count > 50)
    #expect(clean.report.vanished == [] && clean.report.empty == [])
    try Self.expectCoverage(of: areas, clean)
    let holes = try CoverageScenes.union(CoverageScenes.areas(clean.topology))
    #expect(holes.polygons.flatMap(\.holes).count == clean.report.gapsLeft.count)
    #expect(seed % 2 == 0 || clean.report.gapsLeft.count == 0)
  }

  @Test("reports for each area what it had, got, lost and has", arguments: 0..<4)
  func report(seed: UInt64) throws {
    var random = SeededRandom(seed: 20 + seed)
    let areas = try CoverageScenes.simplified(5, 5, &random)
    let clean = Self.clean(areas)
    for (number, area) in CoverageScenes.areas(clean.topology).enumerated() {
      let change = clean.report.areas[number]
      let (source, result) = (Self.squareMeters(areas[number]), Self.squareMeters(area))
      #expect(abs(change.source - source) < 1e-4 * source)
      #expect(abs(change.result - result) < 1e-4 * result)
      #expect(change.gained >= 0 && change.lost >= 0 && change.moved < 0.1 * source)
    }
  }

  @Test("changes nothing in a coverage that is clean, its own result included", arguments: 0..<4)
  func idempotent(seed: UInt64) throws {
    var random = SeededRandom(seed: 40 + seed)
    let exact = Self.clean(CoverageScenes.exact(5, 4, &random))
    #expect(exact.report.overlapsResolved.count == 0 && exact.report.gapsClosed.count == 0)
    #expect(exact.report.areas.allSatisfy { $0.moved == 0 })
    let once = try Self.clean(CoverageScenes.simplified(5, 4, &random)).topology
    let twice = Self.clean(CoverageScenes.areas(once))
    #expect(twice.report.areas.allSatisfy { $0.moved == 0 })
    #expect(twice.topology.points == once.points && twice.topology.arcStarts == once.arcStarts)
    #expect(twice.topology.leftRegions == once.leftRegions)
    #expect(twice.topology.weights == once.weights)
  }

  @Test("does not depend on the order of the areas or the threads", arguments: 0..<6)
  func order(seed: UInt64) throws {
    var random = SeededRandom(seed: 60 + seed)
    let areas = try CoverageScenes.simplified(5, 5, &random)
    let codes = areas.indices.map { "35.07.\(1000 + $0)" }
    let straight = Self.clean(areas, codes: codes)
    let order = areas.indices.shuffled(using: &random)
    let mixed = CoverageCleaning.clean(
      CoverageOutlines(order.map { areas[$0] }), codes: order.map { codes[$0] }, threads: 3)
    #expect(mixed.topology.points == straight.topology.points)
    #expect(mixed.topology.arcStarts == straight.topology.arcStarts)
    #expect(mixed.topology.weights == straight.topology.weights)
    let named = mixed.topology.leftRegions.map { $0 < 0 ? $0 : Int32(order[Int($0)]) }
    #expect(named == straight.topology.leftRegions)
    for (position, area) in order.enumerated() {
      #expect(mixed.report.areas[position].lost == straight.report.areas[area].lost)
    }
  }

  @Test("gives a contested face to the claimant with the longest border, else the lowest code")
  func contested() throws {
    // The second reaches into the first by a notch that the first borders on three sides.
    let first = AreaScenes.square(0, 0, 0.04)
    let second = MultiPolygon([
      Polygon(
        exterior: AreaScenes.ring([
          (0.04, 0), (0.08, 0), (0.08, 0.04), (0.04, 0.04), (0.04, 0.03), (0.03, 0.03),
          (0.03, 0.02), (0.04, 0.02),
        ]))
    ])
    let clean = Self.clean([first, second])
    #expect(clean.report.areas[0].lost == 0)
    #expect(clean.report.areas[1].lost == clean.report.overlapsResolved.squareMeters)
    // A strip with ends on the outside: both long borders have the same length.
    let areas = [AreaScenes.square(0, 0, 0.04), AreaScenes.square(0.03, 0, 0.04)]
    #expect(Self.clean(areas).report.areas[0].lost == 0)
    #expect(Self.clean(areas).report.areas[1].lost > 0)
    #expect(Self.clean(areas, codes: ["b", "a"]).report.areas[0].lost > 0)
  }

  @Test("keeps a village over which the outline of another lies")
  func engulfed() throws {
    let (inner, outer) = (AreaScenes.square(0.02, 0.02, 0.01), AreaScenes.square(0, 0, 0.06))
    // A third outline that cuts through both does not tear the inner one apart.
    let third = AreaScenes.square(0.024, -0.02, 0.05)
    for areas in [[inner, outer], [inner, outer, third]] {
      let clean = Self.clean(areas)
      #expect(clean.report.areas[0].lost == 0)
      try Self.expectCoverage(of: areas, clean)
      let outlines = clean.topology.outlines()
      #expect(outlines.polygons(of: 0).count == 1)
    }
  }

  @Test("reports areas that vanish because they coincide, and those without an outline")
  func vanished() {
    let square = AreaScenes.square(0, 0, 0.02)
    let line = MultiPolygon([Polygon(exterior: AreaScenes.ring([(0, 0), (0.1, 0)]))])
    let clean = Self.clean([square, square, line, MultiPolygon([])])
    #expect(clean.report.vanished == [1] && clean.report.empty == [2, 3])
    #expect(clean.report.areas[0].lost == 0 && clean.report.areas[0].source > 0)
    #expect(Self.clean([]).topology.arcCount == 0)
  }

  @Test("closes small and thin gaps and leaves large ones, and what lies in them")
  func gaps() throws {
    func frame(_ side: Double) -> MultiPolygon {
      var frame = AreaScenes.square(0, 0, 0.06)
      frame.polygons[0].holes = [AreaScenes.squareRing(0.01, 0.01, side)]
      return frame
    }
    let small = Self.clean([frame(0.002)])
    #expect(small.report.gapsClosed.count == 1 && small.report.gapsLeft.count == 0)
    #expect(abs(small.report.areas[0].gained - 48_900) < 500)
    let lake = Self.clean([frame(0.02)])
    #expect(lake.report.gapsClosed.count == 0 && lake.report.gapsLeft.count == 1)
    // An island in the lake, and a pond on the island.
    var island = AreaScenes.square(0.013, 0.013, 0.01)
    island.polygons[0].holes = [AreaScenes.squareRing(0.015, 0.015, 0.004)]
    let nested = Self.clean([frame(0.02), island])
    #expect(nested.report.gapsLeft.count == 2 && nested.topology.arcCount == 4)
    try Self.expectCoverage(of: [frame(0.02), island], nested)
    #expect(CleaningRule().closesGap(squareMeters: 500_000, borderMeters: 30_000))
    #expect(!CleaningRule().closesGap(squareMeters: 500_000, borderMeters: 3000))
    #expect(!CleaningRule().closesGap(squareMeters: 2_000_000, borderMeters: 300_000))
  }

  @Test("joins a small piece that was cut off to a neighbour")
  func detached() {
    // The second village cuts through a tongue of the first, whose tip is left beyond it.
    let tongue = MultiPolygon([
      Polygon(
        exterior: AreaScenes.ring([
          (0, 0), (0.04, 0), (0.04, 0.02), (0.056, 0.02), (0.056, 0.021), (0.04, 0.021),
          (0.04, 0.04), (0, 0.04),
        ]))
    ])
    let band = MultiPolygon([
      Polygon(
        exterior: AreaScenes.ring([(0.04, -0.02), (0.055, -0.02), (0.055, 0.06), (0.04, 0.06)]))
    ])
    let clean = Self.clean([tongue, band])
    #expect(clean.report.detachedJoined.count <= 1)
    let outlines = clean.topology.outlines()
    #expect(outlines.polygons(of: 0).count == 1 && outlines.polygons(of: 1).count == 1)
  }

  @Test(
    "joins the parts of an area along an edge that both have, and leaves out what is outlined twice"
  )
  func evenOdd() throws {
    let parts = AreaScenes.square(0, 0, 0.02).polygons + AreaScenes.square(0.02, 0, 0.02).polygons
    let joined = Self.clean([MultiPolygon(parts)])
    #expect(joined.topology.arcCount == 1 && joined.topology.points.count == 7)
    #expect(joined.report.areas[0].moved == 0)
    let outline = try #require(CoverageScenes.areas(joined.topology).first)
    #expect(
      abs(Self.squareMeters(outline) - 2 * Self.squareMeters(AreaScenes.square(0, 0, 0.02))) < 1e3)
    // A hole that was written as a shell inside the shell.
    let nested = MultiPolygon(
      AreaScenes.square(0, 0, 0.06).polygons + AreaScenes.square(0.02, 0.02, 0.02).polygons)
    let clean = Self.clean([nested])
    #expect(clean.report.gapsLeft.count == 1)
    #expect(CoverageScenes.areas(clean.topology).first?.polygons.first?.holes.count == 1)
  }

  @Test("stays exact where edges run over tens of degrees")
  func longEdges() throws {
    func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> MultiPolygon {
      let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
      return MultiPolygon([
        Polygon(exterior: Ring(corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }))
      ])
    }
    let clean = Self.clean([box(60, -20, 119, 19), box(118, -50, 149, 50), box(90, 19, 100, 20)])
    let areas = CoverageScenes.areas(clean.topology)
    let whole = try CoverageScenes.squareDegrees(CoverageScenes.union(areas))
    #expect(abs(whole - (59 * 39 + 30 * 100 + 61 + 10)) < 1e-4)
    #expect(clean.report.overlapsResolved.count == 1)
    let longest = (1..<clean.topology.points.count).filter { clean.topology.weights[$0] == 255 }
    #expect(longest.count > 8)
  }

  @Test(
    "of real villages is valid, shares every border and moves little ground",
    .enabled(if: TestData.isAvailable, Comment(rawValue: TestData.skipReason)),
    arguments: [
      ("3573_kota_malang", 0.002), ("3604_kab_serang", 0.002), ("3673_kota_serang", 0.002),
      ("6371_kota_banjarmasin", 0.002), ("2104_kab_lingga", 0.02), ("1603_kab_muara_enim", 0.002),
    ])
  func real(name: String, moved: Double) throws {
    let source = try RealVillages.areas(name)
    let clean = Self.clean(source)
    let areas = CoverageScenes.areas(clean.topology)
    let sum = try areas.reduce(0) { try $0 + CoverageScenes.squareDegrees($1) }
    let whole = try CoverageScenes.union(areas)
    #expect(abs(sum - (try CoverageScenes.squareDegrees(whole))) < 1e-9 * sum)
    #expect(Dissolve.gaps(in: whole).count == clean.report.gapsLeft.count)
    for (number, area) in areas.enumerated() {
      #expect(try CoverageScenes.isValid(area))
      #expect(!area.polygons.isEmpty)
      #expect(
        abs(clean.report.areas[number].result - Self.squareMeters(area)) < 1e-3
          * Self.squareMeters(area))
    }
    let (changed, all) = clean.report.areas.reduce((0, 0)) { ($0.0 + $1.moved, $0.1 + $1.source) }
    #expect(changed < moved * all)
  }
}
