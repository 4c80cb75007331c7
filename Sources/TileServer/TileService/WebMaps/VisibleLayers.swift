import GeoCore

/// The layers that somebody may ask for, with what is told of each: what capabilities are written from.
struct VisibleLayers {
  /// A layer in capabilities.
  struct Entry {
    let layer: LayerDescription
    /// The zooms that may be asked for.
    let zooms: ClosedRange<Int>
    /// From when to when there is something to see; `nil` where that is not told.
    let period: (start: String, end: String)?

    var name: String { layer.layer.rawValue }
  }

  let entries: [Entry]
  /// The ground of all layers, in degrees.
  let box: Envelope

  /// What somebody may ask for in a snapshot, some layers being withheld.
  init(
    _ snapshot: DatasetSnapshot, for disclosure: Disclosure, without withheld: Set<TileLayer> = []
  ) {
    box = snapshot.extent.isEmpty ? .indonesia : snapshot.extent
    let readable = LayerDescription.all.filter {
      $0.isReadable(by: disclosure.role) && !withheld.contains($0.layer)
    }
    entries = readable.map { layer in
      Entry(
        layer: layer, zooms: layer.zooms(for: disclosure.role),
        period: Self.period(of: layer, snapshot, disclosure))
    }
  }

  private static func period(
    of layer: LayerDescription, _ snapshot: DatasetSnapshot, _ disclosure: Disclosure
  ) -> (start: String, end: String)? {
    guard let time = layer.timeParameter else { return nil }
    if time.schema == .day {
      let today = "\(snapshot.today)"
      return (snapshot.firstProgrammeDay.map { "\($0)" } ?? today, today)
    }
    // Who must state a purpose first is told no period before.
    guard let period = try? snapshot.period(of: layer, for: disclosure) else { return nil }
    return (period.lowerBound.iso8601, period.upperBound.iso8601)
  }
}

extension LayerDescription {
  /// Whether a role may ask for the layer, at least with some parameters.
  func isReadable(by role: Role) -> Bool {
    subjects.contains { role.mayRead($0) != .nowhere }
  }
}

extension DatasetSnapshot {
  /// From when to when a layer with a parameter `datetime` has something to show.
  fileprivate func period(
    of layer: LayerDescription, for disclosure: Disclosure
  ) throws -> ClosedRange<Instant>? {
    switch layer.layer.points {
    case .activities: try period(of: .activities(ActivityFilter()), for: disclosure)
    case .tips: try period(of: .tips(TipFilter()), for: disclosure)
    default: try tipPeriod(for: disclosure)
    }
  }
}

extension ServiceContext {
  /// The layers that the settings keep from somebody: some from those who have not signed in.
  func withheldLayers(from caller: Caller) -> Set<TileLayer> {
    guard caller.isAnonymous else { return [] }
    let rules = operations.rules.current.publicLayers
    return Set(TileLayer.allCases.filter(rules.withholds))
  }
}
