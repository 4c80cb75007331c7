public import DisclosureControl
public import GeoPrimitives
public import GeoStore

/// What an update of notices has changed.
public struct NoticeUpdate: Hashable, Sendable {
  /// Those that are new.
  public var raised: [NoticeRecord] = []
  /// Those that do not hold any more.
  public var ended: [NoticeRecord] = []
  /// How many go on.
  public var continued = 0
}

/// Brings the notices that were raised up to what holds now.
struct NoticeLedger {
  let rules: NoticeRules
  let now: Instant

  private static let secondsPerDay: Int64 = 86_400

  /// What has to change. A notice that goes on stays as it is: it is told once.
  func update(_ records: [NoticeRecord], to current: [AreaNotice]) -> NoticeUpdate {
    var update = NoticeUpdate()
    var names = Set(records.map(\.id))
    let open = records.filter { $0.endedAt == nil && $0.expiresAt > now }
    var goesOn: Set<String> = []
    for notice in current {
      if let record = open.first(where: notice.isAbout) {
        goesOn.insert(record.id)
      } else if !update.raised.contains(where: notice.isAbout) {
        update.raised.append(record(of: notice, named: name(of: notice, besides: &names)))
      }
    }
    update.continued = goesOn.count
    for var record in records where record.endedAt == nil && !goesOn.contains(record.id) {
      record.endedAt = min(now, record.expiresAt)
      update.ended.append(record)
    }
    return update
  }

  private func name(of notice: AreaNotice, besides names: inout Set<String>) -> String {
    let stem = [
      notice.rule.rawValue, notice.tier.rawValue, notice.area, "\(notice.months.upperBound)",
    ].joined(separator: "-")
    var name = stem
    var number = 2
    while !names.insert(name).inserted {
      name = "\(stem)-\(number)"
      number += 1
    }
    return name
  }

  private func record(of notice: AreaNotice, named id: String) -> NoticeRecord {
    let end = now.secondsSince1970 + Int64(rules.days) * Self.secondsPerDay
    var record = NoticeRecord(
      id: id, rule: notice.rule, tier: notice.tier, area: notice.area, codes: notice.codes,
      months: notice.months, cases: notice.cases, raisedAt: now,
      expiresAt: Instant(secondsSince1970: end))
    record.expected = notice.expected
    record.rate = notice.rate
    return record
  }
}

extension DatasetSnapshot {
  /// Looks for notices in what is published, and puts down those that are new and those that have ended.
  /// - Parameters:
  ///   - workspace: The workspace that this snapshot was read from, open for writing.
  ///   - rules: When a notice is raised.
  ///   - newest: The newest month that is looked at; the newest that is published when `nil`.
  ///   - now: The time.
  /// - Returns: What has changed.
  /// - Throws: `WorkspaceError`; then nothing has changed.
  public func updateNotices(
    in workspace: Workspace, rules: NoticeRules = NoticeRules(),
    upTo newest: ReportingMonth? = nil, at now: Instant
  ) throws -> NoticeUpdate {
    let current = try NoticeFinder(snapshot: self, rules: rules, newest: newest).notices()
    return try workspace.write { transaction in
      let update = NoticeLedger(rules: rules, now: now)
        .update(try transaction.reader.notices(), to: current)
      for notice in update.raised + update.ended { try transaction.put(notice) }
      return update
    }
  }
}
