import DemoSupport
import Foundation
import GeoStore
import Support
import Testing

@testable import GeoCore

@Suite("Area notices")
struct NoticeTests {
  private static let months =
    ReportingMonth(
      containing: CivilDate(daysSince1970: 20_480))...ReportingMonth(
      containing: CivilDate(daysSince1970: 20_520))
  private static let now = Instant(secondsSince1970: 1_780_000_000)

  private static func notice(
    _ area: String, _ codes: [String] = ["99.01.01.1001"], rule: NoticeRecord.Rule = .cluster
  ) -> AreaNotice {
    AreaNotice(
      rule: rule, tier: .planner, area: area, codes: codes, months: months, cases: 12,
      expected: 3.5, rate: 0.01)
  }

  private static func ledger(after days: Int64 = 0) -> NoticeLedger {
    NoticeLedger(
      rules: NoticeRules(),
      now: Instant(secondsSince1970: now.secondsSince1970 + days * 86_400))
  }

  @Test("are told once for as long as they hold, and end when they do not")
  func once() {
    let first = Self.ledger().update([], to: [Self.notice("99.01"), Self.notice("99.02")])
    #expect(first.raised.count == 2 && first.ended.isEmpty)
    let second = Self.ledger(after: 7).update(first.raised, to: [Self.notice("99.01")])
    #expect(second.raised.isEmpty && second.continued == 1)
    #expect(second.ended.map(\.area) == ["99.02"])
    #expect(second.ended.first?.endedAt == Self.ledger(after: 7).now)
    // What has ended and comes back is another notice.
    let ended = first.raised.map { record in
      second.ended.first { $0.id == record.id } ?? record
    }
    let third = Self.ledger(after: 14).update(
      ended, to: [Self.notice("99.01"), Self.notice("99.02")])
    #expect(third.raised.map(\.area) == ["99.02"] && third.continued == 1)
    #expect(Set((ended + third.raised).map(\.id)).count == 3)
  }

  @Test("end by themselves when nothing is heard of them")
  func expiry() {
    let raised = Self.ledger().update([], to: [Self.notice("99.01")]).raised
    #expect(raised[0].state(at: Self.now) == .active)
    let late = Instant(secondsSince1970: Self.now.secondsSince1970 + 63 * 86_400)
    #expect(raised[0].state(at: late) == .ended)
    let update = Self.ledger(after: 70).update(raised, to: [Self.notice("99.01")])
    #expect(update.raised.count == 1 && update.ended.first?.endedAt == raised[0].expiresAt)
  }

  @Test("of clusters are the same when they have an area in common, of hotspots by their regency")
  func identity() {
    let raised = Self.ledger().update(
      [],
      to: [
        Self.notice("99.01", ["A", "B"]), Self.notice("99.01", ["C"]),
        Self.notice("99.01", ["X"], rule: .newHotspot),
      ]
    ).raised
    #expect(raised.count == 3)
    let update = Self.ledger(after: 1).update(
      raised,
      to: [
        Self.notice("99.01", ["B", "D"]), Self.notice("99.01", ["E"]),
        Self.notice("99.01", ["Y"], rule: .newHotspot),
      ])
    #expect(update.continued == 2 && update.raised.map(\.codes) == [["E"]])
    #expect(update.ended.map(\.codes) == [["C"]])
  }

  @Test("come from what is published, are kept, and go to those who see such numbers")
  func published() throws {
    let folder = try ScratchFolder()
    let path = folder.path("demo.gpkg")
    try FileManager.default.copyItem(atPath: try DemoWorkspace.path(), toPath: path)
    let workspace = try Workspace.open(at: path, mode: .readWrite)
    defer { workspace.close() }
    let today = try #require(CivilDate("2026-11-20"))
    _ = try DatasetSnapshot(of: workspace, today: today).closePeriods(in: workspace, on: today)
    let snapshot = try DatasetSnapshot(of: workspace, today: today)
    let small = try SmallWorkspace()
    #expect(
      try small.snapshot().updateNotices(in: small.workspace, at: Self.now).raised.isEmpty)
    // In the demo reports of one district rise from spring on.
    let months = snapshot.published.months.map(\.month)
    func holds(_ month: ReportingMonth) throws -> Bool {
      try NoticeFinder(snapshot: snapshot, rules: NoticeRules(), newest: month).notices()
        .contains { $0.rule == .cluster && $0.tier == .planner }
    }
    let month = try #require(try months.suffix(6).last(where: holds), "\(months.suffix(6))")
    let update = try snapshot.updateNotices(in: small.workspace, upTo: month, at: Self.now)
    let cluster = try #require(
      update.raised.first { $0.rule == .cluster && $0.tier == .planner })
    #expect(cluster.area == "99.01" && cluster.codes.allSatisfy { $0.hasPrefix("99.01.") })
    #expect((cluster.rate ?? 1) <= 0.05 && cluster.cases >= 10)
    #expect(cluster.months.upperBound == month)
    let kept = try small.workspace.read { try $0.notices() }
    #expect(Set(kept) == Set(update.raised))
    let again = try snapshot.updateNotices(in: small.workspace, upTo: month, at: Self.now)
    #expect(again.raised.isEmpty && again.ended.isEmpty)
    let selection = try NoticeSelection(QueryParameters([]))
    func seen(_ role: Role, _ area: String) throws -> [NoticeRecord] {
      let principal = try Principal(
        name: "p", role: role, area: AreaOfResponsibility(codes: [area]))
      return try selection.notices(
        kept, at: Self.now, for: Disclosure(principal, purpose: nil))
    }
    #expect(try seen(.planner, "99.01").contains { $0.id == cluster.id })
    #expect(try seen(.planner, "11").isEmpty)
    #expect(try seen(.partner, "99").allSatisfy { $0.tier == .partner })
    let text = NoticeText(cluster, in: snapshot, .indonesian)
    #expect(text.description.contains("bukan ukuran pelanggaran"))
    #expect(!text.place.contains("99.01"))
  }
}

@Suite("Kept results")
struct KeptAnalysisTests {
  @Test("are found again byte by byte, until the data change", arguments: AnalysisKind.allCases)
  func repetition(kind: AnalysisKind) throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    let parameters: QueryParameters =
      kind == .clusters ? try .parse("radius=400") : try .parse("permutations=99&seed=7")
    let now = Instant(secondsSince1970: 1_780_000_000)
    let made = try snapshot.keptAnalysis(
      "figure-1", kind, parameters, at: now, for: HotspotBoard.owner)
    try small.workspace.write { try $0.keep(made) }
    let kept = try small.workspace.read { try $0.analysis(named: "figure-1") }
    #expect(kept == made && kept.generation == snapshot.generation)
    #expect(try snapshot.repetition(of: kept, for: HotspotBoard.owner) == .same)
    try small.addTips(at: [SmallWorkspace.place(3.5, 3.5)]) { _, tip in
      tip.id = "late"
      tip.occurredAt = Instant(secondsSince1970: 1_770_000_000)
    }
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: snapshot.today)
    let later = try #require(holder.snapshot)
    let outcome = try later.repetition(of: kept, for: HotspotBoard.owner)
    #expect(outcome == .changedData(now: later.generation))
    #expect(throws: WorkspaceError.self) { try small.workspace.write { try $0.keep(made) } }
    try small.workspace.write { try $0.dropAnalysis(named: "figure-1") }
    #expect(throws: WorkspaceError.self) {
      _ = try small.workspace.read { try $0.analysis(named: "figure-1") }
    }
  }
}
