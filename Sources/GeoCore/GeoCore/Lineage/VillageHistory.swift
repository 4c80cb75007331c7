public import GeoPrimitives
import GeoStore
public import Places

/// What a code was on a day: whose it was, who has its ground, where that came from.
public struct VillageHistory: Sendable {
  /// The code, that of Kemendagri where it is known.
  public let code: String
  /// The day for which it is told.
  public let day: CivilDate
  /// What the code is on that day.
  public let standing: CodeStanding
  /// The villages that have its ground: on that day where the code has ended by then, today where it is
  /// valid on an earlier day; none where it is as it was.
  public let successors: [LineageShare]
  /// From whom it had its ground, with the share of theirs; none where nobody else had it.
  public let predecessors: [LineageShare]
  /// Every change of the code itself, oldest first.
  public let changes: [LineageChange]
  /// Its name and validity then; `nil` for a code that only lineage knows.
  public var edition: VillageRecord? { register.edition(of: code, on: day) }

  let register: VillageRegister

  /// Looks a code up.
  /// - Parameters:
  ///   - text: The code, with or without dots.
  ///   - scheme: Whose; see `VillageRegister.code(_:scheme:)`.
  ///   - day: The day; `nil` for today.
  ///   - register: Where to look.
  /// - Throws: `RequestError.unknownVillage` for a code that never was.
  public init(
    code text: String, scheme: CodeScheme? = nil, asOf day: CivilDate? = nil,
    in register: VillageRegister
  ) throws(RequestError) {
    let code = register.code(text, scheme: scheme)
    let day = day ?? register.today
    standing = register.graph.standing(of: code, on: day)
    guard standing != .unknown else { throw .unknownVillage(text) }
    self.code = code
    self.day = day
    self.register = register
    successors = Self.successors(of: code, standing, day, register)
    predecessors = Self.predecessors(of: code, standing, day, register.graph)
    changes = register.graph.changes(concerning: code)
  }

  /// Whether it is the village of today that is told of.
  public var isOfToday: Bool { standing == .current && day == register.today }

  private static func successors(
    of code: String, _ standing: CodeStanding, _ day: CivilDate, _ register: VillageRegister
  ) -> [LineageShare] {
    switch standing {
    case .gone(let descent): return descent.successors
    case .current where day < register.today:
      let start = register.graph.lastBeginning(of: code, notAfter: day)
      let shares = register.graph.descent(
        of: code, from: max(start ?? day, day), to: register.today
      ).successors
      return shares.map(\.code) == [code] ? [] : shares
    case .current, .lapsed, .notYet, .unknown: return []
    }
  }

  private static func predecessors(
    of code: String, _ standing: CodeStanding, _ day: CivilDate, _ graph: LineageGraph
  ) -> [LineageShare] {
    let shares: [LineageShare]
    switch standing {
    case .unknown: return []
    case .notYet(let first): shares = graph.origins(of: code, on: first, asOf: day)
    case .current: shares = graph.origins(of: code, on: day, asOf: nil)
    case .gone, .lapsed:
      guard let start = graph.lastBeginning(of: code, notAfter: day) else { return [] }
      shares = graph.origins(of: code, on: start, asOf: nil)
    }
    return shares.map(\.code) == [code] ? [] : shares
  }

  /// The programme entries of the village, its own and those that it goes on with, oldest first.
  var programme: [ProgrammeRecord] {
    let carry = register.carry(to: day)
    let codes = [code] + register.graph.ancestors(of: code)
    return codes.flatMap { register.programme[$0] ?? [] }
      .filter { $0.since <= day && carry.heirs(of: $0.code, from: $0.since).contains(code) }
      .sorted { ($0.since, $0.code) < ($1.since, $1.code) }
  }

  /// The stage in the programme on the day.
  var status: InheritedStatus? { register.carry(to: day).statuses(programme)[code] }

  /// The residents on the day.
  var residents: InheritedResidents? {
    let codes = [code] + register.graph.ancestors(of: code)
    let records = codes.flatMap { register.population[$0] ?? [] }
      .filter { $0.asOf.map { $0 <= day } ?? true }
    return register.carry(to: day).residents(records)[code]
  }
}
