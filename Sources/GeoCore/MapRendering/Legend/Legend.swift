public import GeoPrimitives

/// What a map's colours mean: title, unit, method, classes, and the looks of cells without a value.
///
/// The texts are those of one language; numbers are set in it too.
public struct Legend: Hashable, Sendable {
  /// A class.
  public struct Class: Hashable, Sendable {
    /// The lower limit, which belongs to the class; `nil` for a class that has no limits.
    public var lower: Double?
    /// The upper limit, which does not; `nil` when the class is open above.
    public var upper: Double?
    /// The colour on the map, with its opacity.
    public var color: RGBA
    /// The class in words or numbers.
    public var label: String
    /// The symbol of points of the class; `nil` for classes of areas.
    public var symbol: PointSymbol?

    /// A class with its label.
    public init(lower: Double?, upper: Double?, color: RGBA, label: String) {
      self.lower = lower
      self.upper = upper
      self.color = color
      self.label = label
    }

    /// A class of points with its label.
    public init(symbol: PointSymbol, label: String) {
      self.init(lower: nil, upper: nil, color: symbol.color, label: label)
      self.symbol = symbol
    }
  }

  /// The look of groups of points.
  public struct Group: Hashable, Sendable {
    /// An example.
    public var symbol: GroupSymbol
    /// What it means.
    public var label: String

    /// The look of groups.
    public init(symbol: GroupSymbol, label: String) {
      self.symbol = symbol
      self.label = label
    }
  }

  /// The language of every text.
  public var language: DisplayLanguage
  /// What is shown, such as `Kepadatan Laporan`.
  public var title: String
  /// The unit, such as `per km²`; `nil` for classes without one.
  public var unit: String?
  /// The kernel's name in the interface, such as `quartic`.
  public var kernel: String?
  /// The bandwidth in metres.
  public var bandwidthMeters: Double?
  /// Whether the bandwidth was found from the points.
  public var isBandwidthFound = false
  /// Whether the bandwidth follows the density, the one told being its middle.
  public var isBandwidthAdaptive = false
  /// Whether the edge was corrected; `nil` says nothing about it.
  public var isEdgeCorrected: Bool?
  /// The span of time; `nil` when the map has none.
  public var period: TimeInterval?
  /// The zone in which the days of the period are counted.
  public var zone: TimeZoneOffset
  /// Where the data come from.
  public var source: String?
  /// How many rows the picture is made from; `nil` says nothing about it.
  public var count: Int?
  /// The classes, the lowest first.
  public var classes: [Class]
  /// What a group of points looks like, and what the look means; `nil` for maps without groups.
  public var group: Group?
  /// What the transparent look means; `nil` leaves it out.
  public var zeroLabel: String?
  /// What the sparse hatch means; `nil` leaves it out.
  public var noDataLabel: String?
  /// What the cross hatch means; `nil` leaves it out.
  public var suppressedLabel: String?
  /// What a reader must know.
  public var note: String?

  /// A legend of classes; everything else may be set afterwards.
  public init(language: DisplayLanguage, title: String, unit: String? = nil, classes: [Class]) {
    self.language = language
    self.title = title
    self.unit = unit
    self.classes = classes
    zone = .wib
  }
}

extension Legend {
  /// Describes a heat map.
  /// - Parameters:
  ///   - palette: The classes and colours of the map.
  ///   - title: What is shown, such as `Kepadatan Laporan`.
  ///   - language: The language of the words that are added.
  ///   - minimumCount: The count below which a value is hidden; `nil` when none is.
  ///   - isAboutTips: Whether to say that density is no measure of offences.
  /// - Returns: A legend with the classes of the palette and the looks of cells without a value;
  ///   kernel, bandwidth, period and source are set afterwards.
  public static func heat(
    palette: HeatPalette, title: String, language: DisplayLanguage, minimumCount: Int? = nil,
    isAboutTips: Bool = true
  ) -> Legend {
    let words = LegendWords(language)
    let breaks = palette.breaks
    let classes = palette.colors.indices.map { band in
      let (lower, upper) = (breaks.limits[band], breaks.upper(of: band))
      return Class(
        lower: lower, upper: upper, color: palette.colors[band],
        label: words.range(lower: lower, upper: upper))
    }
    var legend = Legend(
      language: language, title: title, unit: words.perSquareKilometer, classes: classes)
    legend.zeroLabel = words.below(breaks.limits[0])
    legend.noDataLabel = words.noData
    legend.suppressedLabel = minimumCount.map(words.suppressed)
    legend.note = isAboutTips ? words.tipsNote : nil
    return legend
  }
}
