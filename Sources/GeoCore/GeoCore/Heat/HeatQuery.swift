public import DensityEstimation

/// What a density is made of.
public enum HeatSource: String, Hashable, Sendable, CaseIterable {
  /// Reports.
  case tips
  /// Accommodations, each counting one.
  case accommodations
  /// Foreign guests, as their monthly mean in the period.
  case guests
}

/// What happens to the part of a kernel that falls into the sea.
public enum EdgeMode: String, Hashable, Sendable, CaseIterable {
  /// It is lost: coasts look cooler than they are.
  case none
  /// It is brought back: each point's weight is divided by the share of its kernel that falls on land,
  /// the union of all villages.
  case land
}

/// A density that is asked for: of what, which of it, and how wide.
public struct HeatQuery: Hashable, Sendable {
  /// What is counted.
  public var source: HeatSource
  /// Which tips; for guests only its interval matters, for accommodations nothing.
  public var filter: TipFilter
  /// Kernel and bandwidth; the bandwidth stands until a rule has found one.
  public var parameters: DensityParameters
  /// How the bandwidth is found from the points; `nil` when it is given, or has been found.
  public var bandwidthRule: BandwidthRule?
  /// Whether the bandwidth narrows where points are dense and widens where they are sparse.
  public var isAdaptive = false
  /// What happens at coasts.
  public var edge = EdgeMode.none

  /// A density of all public reports unless said otherwise.
  public init(
    source: HeatSource = .tips, filter: TipFilter = TipFilter(), parameters: DensityParameters
  ) {
    self.source = source
    self.filter = filter
    self.parameters = parameters
  }
}
