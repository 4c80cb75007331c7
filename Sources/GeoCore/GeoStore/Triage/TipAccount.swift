import DisclosureControl
import GRDB
public import GeoPrimitives

/// Which tips published tables have counted, and since when tips are held.
public struct TipAccount: Sendable {
  private let firstClosing: CivilDate?
  private let lastMonth: ReportingMonth?
  private let upgrade: Instant?

  /// The account of a state of the workspace.
  public init(_ reader: WorkspaceReader) throws {
    let periods = try reader.closedPeriods()
    firstClosing = periods.first?.closedOn
    lastMonth = periods.last?.month
    upgrade = try AcceptanceSQL.upgrade(in: reader.db)
  }

  /// Whether a tip is to be counted in a month that has not been closed yet.
  public func awaitsClosing(_ tip: TipRecord) -> Bool {
    guard let accepted = tip.acceptedAt else { return false }
    return !isClosed(occurred: tip.occurredAt, accepted: accepted)
  }

  /// Since when a tip is held: since it was accepted, or since it occurred where the file was made by a
  /// program that did not note that.
  public func heldSince(_ tip: TipRecord) -> Instant {
    guard let accepted = tip.acceptedAt else { return tip.occurredAt }
    if let upgrade, accepted <= upgrade { return min(tip.occurredAt, accepted) }
    return accepted
  }

  /// Since when a tip counts after triage.
  ///
  /// A count that is published stays; whoever leaves the maps before is not counted, and whoever comes
  /// onto them is counted in the next month that closes, unless it is counted already.
  func acceptance(of tip: TipRecord, triagedTo status: TipStatus, at moment: Instant) -> Instant? {
    if status.isMapped { return tip.acceptedAt ?? moment }
    return awaitsClosing(tip) ? nil : tip.acceptedAt
  }

  private func isClosed(occurred: Instant, accepted: Instant) -> Bool {
    guard let lastMonth else { return false }
    // The days of one zone, so that a month closes everywhere at once.
    let week = ClosingCalendar.standard.week(
      occurred: occurred.date(in: .wib), accepted: accepted.date(in: .wib),
      firstClosing: firstClosing)
    return week.month <= lastMonth
  }
}
