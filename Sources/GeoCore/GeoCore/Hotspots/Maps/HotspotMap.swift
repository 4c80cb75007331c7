public import DisclosureControl
public import GeoPrimitives
import MapRendering
import SpatialStatistics

/// The parameters of a map of hotspots.
public struct HotspotParameters: Hashable, Sendable {
  /// The false discovery rates that classes are told for.
  public enum Alpha: String, Hashable, Sendable, CaseIterable {
    case tenth = "0.1"
    case twentieth = "0.05"
    case hundredth = "0.01"

    /// The rate.
    var rate: Double {
      switch self {
      case .tenth: 0.1
      case .twentieth: 0.05
      case .hundredth: 0.01
      }
    }
  }

  /// What is compared.
  public var query: HotspotQuery
  /// Up to which false discovery rate areas are shown as hot or cold.
  public var alpha = Alpha.tenth

  /// The parameters.
  public static let described: [ParameterDescription] = HotspotQuery.described + [.alpha]

  /// Parameters from a query string; those not given take their default.
  /// - Throws: As `HotspotQuery`.
  public init(
    _ parameters: QueryParameters, zone: TimeZoneOffset, for role: Role = .owner
  ) throws {
    query = try HotspotQuery(parameters, zone: zone, for: role)
    alpha = try parameters.choice("alpha") ?? .tenth
  }
}

/// The looks of hot and cold areas: red and blue, which stay apart for colour-blind readers, the surest darkest.
enum HotspotScale {
  static let suppressed = "suppressed"
  private static let opacity = 0.9

  /// The classes, the hottest first, the ones without a statistic last.
  static let classes: [AreaClasses.Class] =
    HotspotClass.allCases.map {
      AreaClasses.Class(name: $0.rawValue, color: color(of: $0).opacity(opacity))
    } + [
      AreaClasses.Class(
        name: suppressed, color: HatchPattern.suppressed.color, hatch: .suppressed)
    ]

  /// The number of the class of an area of which nothing may be told.
  static let suppressedNumber = UInt8(HotspotClass.allCases.count)

  static func number(of kind: HotspotClass) -> UInt8 {
    UInt8(truncatingIfNeeded: HotspotClass.allCases.firstIndex(of: kind) ?? 0)
  }

  static func color(of kind: HotspotClass) -> RGBA {
    switch kind {
    case .hot99: RGBA(0xA50F15)
    case .hot95: RGBA(0xE2604A)
    case .hot90: RGBA(0xF9BBA0)
    case .none: RGBA(0xF4F3EF)
    case .cold90: RGBA(0xBBD6EA)
    case .cold95: RGBA(0x5C9DCB)
    case .cold99: RGBA(0x0B4F8A)
    }
  }
}

extension DatasetSnapshot {
  /// Hot and cold areas as a map.
  func hotspotMap(
    _ parameters: HotspotParameters, for disclosure: Disclosure,
    isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws -> AnalysisMap {
    let audience = try admitted(parameters.query.counted, for: disclosure).audience
    let key = AnalysisKey(parameters: parameters, audience: audience)
    return try derived.hotspotMaps.value(for: key) {
      try analysisMap(of: parameters.query.level) {
        let figures = try hotspotFigures(parameters.query, for: disclosure, isWanted: isWanted)
        return hotspotMap(figures, upTo: parameters.alpha.rate)
      }
    }
  }

  private func hotspotMap(_ figures: HotspotFigures, upTo rate: Double) -> AnalysisMap {
    let layer = figures.areas.layer
    var classOf = [UInt8](repeating: AreaClasses.none, count: layer.areas.count)
    var tags = [[VectorTileTag]](repeating: [], count: layer.areas.count)
    for (position, hotspot) in zip(figures.areas.positions, figures.found) {
      classOf[position] = HotspotScale.number(
        of: hotspot.rate <= rate ? hotspot.hotspotClass : .none)
      tags[position] = [
        ("value", .double(hotspot.value)), ("z", .double(hotspot.z)),
        ("p", .double(hotspot.simulated)), ("q", .double(hotspot.rate)),
      ]
    }
    for position in figures.areas.suppressed { classOf[position] = HotspotScale.suppressedNumber }
    return AnalysisMap(
      level: layer.level,
      classes: AreaClasses(classOf: classOf, classes: HotspotScale.classes, tags: tags),
      count: figures.found.count)
  }

  /// The legend of maps of hotspots with the same parameters.
  func hotspotLegend(
    of parameters: HotspotParameters, language: DisplayLanguage, for disclosure: Disclosure
  ) throws -> Legend {
    let map = try hotspotMap(parameters, for: disclosure)
    let words = AnalysisWords(language)
    let shown = HotspotClass.allCases.filter { words.isShown($0, upTo: parameters.alpha) }
    var legend = Legend(
      language: language, title: words.hotspots,
      classes: shown.reversed().map {
        Legend.Class(
          lower: nil, upper: nil, color: HotspotScale.color(of: $0).opacity(0.9),
          label: words.label(of: $0))
      })
    legend.period = parameters.query.counted.filter.interval
    legend.zone = zone
    legend.count = map.count
    if try admitted(parameters.query.counted, for: disclosure).scope == nil {
      legend.suppressedLabel = words.suppressed
    }
    legend.note = words.note(map.problem, words.method(of: parameters.query))
    return legend
  }
}
