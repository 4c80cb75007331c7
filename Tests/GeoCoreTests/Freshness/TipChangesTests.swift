import DemoSupport
import GeoPrimitives
import Support
import Testing

@testable import GeoCore

@Suite("The latest changes of tips")
struct TipChangesTests {
  private static func change(
    _ random: inout SeededRandom, in villages: AreaLayer, revision: Int
  ) throws -> TipChange {
    var columns = TipColumns()
    let place = SmallWorkspace.place(random.uniform(0...3), random.uniform(0...2))
    columns.append(
      StoredTip(
        row: 1, longitude: place.longitude, latitude: place.latitude, secondsSince1970: 0,
        radiusMeters: 0, channel: 0, category: .tppo, origin: .publicReport, status: .new,
        level: .point))
    return TipChange(columns, 0, in: villages, revision: revision)
  }

  @Test("reach the same pictures as when each is looked at", arguments: [1, 2, 3] as [UInt64])
  func agreesWithBruteForce(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let villages = try SmallWorkspace().snapshot().villages
    var changes = TipChanges(since: 5, capacity: 300)
    var all: [TipChange] = []
    for revision in 6..<120 {
      let new = try (0..<Int(random.uniform(0...8))).map { _ in
        try Self.change(&random, in: villages, revision: revision)
      }
      changes = changes.adding(new, revision: revision)
      all += new
      #expect(changes.count <= 300)
      let center = SmallWorkspace.place(random.uniform(0...3), random.uniform(0...2))
      let box = Envelope(
        minX: center.longitude, minY: center.latitude, maxX: center.longitude,
        maxY: center.latitude
      ).widened(dx: 0.004, dy: 0.004)
      let influence = TipInfluence(
        filter: TipFilter.Compiled(TipFilter(), channelNames: [""]), isInside: nil, box: box)
      let since = Int(random.uniform(0...Double(revision)))
      let expected =
        since < changes.completeSince
        || all.contains { $0.revision > since && $0.box.intersects(box) }
      #expect(changes.reach(influence, after: since) == expected)
    }
    #expect(changes.completeSince > 5)
  }

  @Test("are forgotten when too many come at once")
  func forgetsTooMany() throws {
    var random = SeededRandom(seed: 4)
    let villages = try SmallWorkspace().snapshot().villages
    let many = try (0..<20).map { _ in try Self.change(&random, in: villages, revision: 2) }
    let changes = TipChanges(since: 0, capacity: 10).adding(many, revision: 2)
    let anywhere = TipInfluence(
      filter: TipFilter.Compiled(TipFilter(), channelNames: [""]), isInside: nil, box: nil)
    #expect(changes.count == 0)
    #expect(changes.reach(anywhere, after: 1))
    #expect(!changes.reach(anywhere, after: 2))
  }
}
