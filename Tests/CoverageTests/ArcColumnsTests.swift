import GeoPrimitives
import Support
import Testing
import TileMath

@testable import Coverage

@Suite("Stored arcs")
struct ArcColumnsTests {
  static func topology() throws -> ArcTopology {
    var random = SeededRandom(seed: 5)
    let areas = try CoverageScenes.simplified(4, 4, &random)
    return ArcTopologyTests.topology(areas + [AreaScenes.square(0.2, 0, 0.01)])
  }

  @Test("come back as they were")
  func roundTrip() throws {
    let topology = try Self.topology()
    let again = try ArcTopology(topology.columns)
    #expect(again.columns == topology.columns && again.origins == topology.origins)
    #expect(again.outlines().halfArcs == topology.outlines().halfArcs)
    let empty = ArcTopology(regionCount: 0)
    #expect(try ArcTopology(empty.columns).arcCount == 0)
  }

  @Test("are refused when their lengths do not fit")
  func lengths() throws {
    let columns = try Self.topology().columns
    let changes: [(inout ArcColumns) -> Void] = [
      { $0.points.removeLast() }, { $0.weights.removeLast() }, { $0.arcStarts.removeLast() },
      { $0.leftRegions.removeLast() }, { $0.rightRegions.append(0) }, { $0.leaving.append(0) },
      { $0.leavingStarts = [] }, { $0.arcStarts[1] = .max }, { $0.leavingStarts[0] = 1 },
      { $0.regionCount = -1 },
    ]
    for change in changes {
      var changed = columns
      change(&changed)
      #expect(throws: ArcColumnsError.lengths) { try ArcTopology(changed) }
    }
  }

  @Test("are refused when arcs or nodes make no sense")
  func values() throws {
    let columns = try Self.topology().columns
    let changes: [(ArcColumnsError, (inout ArcColumns) -> Void)] = [
      (.arc(0), { $0.arcStarts[1] = 1 }), (.arc(3), { $0.leftRegions[3] = $0.rightRegions[3] }),
      (.arc(2), { $0.leftRegions[2] = 17 }), (.arc(2), { $0.rightRegions[2] = -2 }),
      (.node(0), { $0.leaving[0] = .max }), (.node(0), { $0.leaving[1] = $0.leaving[0] }),
      (.node(0), { $0.leavingStarts[1] = 0 }),
    ]
    for (error, change) in changes {
      var changed = columns
      change(&changed)
      #expect(throws: error) { try ArcTopology(changed) }
    }
  }
}
