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
    /// To see figures of the service itself: programs of this machine, and those who watch over it.
    case figures
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

  /// Reads the code of the area that a request is about.
  typealias AreaReader = @Sendable (Request, ServiceRequestContext) throws -> String

  /// Everything that the route may need, for whoever reads the table of it.
  let cases: [Case]
  /// Which area a request is about, where its path names one.
  let area: AreaReader?
  /// Which layer a request is about.
  typealias LayerReader = @Sendable (Request, ServiceRequestContext) throws -> TileLayer?
  private let readLayers: @Sendable (Request, ServiceRequestContext) throws -> [TileLayer]
  private let choose: @Sendable (Request, ServiceRequestContext) throws -> [Requirement]

  private init(
    _ cases: [Case], area: AreaReader? = nil, layer: @escaping LayerReader = { _, _ in nil },
    choose: @escaping @Sendable (Request, ServiceRequestContext) throws -> Requirement
  ) {
    self.init(
      cases, area: area, layers: { [try layer($0, $1)].compactMap(\.self) },
      chooseAll: { [try choose($0, $1)] })
  }

  private init(
    _ cases: [Case], area: AreaReader? = nil,
    layers: @escaping @Sendable (Request, ServiceRequestContext) throws -> [TileLayer],
    chooseAll: @escaping @Sendable (Request, ServiceRequestContext) throws -> [Requirement]
  ) {
    self.cases = cases
    self.area = area
    readLayers = layers
    choose = chooseAll
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
  ///   - area: Which village a request is about, where its path names one.
  /// - Returns: The policy.
  static func density(formats: [String], of area: AreaReader? = nil) -> RoutePolicy {
    RoutePolicy(densityCases("", formats), area: area) { request, _ in
      try .read(densitySubject(request))
    }
  }

  /// The profile of a village: what everybody may know of it, with the figures of a density for those who
  /// may see them.
  static func profile(
    formats: [String] = ["json"], of area: @escaping AreaReader
  ) -> RoutePolicy {
    let everybody = Case(label: "", requirement: .read(.places), formats: formats)
    let figures = densityCases("figures, ", formats).map {
      Case(label: $0.label, requirement: $0.requirement, formats: $0.formats, isLeftOut: true)
    }
    return RoutePolicy([everybody] + figures, area: area) { request, context in
      let subject = try densitySubject(request)
      let figures = Requirement.read(subject)
      let (code, caller) = (try area(request, context), context.caller)
      let isSeen = caller.disclosure.mayRead(subject, code: code)
      let lacksPurpose =
        figures.needsPurpose(of: caller.principal.role) && caller.purpose == nil
      return isSeen && !lacksPurpose ? figures : .read(.places)
    }
  }

  /// A route of places that also tells something of accommodations, to those who may see them.
  static func places(formats: [String], withAccommodations label: String) -> RoutePolicy {
    let cases = [
      Case(label: "", requirement: .read(.places), formats: formats),
      Case(
        label: label, requirement: .read(.accommodations), formats: formats, isLeftOut: true),
    ]
    return RoutePolicy(cases) { _, _ in .read(.places) }
  }

  /// A route of layers. The name of the layer is what stands before the first dot of a part of the path.
  static func layers(in part: String, formats: [String]) -> RoutePolicy {
    let cases = LayerDescription.all.flatMap {
      layerCases($0, named: $0.layer.rawValue, formats)
    }
    let read: LayerReader = { _, context in
      let name = try context.part(part).split(separator: ".").first ?? ""
      return TileLayer(rawValue: String(name))
    }
    return RoutePolicy(cases, layer: read) { request, context in
      // Of a layer that is none there is nothing to see but that.
      guard let layer = try read(request, context) else { return .read(.places) }
      return .read(
        layer.entry.subject(
          of: try request.queryParameters(), for: context.caller.principal.role))
    }
  }

  /// A route of collections. A part of the path is the name of the collection.
  /// - Parameters:
  ///   - part: Which part.
  ///   - formats: The formats in which it is answered.
  ///   - withItems: Whether only collections that have features are there.
  /// - Returns: The policy.
  static func collections(
    in part: String, formats: [String], withItems: Bool = false
  ) -> RoutePolicy {
    let listed = CollectionDescription.all.filter { !withItems || $0.items != .none }
    let cases = listed.flatMap { layerCases($0.layer.entry, named: $0.id, formats) }
    let read: LayerReader = { _, context in
      CollectionDescription.named(try context.part(part))?.layer
    }
    return RoutePolicy(cases, layer: read) { request, context in
      // Of a collection that is none there is nothing to see but that.
      guard let layer = try read(request, context) else { return .read(.places) }
      return .read(
        layer.entry.subject(
          of: try request.queryParameters(), for: context.caller.principal.role))
    }
  }

  /// What of a layer a request shows.
  typealias ShownLayer = (layer: TileLayer, subject: ProtectedSubject)

  /// A route that shows several layers at once: whoever asks must be allowed to see each of them.
  /// - Parameters:
  ///   - formats: The formats in which it is answered.
  ///   - hasCapabilities: Whether it also tells what there is.
  ///   - shown: What a request shows.
  /// - Returns: The policy.
  static func webMaps(
    formats: [String], hasCapabilities: Bool = true,
    shown: @escaping @Sendable (Request, ServiceRequestContext) -> [ShownLayer]
  ) -> RoutePolicy {
    let everybody = Case(label: "capabilities", requirement: .read(.places), formats: ["xml"])
    let cases = LayerDescription.all.flatMap { layerCases($0, named: $0.layer.rawValue, formats) }
    return RoutePolicy(
      (hasCapabilities ? [everybody] : []) + cases,
      layers: { shown($0, $1).map(\.layer) },
      chooseAll: { request, context in
        let shown = shown(request, context)
        return shown.isEmpty ? [.read(.places)] : shown.map { .read($0.subject) }
      })
  }

  private static func layerCases(
    _ entry: LayerDescription, named name: String, _ formats: [String]
  ) -> [Case] {
    switch entry.subject {
    case .bySource: densityCases("\(name)?", formats)
    case .byMethod:
      ClusterParameters.Method.allCases.map {
        Case(
          label: "\(name)?method=\($0.rawValue)", requirement: .read($0.subject),
          formats: formats)
      }
    case .fixed(let subject): [Case(label: name, requirement: .read(subject), formats: formats)]
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

  /// The layers that a request is about, if any.
  func layers(of request: Request, _ context: ServiceRequestContext) throws -> [TileLayer] {
    try readLayers(request, context)
  }

  /// The same for a route that shows what a layer shows.
  func showing(_ layer: TileLayer) -> RoutePolicy {
    RoutePolicy(cases, area: area, layers: { _, _ in [layer] }, chooseAll: choose)
  }

  /// Everything that a request needs.
  func requirements(of request: Request, _ context: ServiceRequestContext) throws -> [Requirement] {
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
    case .figures: role == .admin || role == .auditor ? .everywhere : .nowhere
    }
  }

  /// Whether a role has what is needed for a stated purpose only.
  func needsPurpose(of role: Role) -> Bool {
    guard role == .officer, case .read(let subject) = self else { return false }
    return [.tipDensity, .tips, .accommodations, .guests, .officeWork].contains(subject)
  }

  /// Whether it is noted what a role is shown: what is made from single tips.
  func isNoted(for role: Role) -> Bool {
    guard role == .officer, case .read(let subject) = self else { return false }
    return subject == .tipDensity || subject == .tips
  }
}
