public import DisclosureControl
public import GeoPrimitives

/// The parameters of a map of clusters: how they are found, and what that needs to know.
public enum ClusterParameters: Hashable, Sendable {
  /// By the places of single reports.
  case points(ClusterQuery)
  /// By scanning areas and months.
  case scan(HotspotQuery)

  /// How clusters are found.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Where single reports lie close together.
    case dbscan
    /// Where and when areas have more reports than their totals explain.
    case scan

    /// What is shown.
    public var subject: ProtectedSubject { self == .scan ? .tipDensity : .tips }
  }

  /// The parameters.
  public static let described: [ParameterDescription] =
    [.clusterMethod] + ClusterQuery.describedByRadius + scanAlone

  private static let scanAlone: [ParameterDescription] = [
    .analysisLevel, .permutations.defaulting(to: nil), .seed.defaulting(to: nil),
  ]
  private static let pointsAlone: [ParameterDescription] = [.clusterRadius, .clusterMinimum]

  /// Parameters from a query string; those not given take their default. Without a method it is the one that the
  /// other parameters belong to, or that of single reports for those who see them.
  /// - Throws: `RequestError` naming the parameter, also one of the other method; as `HotspotQuery`.
  public init(
    _ parameters: QueryParameters, zone: TimeZoneOffset, for role: Role = .owner
  ) throws {
    let method = try parameters.choice("method") ?? Self.usualMethod(parameters, for: role)
    for name in (method == .scan ? Self.pointsAlone : Self.scanAlone).names {
      guard let value = parameters[name] else { continue }
      throw RequestError.badValue(
        parameter: name, value: value, expected: "nothing with method=\(method.rawValue)")
    }
    switch method {
    case .dbscan: self = .points(try ClusterQuery(parameters, zone: zone, for: role))
    case .scan: self = .scan(try HotspotQuery(parameters, zone: zone, for: role))
    }
  }

  /// What a request shows to a role; with a method that is none, what the strictest would.
  static func subject(of parameters: QueryParameters, for role: Role) -> ProtectedSubject {
    guard let name = parameters["method"] else {
      return usualMethod(parameters, for: role).subject
    }
    return Method(rawValue: name)?.subject ?? .tips
  }

  private static func usualMethod(_ parameters: QueryParameters, for role: Role) -> Method {
    if scanAlone.names.contains(where: { parameters[$0] != nil }) { return .scan }
    if pointsAlone.names.contains(where: { parameters[$0] != nil }) { return .dbscan }
    return role.mayRead(.tips) == .nowhere ? .scan : .dbscan
  }
}
