import GeoCore

/// Points grouped for every zoom, and the tiles of the groups.
enum GroupingTopic {
  static func measure(in session: inout Session) throws {
    for count in [session.points / 10, session.points] {
      let points = try session.nationPlaces(count).enumerated().compactMap { number, place in
        GridPoint(place).map {
          GroupingPoint(place: $0, key: UInt64(number), category: UInt8(number % 7))
        }
      }
      try measure(points, "clustered", &session)
    }
    try measure(session.evenPoints(session.points), "even", &session)
  }

  private static func measure(
    _ points: [GroupingPoint], _ name: String, _ session: inout Session
  ) throws {
    var grouping = try PointGrouping(points)
    let samples = try Stopwatch.time(repeats: session.repeats) {
      grouping = try PointGrouping(points)
    }
    session.add(
      Measurement(
        id: "grouping.build.\(name).\(points.count)", label: "\(name) points grouped for 17 zooms",
        points: points.count, samples: samples,
        facts: [0, 6, 12, 16].map {
          ("groups_z\($0)", Double(grouping.groups(at: $0).count))
        }))
    try measureTiles(of: grouping, name, &session)
  }

  private static func measureTiles(
    of grouping: PointGrouping, _ name: String, _ session: inout Session
  ) throws {
    let places = try session.data.queryPlaces(session.points).compactMap { GridPoint($0) }
    for zoom in [6, 10, 14, 18] {
      let shift = UInt32(32 - zoom)
      var hits = 0
      let samples = Stopwatch.time(repeats: session.repeats, per: places.count) {
        hits = 0
        for place in places {
          let rest: UInt32 = (1 << shift) - 1
          let box = GridBox(
            minX: place.x & ~rest, minY: place.y & ~rest, maxX: place.x | rest, maxY: place.y | rest
          )
          grouping.visit(at: zoom, in: box) { hits += $0.count }
        }
      }
      session.sink.swallow(hits)
      session.add(
        Measurement(
          id: "grouping.tile.\(name).\(grouping.count).z\(zoom)",
          label: "groups of a tile, zoom \(zoom)",
          points: grouping.count, samples: samples))
    }
  }
}

extension Session {
  /// Points spread evenly over the islands and seas.
  func evenPoints(_ count: Int) -> [GroupingPoint] {
    var random = SeededRandom(seed: 77)
    let box = Envelope.indonesia
    return (0..<count).compactMap { number in
      let place = Coordinate(
        longitude: random.uniform(box.minX...box.maxX),
        latitude: random.uniform(box.minY...box.maxY))
      return GridPoint(place).map { GroupingPoint(place: $0, key: UInt64(number)) }
    }
  }
}
