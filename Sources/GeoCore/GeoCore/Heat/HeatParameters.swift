import DensityEstimation
public import DisclosureControl
public import GeoPrimitives
import GeoStore
public import MapRendering

/// The parameters of heat: what is counted, how wide, and how it is coloured.
public struct HeatParameters: Hashable, Sendable {
  /// The density asked for.
  public var query: HeatQuery
  /// The colours.
  public var ramp = ColorRamp.viridis
  /// The class limits; those of the villages when `nil`.
  public var breaks: ClassBreaks?

  /// The parameters.
  public static let described = describedQuery + [.ramp, .breaks, .isExact]

  /// Those that decide what is counted, and not how it is coloured.
  public static let describedQuery: [ParameterDescription] = [
    .source, .bandwidth, .kernel, .datetime, .category, .channel, .origin, .minimumPrecision,
    .isAdaptive, .edge,
  ]

  /// The names of the parameters, as in a query string.
  public static let names = described.names

  /// The names of those that decide what is counted.
  public static let queryNames = describedQuery.names

  /// Whether every point is visited on its own.
  public var exact = false

  /// Parameters from a query.
  /// - Parameters:
  ///   - parameters: Those given; the rest takes its default.
  ///   - zone: Where bare dates are read.
  ///   - role: Whose default bandwidth is taken where none is given.
  /// - Throws: `RequestError` naming the parameter.
  public init(
    _ parameters: QueryParameters, zone: TimeZoneOffset, for role: Role = .owner
  ) throws(RequestError) {
    query = HeatQuery(
      source: try parameters.choice("source") ?? .tips,
      filter: try TipFilter(parameters, zone: zone),
      parameters: try Self.density(parameters, default: role.defaultBandwidthMeters))
    ramp = try parameters.choice("ramp") ?? .viridis
    breaks = try Self.breaks(parameters)
    query.bandwidthRule = parameters["bandwidth"].flatMap { Self.bandwidthRules[$0] }
    query.isAdaptive = try Self.flag("adaptive", parameters)
    query.edge = try parameters.choice("edge") ?? .none
    exact = try Self.flag("exact", parameters)
  }

  /// The names of the rules that find a bandwidth.
  static let bandwidthRules: [String: BandwidthRule] = [
    "auto": .scott, "auto:lcv": .crossValidation,
  ]

  private static func density(
    _ parameters: QueryParameters, default standard: Double
  ) throws(RequestError) -> DensityParameters {
    let text = parameters["bandwidth"] ?? "\(standard)"
    let kernel: DensityKernel = try parameters.choice("kernel") ?? .quartic
    let number = bandwidthRules[text] == nil ? text : "1000"
    guard let bandwidth = DecimalNumber.parse(number),
      let density = try? DensityParameters(kernel: kernel, bandwidthMeters: bandwidth)
    else {
      throw .badValue(
        parameter: "bandwidth", value: text,
        expected: "a number of metres from 50 to 100000, auto, or auto:lcv")
    }
    return density
  }

  private static func breaks(_ parameters: QueryParameters) throws(RequestError) -> ClassBreaks? {
    guard let text = parameters["breaks"] else { return nil }
    do {
      return try ClassBreaks(parameter: text)
    } catch {
      throw .badValue(
        parameter: "breaks", value: text,
        expected: "1 to \(ClassBreaks.maximumCount) ascending numbers above zero, such as 1,2,5")
    }
  }

  private static func flag(_ name: String, _ parameters: QueryParameters) throws(RequestError)
    -> Bool
  {
    switch parameters[name] {
    case nil, "false": return false
    case "true": return true
    case .some(let text): throw .badValue(parameter: name, value: text, expected: "true or false")
    }
  }
}

extension TipFilter {
  /// The filter part of a query: `datetime`, `category`, `channel`, `origin`, `min_precision`.
  public init(_ parameters: QueryParameters, zone: TimeZoneOffset) throws(RequestError) {
    self.init()
    categories = try parameters.choices("category") ?? []
    origins = try parameters.choices("origin") ?? origins
    minimumPrecision = try parameters.choice("min_precision")
    if let text = parameters["channel"] {
      let names = text.split(separator: ",", omittingEmptySubsequences: false)
      guard !names.contains(where: \.isEmpty) else {
        throw .badValue(parameter: "channel", value: text, expected: "a list of channels")
      }
      channels = Set(names.map { $0.lowercased() })
    }
    interval = try parameters.interval("datetime", zone: zone) ?? .always
  }
}

extension QueryParameters {
  /// The value of a parameter that is a span of time; bare dates are read in `zone`.
  /// - Throws: `RequestError.badValue`.
  func interval(_ name: String, zone: TimeZoneOffset) throws(RequestError) -> TimeInterval? {
    guard let text = self[name] else { return nil }
    guard let interval = TimeInterval(datetime: text, zone: zone) else {
      throw .badValue(
        parameter: name, value: text,
        expected: "a date or an interval such as 2026-01-01/2026-04-01, open ends written ..")
    }
    return interval
  }
}
