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

/// A density that is asked for: of what, which of it, and how wide.
public struct HeatQuery: Hashable, Sendable {
  /// What is counted.
  public var source: HeatSource
  /// Which tips; for guests only its interval matters, for accommodations nothing.
  public var filter: TipFilter
  /// Kernel and bandwidth.
  public var parameters: DensityParameters

  /// A density of all public reports unless said otherwise.
  public init(
    source: HeatSource = .tips, filter: TipFilter = TipFilter(), parameters: DensityParameters
  ) {
    self.source = source
    self.filter = filter
    self.parameters = parameters
  }
}
