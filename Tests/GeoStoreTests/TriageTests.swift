import DisclosureControl
import GRDB
import GeoPrimitives
import Testing

@testable import GeoStore

@Suite("Triage")
struct TriageTests {
  private let scratch: Scratch
  private let workspace: Workspace
  private let owner = Disclosure.owner(purpose: "test")
  private let now: Instant

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
    now = try Self.moment("2026-05-20")
  }

  private static func moment(_ day: String) throws -> Instant {
    try #require(Instant(iso8601: day + "T03:00:00Z", defaultZone: .utc))
  }

  /// Adds a tip that occurred and was accepted on some days.
  private func add(_ id: String, occurred: String, accepted: String?, _ status: TipStatus = .new)
    throws
  {
    var tip = Sample.tip(id)
    tip.occurredAt = try Self.moment(occurred)
    tip.acceptedAt = try accepted.map(Self.moment)
    tip.status = status
    try workspace.write { try $0.insert(tip) }
  }

  /// Closes a month on a day without a number.
  private func close(_ month: String, on day: String) throws {
    let (month, day) = (try #require(ReportingMonth(month)), try #require(CivilDate(day)))
    try workspace.write { try $0.publish([], month: month, on: day, rules: .standard) }
  }

  private func triage(_ id: String, _ status: TipStatus) throws -> TriageOutcome {
    let outcome = try workspace.write { try $0.triage(tip: id, to: status, at: now) }
    let tip = try #require(try workspace.tip(id, for: owner))
    #expect(tip.status == status && tip.acceptedAt == outcome.acceptedAt)
    return outcome
  }

  @Test("takes a tip that no month has counted out of the counts, and puts it back in from now on")
  func beforeClosing() throws {
    try add("T1", occurred: "2026-05-01", accepted: "2026-05-02")
    #expect(try triage("T1", .verified).acceptedAt == Self.moment("2026-05-02"))
    let gone = try triage("T1", .unfounded)
    #expect(gone.before == .verified && gone.after == .unfounded && gone.acceptedAt == nil)
    #expect(try triage("T1", .duplicate).acceptedAt == nil)
    #expect(try triage("T1", .new).acceptedAt == now)
  }

  @Test("leaves a tip counted whose month has been closed, so that it is never counted twice")
  func afterClosing() throws {
    try close("2026-03", on: "2026-04-06")
    try add("T1", occurred: "2026-03-20", accepted: "2026-03-21")
    try add("T2", occurred: "2025-03-20", accepted: "2026-04-06")
    try add("late", occurred: "2026-03-20", accepted: "2026-04-07")
    for status in [TipStatus.duplicate, .unfounded, .verified] {
      #expect(try triage("T1", status).acceptedAt == Self.moment("2026-03-21"))
      #expect(try triage("T2", status).acceptedAt == Self.moment("2026-04-06"))
    }
    #expect(try triage("late", .unfounded).acceptedAt == nil)
    #expect(try triage("late", .verified).acceptedAt == now)
    try close("2026-04", on: "2026-05-04")
    try close("2026-05", on: "2026-06-08")
    #expect(try triage("late", .unfounded).acceptedAt == now)
  }

  @Test("goes by the days of one zone, so that a month closes everywhere at once")
  func zone() throws {
    try close("2026-02", on: "2026-03-09")
    try close("2026-03", on: "2026-04-06")
    // In WIB the second is Monday, 30 March, of the weeks of April.
    for (id, time) in [("T1", "2026-03-29T16:30:00Z"), ("T2", "2026-03-29T17:30:00Z")] {
      var tip = Sample.tip(id)
      tip.occurredAt = try #require(Instant(iso8601: time, defaultZone: .utc))
      tip.acceptedAt = tip.occurredAt
      try workspace.write { try $0.insert(tip) }
    }
    #expect(try triage("T1", .unfounded).acceptedAt != nil)
    #expect(try triage("T2", .unfounded).acceptedAt == nil)
  }

  @Test("changes all tips of a transaction or none, each as one change of one tip")
  func transaction() throws {
    try add("T1", occurred: "2026-05-01", accepted: "2026-05-02")
    try add("T2", occurred: "2026-05-01", accepted: "2026-05-02")
    let before = try workspace.generation()
    let refusal = code {
      try workspace.write { transaction in
        try transaction.triage(tip: "T1", to: .unfounded, at: now)
        try transaction.triage(tip: "none", to: .unfounded, at: now)
      }
    }
    #expect(refusal == "row.missing")
    #expect(try workspace.generation() == before)
    _ = try triage("T2", .unfounded)
    _ = try triage("T2", .unfounded)
    #expect(try workspace.generation() == before + 1)
    #expect(try workspace.read { try $0.changedTips(since: before) } == [2])
  }

  @Test("Tips are found by status, category and time")
  func selection() throws {
    for (index, status) in TipStatus.allCases.enumerated() {
      try add("T\(index)", occurred: "2026-05-0\(index + 1)", accepted: nil, status)
    }
    func found(_ change: (inout TipSelection) -> Void) throws -> [String] {
      var (selection, ids) = (TipSelection(), [String]())
      change(&selection)
      try workspace.read { reader in
        try reader.readTipRecords(selection, for: owner) { ids.append($0.id) }
      }
      return ids
    }
    #expect(try found { _ in } == ["T0", "T1", "T2", "T3"])
    #expect(try found { $0.status = .verified } == ["T1"])
    #expect(try found { ($0.status, $0.category) = (.verified, .pmi) } == [])
    let interval = try #require(TimeInterval(datetime: "2026-05-02/2026-05-04", zone: .utc))
    #expect(try found { $0.interval = interval } == ["T1", "T2"])
  }

  @Test("Tips are read a few at a time, to their end")
  func batches() throws {
    for index in 0..<7 { try add("T\(index)", occurred: "2026-05-01", accepted: nil) }
    try workspace.write { try $0.db.execute(sql: "UPDATE tips SET fid = -4 WHERE id = 'T3'") }
    var (row, ids): (Int64?, [[String]]) = (.min, [])
    while let start = row {
      var batch: [String] = []
      row = try workspace.read { reader in
        try reader.readTipRecords(after: start, limit: 3, for: owner) { batch.append($0.id) }
      }
      ids.append(batch)
    }
    #expect(ids == [["T3", "T0", "T1"], ["T2", "T4", "T5"], ["T6"], []])
  }
}
