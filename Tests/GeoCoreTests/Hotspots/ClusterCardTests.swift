import DemoSupport
import Support
import Testing

@testable import GeoCore

@Suite("The card of a cluster")
struct ClusterCardTests {
  private static func best(_ snapshot: DatasetSnapshot) throws -> ReportScan.Cluster {
    let scan = try snapshot.scan(
      try HotspotBoard.query("permutations=199", snapshot), for: HotspotBoard.owner)
    return try #require(scan.clusters.first)
  }

  @Test("counts categories, imprecise and repeated reports of its areas and months, and no others")
  func counts() throws {
    let (small, first) = try HotspotBoard.snapshot()
    let before = try Self.best(first)
    #expect(before.card.categories?.map(\.count).reduce(0, +) == before.found.cases)
    #expect(before.card.duplicates == 0 && before.card.impreciseShare == 0)
    let inside = Instant(
      startOf: before.months.lowerBound.firstDay, in: first.zone)
    let spots = HotspotBoard.planted.map {
      SmallWorkspace.place(Double($0.0) + 0.5, Double($0.1) + 0.5)
    }
    try small.addTips(at: spots + spots) { number, tip in
      tip.id = "repeated-\(number)"
      tip.status = .duplicate
      // The second four are of another month.
      tip.occurredAt = Instant(
        secondsSince1970: inside.secondsSince1970 + (number < 4 ? 3600 : -40_000_000))
    }
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: first.today)
    let after = try Self.best(try #require(holder.snapshot))
    #expect(after.codes == before.codes && after.found.cases == before.found.cases)
    #expect(after.card.duplicates == 4)
  }

  @Test("tells months, what is near, and a rate that is no smaller than the probability")
  func around() throws {
    let (small, _) = try HotspotBoard.snapshot()
    try small.workspace.write { transaction in
      var near = ServicePointRecord(id: "S-1", name: "Lentera Dekat")
      near.place = SmallWorkspace.place(5, 4)
      var far = ServicePointRecord(id: "S-2", name: "Lentera Jauh")
      far.place = SmallWorkspace.place(0, 0)
      try transaction.insert(near)
      try transaction.insert(far)
    }
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: CivilDate("2027-02-01") ?? DemoWorkspace.today)
    let best = try Self.best(try #require(holder.snapshot))
    #expect(best.card.servicePoint?.name == "Lentera Dekat")
    #expect((best.card.servicePoint?.meters ?? 1e9) < 30_000)
    #expect(best.card.falseDiscoveryRate >= best.found.p)
    #expect(best.card.monthsSeen == best.found.periods.count)
    #expect(best.card.exposureChange == nil && best.card.accommodations == 0)
  }

  @Test("tells how much more outreach there was than before")
  func exposure() throws {
    let (small, first) = try HotspotBoard.snapshot()
    let before = try Self.best(first)
    let code = try #require(before.codes.first)
    let start = before.months.lowerBound.firstDay.daysSince1970
    try small.workspace.write { transaction in
      for (number, day) in [start - 200, start - 100, start + 1, start + 8].enumerated() {
        var record = ActivityRecord(
          id: "A-\(number)", kind: .edukasi, date: CivilDate(daysSince1970: day))
        record.code = code
        try transaction.insert(record)
      }
    }
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: first.today)
    let after = try Self.best(try #require(holder.snapshot))
    let months = Double(after.found.periods.lowerBound)
    let expected = (2 / Double(after.found.periods.count)) / (2 / months)
    #expect(abs((after.card.exposureChange ?? 0) - expected) < 1e-9)
  }

  @Test("says in words what the figures say, and never more than they do")
  func sentences() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let scan = try snapshot.scan(
      try HotspotBoard.query("permutations=199", snapshot), for: HotspotBoard.owner)
    for cluster in scan.clusters {
      let indonesian = ClusterSentence(.indonesian).text(cluster, simulations: 199)
      let english = ClusterSentence(.english).text(cluster, simulations: 199)
      for text in [indonesian, english] {
        #expect(text.contains("\(cluster.found.cases) "))
        #expect(text.filter { $0 == "." }.count <= 3 && text.hasSuffix("."))
      }
      #expect(indonesian.contains("bukan ukuran pelanggaran"))
      #expect(english.contains("only") == (cluster.found.p <= 0.05))
      #expect(english.contains("chance") == (cluster.found.p > 0.05))
    }
    let first = try #require(scan.clusters.first)
    #expect(
      ClusterSentence(.indonesian).text(first, simulations: 199).contains("hanya 1 dari 200"))
  }

  @Test("stands in every format of the table")
  func texts() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let scan = try snapshot.scan(
      try HotspotBoard.query("permutations=99", snapshot), for: HotspotBoard.owner)
    let text = ReportScanText(scan, snapshot: snapshot)
    let rows = try JSONObject.list(text.text(as: .json))
    #expect(rows.count == scan.clusters.count)
    let first = try #require(rows.first)
    #expect(first.number("q") != nil && first.text("sentence_id") != nil)
    #expect(first.text("categories")?.hasPrefix("tppo:") == true)
    #expect(first.number("duplicates") == 0)
    #expect(text.text(as: .csv).contains("sentence_en"))
  }
}
