import GeoCore
import HTTPTypes
import Hummingbird

/// Who may use a route: what it shows or changes, in the terms of `ProtectedSubject`.
struct RoutePolicy: Sendable {
  /// What a request needs.
  enum Requirement: Hashable, Sendable {
    /// Nothing: pages, health, and signing in itself.
    case everyone
    /// An account, of whatever role.
    case account
    /// To see something.
    case read(ProtectedSubject)
    /// To change something.
    case write(ProtectedSubject)
  }

  /// One of the things that a route shows, where that depends on its parameters.
  struct Case: Sendable {
    /// Which parameters, such as `source=guests`; empty where there is one case.
    let label: String
    let requirement: Requirement
    /// The formats in which it is answered.
    let formats: [String]
    /// Whether whoever lacks what is needed gets the answer without this, in place of a refusal.
    var isLeftOut = false
  }

  /// Everything that the route may need, for whoever reads the table of it.
  let cases: [Case]
  /// The part of the path that names an area by its code, if one does.
  let areaPart: String?
  private let choose: @Sendable (Request, ServiceRequestContext) throws -> Requirement

  private init(
    _ cases: [Case], areaPart: String? = nil,
    choose: @escaping @Sendable (Request, ServiceRequestContext) throws -> Requirement
  ) {
    self.cases = cases
    self.areaPart = areaPart
    self.choose = choose
  }

  /// A route that needs the same whatever is asked.
  static func needs(_ requirement: Requirement, formats: [String] = ["json"]) -> RoutePolicy {
    RoutePolicy([Case(label: "", requirement: requirement, formats: formats)]) { _, _ in
      requirement
    }
  }

  /// A route of density, which shows what its parameter `source` names.
  /// - Parameters:
  ///   - formats: The formats in which it is answered.
  ///   - part: The part of the path that names a village.
  /// - Returns: The policy.
  static func density(formats: [String], areaPart part: String? = nil) -> RoutePolicy {
    RoutePolicy(densityCases("", formats), areaPart: part) { request, _ in
      try .read(densitySubject(request))
    }
  }

  /// The profile of a village: what everybody may know of it, with the figures of a density for those who
  /// may see them.
  static func profile(areaPart part: String) -> RoutePolicy {
    let everybody = Case(label: "", requirement: .read(.places), formats: ["json"])
    let figures = densityCases("figures, ", ["json"]).map {
      Case(label: $0.label, requirement: $0.requirement, formats: $0.formats, isLeftOut: true)
    }
    return RoutePolicy([everybody] + figures, areaPart: part) { request, context in
      let subject = try densitySubject(request)
      let figures = Requirement.read(subject)
      let (text, caller) = (try context.part(part), context.caller)
      let isSeen = caller.disclosure.mayRead(subject, code: AreaCode.dotted(text))
      let lacksPurpose =
        figures.needsPurpose(of: caller.principal.role) && caller.purpose == nil
      return isSeen && !lacksPurpose ? figures : .read(.places)
    }
  }

  /// A route of layers. The name of the layer is what stands before the first dot of a part of the path.
  static func layers(in part: String, formats: [String]) -> RoutePolicy {
    let boundaries = Case(label: "villages", requirement: .read(.places), formats: formats)
    return RoutePolicy([boundaries] + densityCases("heat?", formats)) { request, context in
      let name = try context.part(part).split(separator: ".").first ?? ""
      switch TileLayer(rawValue: String(name)) {
      case .heat: return try .read(densitySubject(request))
      // Of a layer that is none there is nothing to see but that.
      case .villages, nil: return .read(.places)
      }
    }
  }

  private static func densityCases(_ prefix: String, _ formats: [String]) -> [Case] {
    HeatSource.allCases.map {
      Case(
        label: "\(prefix)source=\($0.rawValue)", requirement: .read($0.subject), formats: formats)
    }
  }

  /// What a density shows; of a source that is none, what the strictest would.
  private static func densitySubject(_ request: Request) throws -> ProtectedSubject {
    let name = try request.queryParameters()["source"]
    return name.flatMap(HeatSource.init(rawValue:))?.subject ?? .tipDensity
  }

  /// What a request needs.
  func requirement(of request: Request, _ context: ServiceRequestContext) throws -> Requirement {
    try choose(request, context)
  }
}

extension RoutePolicy.Requirement {
  /// Where a role has what is needed.
  func reach(of role: Role) -> Reach {
    switch self {
    case .everyone: .everywhere
    case .account: role == .public ? .nowhere : .everywhere
    case .read(let subject): role.mayRead(subject)
    case .write(let subject): role.mayWrite(subject)
    }
  }

  /// Whether a role has what is needed for a stated purpose only.
  func needsPurpose(of role: Role) -> Bool {
    guard role == .officer, case .read(let subject) = self else { return false }
    return [.tipDensity, .tips, .accommodations, .guests].contains(subject)
  }

  /// Whether it is noted what a role is shown: what is made from single tips.
  func isNoted(for role: Role) -> Bool {
    guard role == .officer, case .read(let subject) = self else { return false }
    return subject == .tipDensity || subject == .tips
  }
}

extension AreaCode {
  /// The code of an address with its dots; another text as it is.
  static func dotted(_ text: String) -> String { (try? AreaCode(text))?.text ?? text }
}
