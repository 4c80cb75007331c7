import DemoSupport
import Foundation
import GeoStore
import Testing

@testable import GeoCore

@Suite("The retention of tips")
struct RetentionTests {
  private let now = Instant(secondsSince1970: 1_767_225_600 + 400 * 86_400)
  private let owner = Disclosure.owner(purpose: "test")
  private let event = AuditEvent(by: .owner(named: "test"), purpose: nil, action: "purge")

  /// A tip that was accepted so many days ago.
  private func age(_ days: Int, _ tip: inout TipRecord) {
    tip.acceptedAt = Instant(secondsSince1970: now.secondsSince1970 - Int64(days) * 86_400)
    tip.occurredAt = tip.acceptedAt ?? now
  }

  /// Closes every month until today.
  private func closeMonths(_ small: SmallWorkspace) throws {
    let today = now.date(in: .wib)
    let month = ReportingMonth(containing: CivilDate(daysSince1970: today.daysSince1970 - 60))
    try small.workspace.write { try $0.publish([], month: month, on: today, rules: .standard) }
  }

  private func tips(_ small: SmallWorkspace) throws -> [String: TipRecord] {
    var tips: [String: TipRecord] = [:]
    try small.workspace.readTipRecords(for: owner) { tips[$0.id] = $0 }
    return tips
  }

  @Test("begins when the term has ended, by status")
  func terms() {
    let rule = RetentionRule.standard
    func measure(_ status: TipStatus, _ days: Int, _ seconds: Int64) -> RetentionRule.Measure {
      let start = now.secondsSince1970 - Int64(days) * 86_400 - seconds
      return rule.measure(of: status, heldSince: Instant(secondsSince1970: start), at: now)
    }
    for (status, days, due) in [
      (TipStatus.new, 90, RetentionRule.Measure.coarsen), (.verified, 365, .coarsen),
      (.unfounded, 90, .remove), (.duplicate, 90, .remove),
    ] {
      #expect(measure(status, days, 0) == .keep)
      #expect(measure(status, days, 1) == due)
    }
    let ever = Instant(secondsSince1970: .min)
    #expect(rule.measure(of: .new, heldSince: ever, at: now) == .keep)
    for days in [0, -1, 36_501] { #expect(RetentionRule(newDays: days, verifiedDays: 9) == nil) }
  }

  @Test("takes texts and exact places away, and leaves the density of the village as it is")
  func coarsens() throws {
    let small = try SmallWorkspace()
    let place = SmallWorkspace.place(1.9, 0.1)
    try small.addTips(at: [place, place, place, place, SmallWorkspace.place(9, 9)]) { number, tip in
      age(number == 1 ? 80 : 100, &tip)
      if number == 2 { tip.status = .verified }
      if number == 3 { tip.level = .kecamatan }
      (tip.summary, tip.placeText) = ("ringkasan", "depan pasar")
    }
    // So many others that the few are changed one by one.
    try small.addTips(at: (0..<100).map { _ in place }) { _, tip in age(10, &tip) }
    try closeMonths(small)
    let before = try small.workspace.generation()
    let report = try small.workspace.purge(.standard, at: now, noting: event)
    #expect(report == PurgeReport(coarsened: 3, removed: 0, awaitingClosing: 0, withoutVillage: 1))
    let tips = try tips(small)
    let village = try #require(try small.snapshot().villages.area(code: SmallWorkspace.code(1, 0)))
    let coarse = try #require(tips["T-0"])
    #expect(coarse.place == village.label && coarse.level == .desa)
    #expect(coarse.summary == nil && coarse.placeText == nil)
    let size = Double.pi * (coarse.radiusMeters ?? 0) * (coarse.radiusMeters ?? 0) / 1e6
    #expect(abs(size - village.squareKilometers) < 0.01 * village.squareKilometers)
    for id in ["T-1", "T-2"] { #expect(tips[id]?.place == place && tips[id]?.summary != nil) }
    #expect(tips["T-3"]?.place == place && tips["T-3"]?.summary == nil)
    #expect(tips["T-4"]?.place == nil)
    #expect(tips["T-0"]?.acceptedAt == tips["T-3"]?.acceptedAt)
    #expect(try small.workspace.read { try $0.changedTips(since: before) } == [1, 4, 5])
    #expect(try small.workspace.check() == [])
    let again = try small.workspace.purgePlan(.standard, at: now)
    #expect(again == PurgeReport())
  }

  @Test(
    "takes what intake keeps of a tip with its words: receipts, texts, and the wait for a place")
  func intake() throws {
    let small = try SmallWorkspace()
    for (id, days) in [("old", 100), ("young", 5)] {
      let moment = Instant(secondsSince1970: now.secondsSince1970 - Int64(days) * 86_400)
      var tip = TipRecord(id: id, occurredAt: moment, category: .tppo)
      (tip.placeText, tip.summary) = ("dekat pasar", "perekrutan di rumah kosong \(id)")
      tip.acceptedAt = moment
      let key = Digest256(sha256: Array(id.utf8))
      try small.workspace.write {
        _ = try $0.take(tip, inDoubtBetween: [], at: moment)
        try $0.keep(
          IntakeReceipt(tip: id, isInReview: true, body: key), for: key, at: moment)
      }
    }
    try closeMonths(small)
    let report = try small.workspace.purge(.standard, at: now, noting: event)
    #expect(report.coarsened == 1)
    let receipts = try small.workspace.write { transaction in
      try ["old", "young"].map {
        try transaction.receipt(for: Digest256(sha256: Array($0.utf8)))?.tip
      }
    }
    #expect(receipts == [nil, "young"])
    var waiting: [String] = []
    try small.workspace.read {
      try $0.readReview(for: owner) { entry, _ in waiting.append(entry.tip) }
    }
    #expect(waiting == ["young"])
    // The words of the young one are still compared, those of the old one no more.
    for (id, original) in [("old", nil), ("young", "young")] as [(String, String?)] {
      let known = try #require(try tips(small)[id])
      var again = known
      again.id = "\(id)-2"
      (again.placeText, again.summary) = ("dekat pasar", "perekrutan di rumah kosong \(id)")
      let taken = try small.workspace.write { try $0.take(again, inDoubtBetween: nil, at: now) }
      #expect(taken.duplicateOf == original)
    }
  }

  @Test("removes what triage has rejected, after its term")
  func removes() throws {
    let small = try SmallWorkspace()
    try small.addTips(at: (0..<4).map { _ in SmallWorkspace.place(0.5, 0.5) }) { number, tip in
      age(number < 2 ? 91 : 89, &tip)
      tip.status = number % 2 == 0 ? .unfounded : .duplicate
      if number == 0 { tip.acceptedAt = nil }
    }
    try closeMonths(small)
    let before = try small.workspace.generation()
    let report = try small.workspace.purge(.standard, at: now, noting: event)
    #expect(report == PurgeReport(coarsened: 0, removed: 2, awaitingClosing: 0, withoutVillage: 0))
    #expect(try tips(small).keys.sorted() == ["T-2", "T-3"])
    #expect(try small.workspace.read { try $0.changedTips(since: before) } == [1, 2])
    #expect(try small.workspace.check() == [])
  }

  @Test("waits for the closing of a tip's month, which would never count it else")
  func waits() throws {
    let small = try SmallWorkspace()
    try small.addTips(at: [SmallWorkspace.place(0.5, 0.5)]) { _, tip in
      age(100, &tip)
      tip.summary = "ringkasan"
    }
    let waiting = PurgeReport(coarsened: 0, removed: 0, awaitingClosing: 1, withoutVillage: 0)
    #expect(try small.workspace.purge(.standard, at: now, noting: event) == waiting)
    #expect(try tips(small)["T-0"]?.summary == "ringkasan")
    try closeMonths(small)
    #expect(try small.workspace.purge(.standard, at: now, noting: event).coarsened == 1)
  }

  @Test("leaves no byte of what it took, in the file or beside it, and keeps a large table sound")
  func bytes() throws {
    let small = try SmallWorkspace()
    let secrets = ["RAHASIA-ringkasan-", "RAHASIA-tempat-", "RAHASIA-palsu-"]
    try small.addTips(at: (0..<3000).map { _ in SmallWorkspace.place(0.3, 0.7) }) { number, tip in
      age(100, &tip)
      tip.summary = secrets[0] + "\(number)" + String(repeating: "x", count: number % 900)
      tip.placeText = secrets[1] + "\(number)"
      if number % 5 == 0 { (tip.status, tip.summary) = (.unfounded, secrets[2] + "\(number)") }
    }
    try closeMonths(small)
    // Remnants of an earlier change by a program that does not erase.
    try small.workspace.write { transaction in
      for number in 0..<50 { try transaction.removeTip("T-\(number)") }
    }
    for name in [".index", ".tiles"] {
      try Data(secrets[0].utf8).write(to: URL(fileURLWithPath: small.path + name))
    }
    func found() throws -> [String] {
      let folder = URL(fileURLWithPath: small.path).deletingLastPathComponent()
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).flatMap { name in
        let data = try Data(contentsOf: folder.appendingPathComponent(name))
        return secrets.filter { data.range(of: Data($0.utf8)) != nil }.map { "\(name): \($0)" }
      }
    }
    #expect(try !found().isEmpty)
    let before = try small.workspace.generation()
    let report = try small.workspace.purge(.standard, at: now, noting: event)
    #expect(report.coarsened == 2360 && report.removed == 590)
    #expect(try found() == [])
    #expect(try small.workspace.check() == [])
    #expect(try small.workspace.generation() > before)
    // In bulk, so the journal does not tell them one by one.
    #expect(try small.workspace.read { try $0.changedTips(since: before) } == nil)
    small.workspace.close()
    #expect(try found() == [])
  }

  @Test("is finished by the next purge if it was interrupted before the file was written anew")
  func interrupted() throws {
    let small = try SmallWorkspace()
    try small.addTips(at: [SmallWorkspace.place(0.5, 0.5)]) { _, tip in
      tip.summary = "RAHASIA-\(String(repeating: "x", count: 9000))"
    }
    try small.workspace.beginErasing()
    try small.workspace.write { try $0.removeTip("T-0") }
    func holdsSecret() throws -> Bool {
      try ["", "-wal"].contains { suffix in
        let url = URL(fileURLWithPath: small.path + suffix)
        return try Data(contentsOf: url).range(of: Data("RAHASIA".utf8)) != nil
      }
    }
    #expect(try holdsSecret())
    #expect(small.workspace.hasUnfinishedErasing)
    let report = try small.workspace.purge(.standard, at: now, noting: event)
    #expect(report == PurgeReport())
    #expect(try !holdsSecret())
    #expect(!small.workspace.hasUnfinishedErasing)
    _ = try small.workspace.purge(.standard, at: now, noting: event)
    #expect(!small.workspace.hasUnfinishedErasing)
  }

  @Test("A plan writes nothing")
  func plan() throws {
    let small = try SmallWorkspace()
    try small.addTips(at: [SmallWorkspace.place(0.5, 0.5)]) { _, tip in age(100, &tip) }
    try closeMonths(small)
    small.workspace.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: small.path))
    let workspace = try Workspace.open(at: small.path, mode: .readOnly)
    #expect(try workspace.purgePlan(.standard, at: now).coarsened == 1)
    workspace.close()
    #expect(try Data(contentsOf: URL(fileURLWithPath: small.path)) == before)
  }
}
