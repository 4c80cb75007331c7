import GeoPrimitives
import Support
import Testing
import TileMath

@testable import Coverage

@Suite("Vertex weights")
struct VertexWeightTests {
  static func topology(seed: UInt64) throws -> ArcTopology {
    var random = SeededRandom(seed: seed)
    return try ArcTopologyTests.topology(CoverageScenes.simplified(4, 3, &random))
  }

  /// The vertices of an arc that a threshold leaves.
  static func kept(_ topology: ArcTopology, _ arc: Int, _ threshold: UInt8) -> [GridPoint] {
    topology.vertices(ofArc: arc).filter { topology.weights[$0] >= threshold }.map {
      topology.points[$0]
    }
  }

  static func edges(_ topology: ArcTopology, _ threshold: UInt8) -> [GridSegment] {
    (0..<topology.arcCount).flatMap { arc in
      let points = kept(topology, arc, threshold)
      return zip(points, points.dropFirst()).map { GridSegment(a: $0, b: $1) }
    }
  }

  @Test("grow with the area, in four steps to each doubling, and stay below that of nodes")
  func steps() {
    #expect(VertexWeight.weight(doubledArea: 0) == 0 && VertexWeight.weight(doubledArea: 2) == 0)
    var random = SeededRandom(seed: 1)
    for _ in 0..<4000 {
      let doubled = random.next() >> UInt64.random(in: 0...62, using: &random)
      guard doubled >= 2 else { continue }
      let (area, weight) = (Double(doubled) / 2, Int(VertexWeight.weight(doubledArea: doubled)))
      let step = Double(sign: .plus, exponent: weight / 4, significand: 0.25)
      let least = step * Double(4 + weight % 4)
      #expect(least <= area && area <= least + step)
    }
    #expect(VertexWeight.weight(doubledArea: .max) == 251)
  }

  @Test("pass the threshold of a zoom from half a pixel each way, eight weights to a zoom")
  func thresholds() {
    #expect(VertexWeight.threshold(zoom: 24, squarePixels: 1) == 0)
    #expect(VertexWeight.threshold(zoom: 14, squarePixels: 1) == 80)
    #expect(VertexWeight.threshold(zoom: 14) == 72)
    #expect(VertexWeight.threshold(zoom: 4) == 152 && VertexWeight.threshold(zoom: 30) == 0)
    #expect(VertexWeight.threshold(zoom: 10, squarePixels: 0) == 0)
    // Never less than asked for: 1.3 pixels are rounded up to 1.5.
    #expect(VertexWeight.threshold(zoom: 14, squarePixels: 1.3) == 82)
  }

  @Test("leave borders that cross nowhere, at every threshold", arguments: 0..<3)
  func planar(seed: UInt64) throws {
    let topology = try Self.topology(seed: seed)
    for threshold in Set(topology.weights).sorted() {
      let edges = Self.edges(topology, threshold)
      for first in edges.indices {
        for second in edges[..<first] {
          #expect(!SnapRoundingTests.cross(edges[first], second))
        }
      }
    }
  }

  @Test("leave valid regions that together cover what they covered", arguments: 0..<4)
  func valid(seed: UInt64) throws {
    let topology = try Self.topology(seed: 10 + seed)
    let outlines = topology.outlines()
    for threshold in stride(from: UInt8(0), through: 200, by: 8) {
      var areas: [MultiPolygon] = []
      for polygon in 0..<outlines.ringStarts.count - 1 {
        guard case .rings(let grid) = topology.polygon(polygon, of: outlines, threshold: threshold)
        else { continue }
        let rings = grid.rings.map { Ring($0.map(\.coordinate)) }
        let area = MultiPolygon([Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))])
        #expect(try CoverageScenes.isValid(area))
        areas.append(area)
      }
      let sum = try areas.reduce(0) { try $0 + CoverageScenes.squareDegrees($1) }
      let whole = try CoverageScenes.squareDegrees(CoverageScenes.union(areas))
      #expect(abs(sum - whole) < 1e-9 * sum)
    }
  }

  /// What is left at a threshold has triangles at least that large, unless another vertex lies in one,
  /// which is what makes a vertex wait. One that waits is tried again a weight later, so the vertex that
  /// it waited for may just have gone.
  @Test(
    "belong to triangles of at least that area, or to vertices that must wait", arguments: 0..<4)
  func effectiveAreas(seed: UInt64) throws {
    let topology = try Self.topology(seed: 20 + seed)
    var (count, exceptions, unexplained) = (0, 0, 0)
    for threshold in stride(from: UInt8(40), through: 160, by: 4) {
      let all = (0..<topology.arcCount).flatMap { Self.kept(topology, $0, threshold) }
      for arc in 0..<topology.arcCount {
        let points = Self.kept(topology, arc, threshold)
        guard points.count > (topology.isClosed(arc: arc) ? 4 : 2) else { continue }
        for index in 1..<points.count - 1 {
          count += 1
          let triangle = GridTriangle(points[index - 1], points[index], points[index + 1])
          let area = GridGeometry.turn(triangle.first, triangle.middle, triangle.last).magnitude
          if VertexWeight.weight(doubledArea: area) >= threshold { continue }
          exceptions += 1
          if !all.contains(where: triangle.contains) { unexplained += 1 }
        }
      }
    }
    #expect(count > 1000 && exceptions * 20 < count && unexplained * 1000 < count)
  }

  /// Visvalingam and Whyatt's own order, looked up the slow way, on a border with nothing near it.
  @Test(
    "are those of the method by its definition", arguments: 0..<4)
  func definition(seed: UInt64) throws {
    var random = SeededRandom(seed: 40 + seed)
    let line = (0...200).map { step in
      (0.02 + 0.0001 * random.normal(), 0.04 * Double(step) / 200)
    }
    let west = AreaScenes.ring([(0, 0)] + line + [(0, 0.04)])
    let east = AreaScenes.ring([(0.04, 0)] + line + [(0.04, 0.04)])
    let topology = ArcTopologyTests.topology(
      [west, east].map { MultiPolygon([Polygon(exterior: $0)]) })
    let arc = try #require(
      (0..<topology.arcCount).first { topology.leftRegions[$0] + topology.rightRegions[$0] == 1 })
    let vertices = topology.vertices(ofArc: arc)
    #expect(vertices.count == 201)
    let slow = Self.weights(Array(topology.points[vertices]))
    #expect(Array(topology.weights[vertices]) == slow)
  }

  /// The weights of an open line by taking out the least triangle again and again.
  private static func weights(_ points: [GridPoint]) -> [UInt8] {
    var weights = [UInt8](repeating: VertexWeight.always, count: points.count)
    var left = Array(points.indices)
    var largest: UInt64 = 0
    while left.count > 2 {
      let areas = (1..<left.count - 1).map {
        GridGeometry.turn(points[left[$0 - 1]], points[left[$0]], points[left[$0 + 1]]).magnitude
      }
      let least = areas.indices.min { areas[$0] < areas[$1] } ?? 0
      largest = max(largest, areas[least])
      weights[left[least + 1]] = VertexWeight.weight(doubledArea: largest)
      left.remove(at: least + 1)
    }
    return weights
  }

  @Test("keep rings alive and say which regions are too small to be drawn")
  func small() {
    let islands = [AreaScenes.square(0, 0, 0.001), AreaScenes.square(0.01, 0, 0.05)]
    let halves = [
      MultiPolygon([Polygon(exterior: AreaScenes.ring([(0.1, 0), (0.11, 0), (0.11, 0.01)]))]),
      MultiPolygon([Polygon(exterior: AreaScenes.ring([(0.1, 0), (0.11, 0.01), (0.1, 0.01)]))]),
    ]
    let topology = ArcTopologyTests.topology(islands + halves)
    let outlines = topology.outlines()
    for region in 0..<2 {
      let polygon = outlines.polygons(of: region).lowerBound
      let coarse = topology.polygon(polygon, of: outlines, threshold: VertexWeight.always)
      guard case .rings(let grid) = coarse else {
        Issue.record("an island keeps a triangle")
        continue
      }
      #expect(grid.rings.count == 1 && grid.rings[0].count == 4)
    }
    for region in 2..<4 {
      let polygon = outlines.polygons(of: region).lowerBound
      let coarse = topology.polygon(polygon, of: outlines, threshold: VertexWeight.always)
      guard case .small(let low, let high) = coarse else {
        Issue.record("half a square between two nodes collapses")
        continue
      }
      #expect(low.x < high.x && low.y < high.y)
    }
  }
}
