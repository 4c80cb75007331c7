/// What a role may ask of a density that is computed from published numbers.
///
/// The numbers are safe at any bandwidth; the limits keep a picture from looking more precise than they
/// are.
public struct HeatLimits: Hashable, Sendable {
  /// The bandwidths in metres, ascending.
  public let bandwidthsMeters: [Double]
  /// The bandwidth where none is asked for.
  public let defaultBandwidthMeters: Double
  /// The finest zoom.
  public let finestZoom: Int
  /// The most classes of a picture; their limits are set by the server.
  public let classCount: Int
}

extension Role {
  /// The limits of the role; `nil` where it has none.
  public var heatLimits: HeatLimits? {
    switch self {
    case .partner:
      HeatLimits(
        bandwidthsMeters: [2000, 5000, 10_000], defaultBandwidthMeters: 2000, finestZoom: 11,
        classCount: 5)
    case .planner:
      HeatLimits(
        bandwidthsMeters: [500, 1000, 2000, 5000, 10_000], defaultBandwidthMeters: 1000,
        finestZoom: 13, classCount: 5)
    case .public, .officer, .auditor, .admin, .owner: nil
    }
  }
}

extension Role {
  /// The bandwidth in metres where none is asked for.
  public var defaultBandwidthMeters: Double { heatLimits?.defaultBandwidthMeters ?? 1000 }
}

extension Audience {
  /// The limits of whoever sees published numbers only.
  public var heatLimits: HeatLimits? {
    switch self {
    case .owner, .officer: nil
    case .published(.partner, _): Role.partner.heatLimits
    case .published: Role.planner.heatLimits
    }
  }

  /// The role whose limits these are, for a sentence.
  var role: Role {
    switch self {
    case .owner: .owner
    case .officer: .officer
    case .published(.partner, _): .partner
    case .published: .planner
    }
  }

  /// Refuses what a density may not be asked for.
  /// - Throws: `DisclosureRefusal.zoom`.
  public func admit(zoom: Int) throws(DisclosureRefusal) {
    guard let limits = heatLimits, zoom > limits.finestZoom else { return }
    throw .zoom(zoom, finest: limits.finestZoom, role)
  }

  /// Refuses a bandwidth that is not one of the presets.
  /// - Throws: `DisclosureRefusal.parameter`.
  public func admit(bandwidthMeters: Double) throws(DisclosureRefusal) {
    guard let limits = heatLimits, !limits.bandwidthsMeters.contains(bandwidthMeters) else {
      return
    }
    let nearest = limits.bandwidthsMeters.min {
      abs($0 - bandwidthMeters) < abs($1 - bandwidthMeters)
    }
    let presets = limits.bandwidthsMeters.map { Self.text($0) }.joined(separator: ", ")
    throw refusal(
      "bandwidth", value: Self.text(bandwidthMeters),
      allowed: "\(nearest.map { Self.text($0) } ?? "none") (one of \(presets))")
  }

  /// The refusal of a parameter's value.
  public func refusal(_ name: String, value: String, allowed: String) -> DisclosureRefusal {
    .parameter(name, value: value, allowed: allowed, role)
  }

  private static func text(_ number: Double) -> String {
    Int(exactly: number).map { "\($0)" } ?? "\(number)"
  }
}
