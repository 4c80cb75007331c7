import Support
import Testing
import TileMath

@testable import Coverage

@Suite("Noding on the grid")
struct SnapRoundingTests {
  /// Rings with long edges between few cells, so that nearly every edge passes a hot pixel.
  static func tangle(_ random: inout SeededRandom, rings: Int, extent: UInt32) -> CoverageOutlines {
    var outlines = CoverageOutlines()
    for _ in 0..<rings {
      let ring = (0..<3 + random.next() % 5).map { _ in
        GridPoint(
          x: 1000 + UInt32.random(in: 0...extent, using: &random),
          y: 1000 + UInt32.random(in: 0...extent, using: &random))
      }
      outlines.append([GridPolygon(rings: [ring])])
    }
    return outlines
  }

  static func edges(_ outlines: CoverageOutlines) -> [GridSegment] {
    outlines.ringEnds.indices.flatMap { ring in
      outlines.vertices(ofRing: ring).dropLast().map {
        GridSegment(a: outlines.points[$0], b: outlines.points[$0 + 1])
      }
    }
  }

  static func isInside(_ point: GridPoint, _ segment: GridSegment) -> Bool {
    point != segment.a && point != segment.b
      && GridGeometry.turn(segment.a, segment.b, point) == 0
      && (segment.minX...segment.maxX).contains(point.x)
      && (segment.minY...segment.maxY).contains(point.y)
  }

  static func cross(_ a: GridSegment, _ b: GridSegment) -> Bool {
    a.crossing(b) != nil || isInside(a.a, b) || isInside(a.b, b) || isInside(b.a, a)
      || isInside(b.b, a)
  }

  @Test("leaves no two edges that meet but in a common end", arguments: 0..<60)
  func noded(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let extent: UInt32 = [6, 12, 30, 100, 1000][Int(seed % 5)]
    let noded = SnapRounding.noded(Self.tangle(&random, rings: 12, extent: extent), threads: 1)
    let edges = Self.edges(noded).filter { $0.a != $0.b }
    for first in edges.indices {
      for second in edges[..<first] { #expect(!Self.cross(edges[first], second)) }
    }
  }

  @Test("keeps the vertices and moves no edge by more than half a cell", arguments: 0..<20)
  func close(seed: UInt64) {
    var random = SeededRandom(seed: 100 + seed)
    let outlines = Self.tangle(&random, rings: 10, extent: 40)
    let noded = SnapRounding.noded(outlines, threads: 1)
    #expect(noded.ringAreas == outlines.ringAreas)
    for ring in outlines.ringEnds.indices {
      var rest = noded.points[noded.vertices(ofRing: ring)]
      for index in outlines.vertices(ofRing: ring).dropLast() {
        let edge = GridSegment(a: outlines.points[index], b: outlines.points[index + 1])
        #expect(rest.first == edge.a)
        while let point = rest.first, point != edge.b || rest.count == 1 {
          #expect(edge.passes(point))
          rest = rest.dropFirst()
          if rest.isEmpty { break }
        }
      }
    }
  }

  @Test("does not depend on the strips or the threads", arguments: 0..<10)
  func strips(seed: UInt64) {
    var random = SeededRandom(seed: 200 + seed)
    let outlines = Self.tangle(&random, rings: 30, extent: 300)
    let one = SnapRounding.noded(outlines, stripBits: 31, threads: 1)
    for bits in [0, 1, 2, 4, 7] {
      let other = SnapRounding.noded(outlines, stripBits: bits, threads: 1 + bits % 3)
      #expect(other.points == one.points && other.ringEnds == one.ringEnds)
    }
  }

  @Test("finds the pixels of an edge as stepping along it does", arguments: 0..<40)
  func pixels(seed: UInt64) {
    var random = SeededRandom(seed: 300 + seed)
    func point() -> GridPoint {
      GridPoint(
        x: 50 + UInt32.random(in: 0...20, using: &random),
        y: 50 + UInt32.random(in: 0...20, using: &random))
    }
    let edge = GridSegment(a: point(), b: point())
    // A step much finer than the distance by which an edge between such points can miss a corner; what
    // touches a corner is left to the exact test.
    var met: Set<GridPoint> = []
    let (dx, dy) = GridGeometry.difference(edge.a, edge.b)
    for step in 0...40_000 {
      let t = Double(step) / 40_000
      let (x, y) = (Double(edge.a.x) + t * Double(dx), Double(edge.a.y) + t * Double(dy))
      let isOnRim =
        abs((x - x.rounded(.down)) - 0.5) < 1e-6 || abs((y - y.rounded(.down)) - 0.5) < 1e-6
      if !isOnRim {
        met.insert(
          GridPoint(x: UInt32((x + 0.5).rounded(.down)), y: UInt32((y + 0.5).rounded(.down))))
      }
    }
    for x in UInt32(48)...72 {
      for y in UInt32(48)...72 {
        let pixel = GridPoint(x: x, y: y)
        if met.contains(pixel) { #expect(edge.passes(pixel)) }
        if edge.passes(pixel) && !met.contains(pixel) {
          // Only a corner is touched: the north-western one, which a pixel owns.
          let corner = 2 * Int64(x) - 1 - 2 * Int64(edge.a.x)
          let row = 2 * Int64(y) - 1 - 2 * Int64(edge.a.y)
          #expect(corner * dy == row * dx)
        }
      }
    }
  }
}
