public import DisclosureControl
public import GeoPrimitives
public import GeoStore
public import Places

/// Which notices are asked for.
public struct NoticeSelection: Hashable, Sendable {
  /// Whether notices hold.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case active
    case ended
  }

  /// Those that hold, or those that have ended; all when `nil`.
  public var state: State?
  /// The code of the area that they are about; `nil` for all that may be seen.
  public var within: AreaCode?

  /// The parameters.
  public static let described: [ParameterDescription] = [.noticeState, .within]

  /// A selection from parameters.
  /// - Throws: `RequestError` naming the parameter.
  public init(_ parameters: QueryParameters) throws(RequestError) {
    state = try parameters.choice("state")
    within = try parameters.areaCode("within")
  }

  /// The notices that somebody may read: those of the numbers that are published to him, inside his area.
  /// - Throws: `DisclosureRefusal` when the role sees nothing of reports.
  public func notices(
    _ all: [NoticeRecord], at now: Instant, for disclosure: Disclosure
  ) throws(DisclosureRefusal) -> [NoticeRecord] {
    let audience = try disclosure.audience(of: .tipDensity)
    let tier: NoticeRecord.Tier =
      if case .published(.partner, _) = audience { .partner } else { .planner }
    return all.filter { notice in
      notice.tier == tier && accepts(notice, at: now)
        && disclosure.mayRead(.tipDensity, code: notice.area)
    }
  }

  private func accepts(_ notice: NoticeRecord, at now: Instant) -> Bool {
    if let within, !notice.lies(in: within) { return false }
    return state.map { $0 == notice.state(at: now) } ?? true
  }
}

extension NoticeRecord {
  /// Whether it is about something in an area.
  fileprivate func lies(in area: AreaCode) -> Bool {
    ([self.area] + codes).contains { (try? AreaCode($0))?.isWithin(area.text) ?? false }
  }

  /// Whether it holds at a time.
  public func state(at now: Instant) -> NoticeSelection.State {
    endedAt == nil && expiresAt > now ? .active : .ended
  }

  /// When it ends, or has ended.
  public var end: Instant { endedAt ?? expiresAt }
}
