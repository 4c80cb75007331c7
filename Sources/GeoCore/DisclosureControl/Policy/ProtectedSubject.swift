/// What there is to see or to change, as far as roles differ in it.
public enum ProtectedSubject: String, Hashable, Sendable, CaseIterable {
  /// Borders, names, residents, programme status, service points, and the pages that show them.
  case places
  /// Places that lodge guests: where they are, and sums of several of them.
  case accommodations
  /// Monthly numbers of foreign guests.
  case guests
  /// What is computed from tips: heat, tables, profiles. Single tips or published counts, as the tier
  /// says.
  case tipDensity
  /// Single tips: their rows and their triage.
  case tips
  /// Reports that come in.
  case intake
  /// Plans for the next villages.
  case plans
  /// The monthly report of an area: changes of the programme, sessions, coverage, and how accommodations report as
  /// far as the role sees those.
  case reports
  /// What offices do: outreach sessions, and which accommodations report, one by one.
  case officeWork
  /// The audit log, and how the service is used.
  case auditLog
  /// Accounts, imports, programme status, cache.
  case administration
}

/// Where something is allowed.
public enum Reach: String, Hashable, Sendable, CaseIterable {
  /// Nowhere.
  case nowhere
  /// In the area of responsibility.
  case area
  /// Everywhere.
  case everywhere
}

extension Role {
  /// Where the role may see something.
  ///
  /// Officers see their own area with a stated purpose, and what planners see elsewhere: how much of it
  /// `Disclosure.tier(for:)` says.
  public func mayRead(_ subject: ProtectedSubject) -> Reach {
    switch (self, subject) {
    case (.owner, _), (_, .places): .everywhere
    case (.officer, .accommodations), (.officer, .guests), (.officer, .tipDensity): .everywhere
    case (.officer, .tips), (.officer, .officeWork): .area
    case (.officer, .plans), (.planner, .plans): .area
    case (.officer, .reports), (.planner, .reports): .area
    case (.admin, .reports): .everywhere
    case (.planner, .accommodations), (.planner, .guests), (.planner, .tipDensity): .area
    case (.partner, .tipDensity): .area
    case (.auditor, .auditLog): .everywhere
    case (.admin, .administration): .everywhere
    default: .nowhere
    }
  }

  /// Where the role may change something.
  public func mayWrite(_ subject: ProtectedSubject) -> Reach {
    switch (self, subject) {
    case (.owner, _), (_, .intake): .everywhere
    case (.officer, .tips), (.officer, .officeWork): .area
    case (.planner, .plans): .area
    case (.admin, .administration): .everywhere
    default: .nowhere
    }
  }
}
