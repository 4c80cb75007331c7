import GeoCore

/// Points in windows, within a radius, and the nearest, asked one after the other. Rivals are asked
/// at the same places.
enum QueryTopic {
  /// Half the sides of the windows, in degrees.
  static let windows = [(name: "small", degrees: 0.001), (name: "large", degrees: 0.01)]
  /// The radii, in metres.
  static let radii = [(name: "small", meters: 100.0), (name: "large", meters: 1000.0)]
  /// How many nearest points are asked for.
  static let nearestCounts = [1, 10]

  static func measure(in session: inout Session) throws {
    let index = try PointIndex(try session.nationPlaces())
    let places = try session.data.queryPlaces(session.points)
    for (name, degrees) in windows {
      let label = "window of \(2 * degrees)°"
      measure("query.window.\(name)", label, index, places, &session) { place in
        index.positions(in: Envelope(around: place, degrees: degrees)).count
      }
    }
    for (name, meters) in radii {
      let label = "within \(Int(meters)) m"
      measure("query.radius.\(name)", label, index, places, &session) { place in
        index.positions(within: meters, of: place).count
      }
      measure("query.sorted.\(name)", "\(label), nearest first", index, places, &session) { place in
        index.neighbors(of: place, within: meters).count
      }
    }
    for count in nearestCounts {
      let label = count == 1 ? "nearest point" : "\(count) nearest points"
      measure("query.nearest.\(count)", label, index, places, &session) { place in
        index.nearest(to: place, count: count).count
      }
    }
  }

  private static func measure(
    _ id: String, _ label: String, _ index: PointIndex, _ places: [Coordinate],
    _ session: inout Session, _ query: (Coordinate) -> Int
  ) {
    var hits = 0
    let samples = Stopwatch.time(repeats: session.repeats, per: places.count) {
      hits = 0
      for place in places { hits += query(place) }
    }
    session.sink.swallow(hits)
    session.add(
      Measurement(
        id: id, label: label, points: index.count, samples: samples,
        facts: [("hits_per_query", Double(hits) / Double(places.count))]))
  }
}

extension Envelope {
  /// The box that reaches so many degrees to every side of a place.
  init(around place: Coordinate, degrees: Double) {
    self.init(
      minX: place.longitude - degrees, minY: place.latitude - degrees,
      maxX: place.longitude + degrees, maxY: place.latitude + degrees)
  }
}
