public import DisclosureControl
public import GeoPrimitives
public import GeoStore

/// Facts for a privacy impact assessment: what the workspace holds of tips, what has been published of
/// them, who may see how much, and what was looked at. Numbers only; nothing about a single tip.
public struct DisclosureFacts: Hashable, Sendable {
  /// What has been published of all closed months.
  public struct Published: Hashable, Sendable {
    /// The first and the last closed month; `nil` when there are none.
    public var months: ClosedRange<String>?
    /// Pairs of a village and a month whose number is told and is zero.
    public var zero = 0
    /// Pairs whose number is told and is not zero.
    public var told = 0
    /// Pairs whose number is merged with others.
    public var suppressed = 0
    /// The smallest number other than zero that planners see; `nil` without one.
    public var smallestForPlanners: Int?
    /// The smallest number other than zero that partners see; `nil` without one.
    public var smallestForPartners: Int?
  }

  /// How many tips stand where in triage, in the order of the states.
  public var tipsByStatus: [(status: TipStatus, count: Int)] {
    zip(TipStatus.allCases, statusCounts).map { ($0, $1) }
  }
  private var statusCounts = [Int](repeating: 0, count: TipStatus.allCases.count)
  /// How many tips have a point that is exact to the street or better.
  public var exactTips = 0
  /// What has been published.
  public var published = Published()
  /// What a purge by the standard terms would do now.
  public var due = PurgeReport()
  /// Active accounts, by role.
  public var accounts: [(role: Role, count: Int)] {
    zip(Role.ofAccounts, accountCounts).map { ($0, $1) }
  }
  private var accountCounts = [Int](repeating: 0, count: Role.ofAccounts.count)
  /// Officers whose area is not made of whole regencies: their own tips can be subtracted from numbers
  /// that reach beyond their area, so the program tells them none of those.
  public var officersBelowRegency = 0
  /// Entries of the audit log since a day.
  public var auditEntries = 0
  /// Those of them that are about reading what comes from single tips.
  public var rawReads = 0
  /// How many different accounts did so.
  public var rawReaders = 0

  /// The facts of a workspace.
  /// - Parameters:
  ///   - workspace: The workspace.
  ///   - now: The time of now.
  ///   - since: From when on the audit log is counted.
  /// - Throws: `WorkspaceError`.
  /// - Complexity: O(n) in the tips, the villages times the closed months, and the entries.
  public init(of workspace: Workspace, at now: Instant, since: Instant) throws {
    let snapshot = try DatasetSnapshot(of: workspace, today: now.date(in: .wib))
    due = try workspace.purgePlan(.standard, at: now)
    published = Self.published(of: snapshot)
    try workspace.read { reader in
      // Only counts leave from here.
      _ = try reader.readTips(for: .owner(purpose: "disclosure report")) { tip in
        statusCounts[Int(tip.status.position)] += 1
        if tip.level <= .street { exactTips += 1 }
      }
      for user in try reader.users() where user.isActive { count(user) }
      var readers: Set<String> = []
      try reader.readAudit(since: since) { entry in
        auditEntries += 1
        guard Self.isRawRead(entry.action) else { return }
        rawReads += 1
        readers.insert(entry.actor)
      }
      rawReaders = readers.count
    }
  }

  /// Whether an action shows what comes from single tips: answers to officers, and lists of tips.
  private static func isRawRead(_ action: String) -> Bool {
    action == "http.read" || action == "tips.list"
  }

  private mutating func count(_ user: UserRecord) {
    let principal = user.principal
    guard let place = Role.ofAccounts.firstIndex(of: principal.role) else { return }
    accountCounts[place] += 1
    let isWhole = principal.area.codes?.allSatisfy { $0.utf8.count <= 5 } ?? true
    if principal.role == .officer, !isWhole { officersBelowRegency += 1 }
  }

  private static func published(of snapshot: DatasetSnapshot) -> Published {
    var facts = Published()
    let tables = snapshot.published.months
    if let first = tables.first?.month, let last = tables.last?.month {
      facts.months = "\(first)"..."\(last)"
    }
    for table in tables {
      for area in snapshot.villages.areas {
        switch table.villages.value(of: area.code.text) {
        case .count(0): facts.zero += 1
        case .count: facts.told += 1
        case .suppressed: facts.suppressed += 1
        }
      }
      let planner = (table.villages.blocks + table.weeks.blocks + table.regencies.blocks)
        .flatMap { [$0.count] + $0.parts.map(\.count) }
      facts.smallestForPlanners = smallest(facts.smallestForPlanners, planner)
      facts.smallestForPartners = smallest(
        facts.smallestForPartners, table.districts.blocks.map(\.count))
    }
    return facts
  }

  private static func smallest(_ known: Int?, _ counts: [Int]) -> Int? {
    (counts.filter { $0 > 0 } + (known.map { [$0] } ?? [])).min()
  }
}
