public import GeoPrimitives
public import GeoStore
public import Places

/// Which tips take part in an answer.
///
/// Whatever the filter, tips that triage found to be nothing or duplicates stay out.
public struct TipFilter: Hashable, Sendable {
  /// When they occurred.
  public var interval = TimeInterval.always
  /// What they are about; all when empty.
  public var categories: Set<TipCategory> = []
  /// The ways they came; all when empty.
  public var channels: Set<String> = []
  /// How they came about. By default what residents told unasked: outreach finds what it looks for.
  public var origins: Set<TipOrigin> = [.publicReport]
  /// The coarsest precision that takes part; the coarsest that can be mapped when `nil`.
  public var minimumPrecision: PrecisionLevel?

  /// All public reports.
  public init() {}

  /// Whether some categories are left out.
  var hasCategories: Bool {
    !categories.isEmpty && categories != Set(TipCategory.allCases)
  }
}

extension TipFilter {
  /// The filter in terms of a table's columns: bit sets instead of sets.
  struct Compiled {
    private let start: Int64
    private let end: Int64
    private let categories: UInt8
    private let origins: UInt8
    private let states: UInt8
    private let levels: UInt8
    private let channels: [Bool]?

    /// - Parameters:
    ///   - filter: Which tips.
    ///   - channelNames: The names of the channels, by number.
    ///   - isIn: Of which state the tips are; those on the maps unless said otherwise.
    init(
      _ filter: TipFilter, channelNames: [String],
      states isIn: (TipStatus) -> Bool = { $0.isMapped }
    ) {
      start = filter.interval.start?.secondsSince1970 ?? .min
      end = filter.interval.end?.secondsSince1970 ?? .max
      categories = Self.bits(TipCategory.allCases) {
        filter.categories.isEmpty || filter.categories.contains($0)
      }
      origins = Self.bits(TipOrigin.allCases) { filter.origins.contains($0) }
      states = Self.bits(TipStatus.allCases, isIn)
      // What is known to the district only is counted there and never drawn.
      let coarsest = min(filter.minimumPrecision ?? .desa, .desa)
      levels = Self.bits(PrecisionLevel.allCases) { $0 <= coarsest }
      channels =
        filter.channels.isEmpty ? nil : channelNames.map { filter.channels.contains($0) }
    }

    func accepts(_ tips: TipColumns, _ position: Int) -> Bool {
      accepts(
        tips.seconds[position], tips.attributes[position], channel: tips.channels[position])
    }

    func accepts(_ seconds: Int64, _ attributes: TipColumns.Attributes, channel: UInt16) -> Bool {
      guard seconds >= start, seconds < end, has(categories, attributes.category),
        has(origins, attributes.origin), has(states, attributes.status),
        has(levels, attributes.level)
      else { return false }
      guard let channels else { return true }
      return Int(channel) < channels.count && channels[Int(channel)]
    }

    private func has(_ bits: UInt8, _ index: UInt8) -> Bool { bits >> index & 1 == 1 }

    private static func bits<Case>(_ cases: [Case], _ isIn: (Case) -> Bool) -> UInt8 {
      cases.enumerated().reduce(0) { isIn($1.element) ? $0 | 1 << UInt8($1.offset) : $0 }
    }
  }
}
