public import GeoPrimitives
public import Places

/// What a tip is about.
public enum TipCategory: String, Hashable, Sendable, CaseIterable {
  /// Trafficking in persons.
  case tppo
  /// Smuggling of migrants.
  case tppm
  /// Irregular labour migration.
  case pmi
  /// Overstay.
  case overstay
  /// Documents.
  case document
  /// A need for service.
  case service
  /// Anything else.
  case other
}

/// How a tip came about: only `publicReport` speaks of what residents see unasked.
public enum TipOrigin: String, Hashable, Sendable, CaseIterable {
  /// A resident reported.
  case publicReport = "public_report"
  /// It was told at an outreach session.
  case outreachSession = "outreach_session"
  /// An officer noted it on patrol.
  case patrol
  /// It came out of an inspection.
  case inspection
  /// A partner agency passed it on.
  case partner
}

/// Where a tip stands in triage.
public enum TipStatus: String, Hashable, Sendable, CaseIterable {
  /// Not yet looked at.
  case new
  /// Looked at and kept.
  case verified
  /// Looked at and found to be nothing.
  case unfounded
  /// Another tip tells the same.
  case duplicate

  /// Whether such tips are on the maps.
  public var isMapped: Bool { self == .new || self == .verified }
}

/// A report about a place. It names no person.
public struct TipRecord: Sendable {
  /// The reporter-independent identifier.
  public var id: String
  /// When it happened.
  public var occurredAt: Instant
  /// What it is about.
  public var category: TipCategory
  /// The way it was sent, such as `whatsapp`; free text in lower case.
  public var channel: String?
  /// How it came about.
  public var origin: TipOrigin
  /// Where; `nil` until a place text is located.
  public var place: Coordinate?
  /// The place in the reporter's words.
  public var placeText: String?
  /// The radius in metres within which the true place lies.
  public var radiusMeters: Double?
  /// How precisely the place is known.
  public var level: PrecisionLevel
  /// Where it stands in triage.
  public var status: TipStatus
  /// Since when it counts for published tables; `nil` while it does not. A tip that is on the maps and
  /// has none gets the time of the transaction that adds it.
  public var acceptedAt: Instant?
  /// What was seen, in a few words.
  public var summary: String?

  /// A new public report at a point; the rest is set as known.
  public init(id: String, occurredAt: Instant, category: TipCategory) {
    self.id = id
    self.occurredAt = occurredAt
    self.category = category
    origin = .publicReport
    level = .point
    status = .new
  }
}
