import DemoSupport
import Foundation
import Support
import Testing

@testable import GeoCore

@Suite("Facts for an impact assessment")
struct DisclosureFactsTests {
  private static let now = Instant(secondsSince1970: 1_775_000_000)

  @Test("count tips, accounts, published numbers and reads of single tips")
  func facts() throws {
    let small = try SmallWorkspace()
    let noon = try #require(Instant(iso8601: "2026-01-14T12:00:00+07:00", defaultZone: .wib))
    let places = (0..<12).map { SmallWorkspace.place(0.05 * Double($0) + 0.1, 0.5) }
    try small.addTips(at: places + [SmallWorkspace.place(1.5, 0.5)]) { number, tip in
      tip.occurredAt = noon
      tip.acceptedAt = noon
      if number < 2 { tip.status = .unfounded }
      if number == 5 { tip.level = .desa }
    }
    let today = Self.now.date(in: .wib)
    let snapshot = try DatasetSnapshot(of: small.workspace, today: today)
    _ = try snapshot.closePeriods(in: small.workspace, on: today)
    let officer = try Principal(
      name: "o", role: .officer, area: try AreaOfResponsibility(codes: ["35.07.01"]))
    let other = try Principal(
      name: "p", role: .planner, area: try AreaOfResponsibility(codes: ["35"]))
    let key = try small.workspace.auditKey()
    try small.workspace.write { transaction in
      for principal in [officer, other] {
        try transaction.addUser(principal, tokenDigest: AccessToken().digest)
      }
      for (who, action) in [
        (officer, "http.read"), (officer, "http.read"), (officer, "session.begin"),
        (other, "session.begin"),
      ] {
        try transaction.append(
          AuditEvent(by: who, purpose: "test", action: action), sealedBy: key)
      }
    }
    let facts = try DisclosureFacts(
      of: small.workspace, at: Self.now, since: Instant(secondsSince1970: 0))
    #expect(facts.tipsByStatus.map(\.count) == [11, 0, 2, 0])
    #expect(facts.exactTips == 12)
    #expect(facts.published.months == "2026-01"..."2026-02")
    // The months of six villages: ten tips beside a single one, which cannot be told alone.
    let published = facts.published
    #expect(published.zero + published.told + published.suppressed == 12)
    #expect(published.smallestForPlanners == 11 && published.smallestForPartners == 11)
    #expect(published.told == 0 && published.suppressed >= 2)
    #expect(facts.accounts.filter { $0.count > 0 }.map(\.role) == [.planner, .officer])
    #expect(facts.officersBelowRegency == 1)
    #expect(facts.auditEntries == 4 && facts.rawReads == 2 && facts.rawReaders == 1)
    let later = try DisclosureFacts(
      of: small.workspace, at: Self.now, since: Instant(secondsSince1970: 4_000_000_000))
    #expect(later.auditEntries == 0 && later.rawReads == 0)
  }

  @Test("of a new workspace are zero")
  func empty() throws {
    let small = try SmallWorkspace(columns: 0, rows: 0)
    let facts = try DisclosureFacts(
      of: small.workspace, at: Self.now, since: Instant(secondsSince1970: 0))
    #expect(facts.tipsByStatus.allSatisfy { $0.count == 0 } && facts.published.months == nil)
    #expect(facts.published == DisclosureFacts.Published() && facts.due == PurgeReport())
  }
}
