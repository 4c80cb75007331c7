import GeoCore

/// Building an index from places in memory.
enum BuildTopic {
  static func measure(in session: inout Session) throws {
    let places = try session.nationPlaces()
    var sink = session.sink
    let samples = try Stopwatch.time(repeats: session.repeats) {
      sink.swallow(try PointIndex(places).count)
    }
    session.sink = sink
    session.add(
      Measurement(
        id: "build.index", label: "index built from memory", points: places.count, samples: samples)
    )
  }
}
