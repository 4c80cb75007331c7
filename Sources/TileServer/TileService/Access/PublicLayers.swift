import GeoCore

/// The layers that are seen without signing in. A setting may name fewer than the roles allow, and never
/// more: what comes from reports is not among them.
struct PublicLayers: Sendable {
  /// The layers that may be public.
  static let possible: [TileLayer] = TileLayer.allCases.filter { layer in
    switch layer {
    case .villages, .coverage: true
    case .heat, .hotspots, .clusters, .priority: false
    case .accommodations, .servicePoints, .offices, .activities, .tips:
      layer.points?.subject == .places
    }
  }

  private let named: Set<TileLayer>

  /// The layers of some names; names of others count for nothing.
  init(_ names: [String]) {
    named = Set(Self.possible.filter { names.contains($0.rawValue) })
  }

  /// Whether a layer is kept from those who have not signed in although its subject is public.
  func withholds(_ layer: TileLayer) -> Bool {
    Self.possible.contains(layer) && !named.contains(layer)
  }
}
