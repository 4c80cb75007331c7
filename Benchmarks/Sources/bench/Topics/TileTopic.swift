import GeoCore

/// Heat tiles, drawn from nothing but the index: quartic kernel, 256 × 256 pixels, PNG included.
///
/// All tiles are drawn once, then all once more and so on, so that no tile finds in the processor's
/// caches what it left there itself.
enum TileTopic {
  /// How many points the small index has that tells whether tiles grow with the number of points.
  static let smallCount = 100_000

  static func measure(in session: inout Session) throws {
    let places = try session.nationPlaces()
    let sample = Array(places.prefix(TileChoice.sampleCount))
    let index = try PointIndex(places)
    let cases = try cases(sample, index)
    let large = try times(of: cases, index, &session)
    reportMatrix(cases, large, &session)
    report(cases, large, &session)
    guard index.count > smallCount else { return }
    // The same tiles, with classes that suit fewer points.
    let smallIndex = try PointIndex(Array(places.prefix(smallCount)))
    let small = try times(of: try Self.cases(sample, smallIndex), smallIndex, &session)
    compare(small, large, &session)
  }

  /// What the drawings of one tile took, and whether anything was to be seen.
  private struct Times {
    var wall: [Double] = []
    var processor: [Double] = []
    var isEmpty = true

    var samples: Samples { Samples(wall: wall, processor: processor) }
  }

  private static func cases(_ places: [Coordinate], _ index: PointIndex) throws -> [TileCase] {
    try TileCase.zooms.flatMap { zoom in
      let choice = TileChoice(zoom: zoom, places: places)
      return try TileCase.radii.flatMap { radius in
        try TileCase.cases(choice, radius: radius, index: index)
      }
    }
  }

  private static func times(
    of cases: [TileCase], _ index: PointIndex, _ session: inout Session
  ) throws -> [Times] {
    var times = [Times](repeating: Times(), count: cases.count)
    for round in 0...session.repeats {
      for (position, tile) in cases.enumerated() {
        let watch = Stopwatch()
        let picture = try tile.draw(index)
        let (wall, processor) = (watch.seconds, watch.processorSeconds)
        session.sink.swallow(picture.count)
        guard round > 0 else { continue }  // the first round only warms up
        times[position].wall.append(wall)
        times[position].processor.append(processor)
        times[position].isEmpty = picture == TransparentTile.png256
      }
    }
    return times
  }

  private static func reportMatrix(
    _ cases: [TileCase], _ times: [Times], _ session: inout Session
  ) {
    for zoom in TileCase.zooms {
      for radius in TileCase.radii {
        let chosen = cases.indices.filter {
          cases[$0].tile.zoom == zoom && cases[$0].radius == radius
        }
        guard !chosen.isEmpty else { continue }
        session.add(
          Measurement(
            id: "tile.z\(zoom).r\(radius)", label: "tiles of zoom \(zoom), \(radius) px",
            points: session.points, samples: over(chosen.map { times[$0] }),
            facts: chosen.map { (cases[$0].kind.rawValue, times[$0].samples.medianProcessor) }))
      }
    }
  }

  private static func report(
    _ cases: [TileCase], _ times: [Times], _ session: inout Session
  ) {
    let points = session.points
    if let position = cases.firstIndex(where: \.isCommon) {
      let common = cases[position]
      session.add(
        Measurement(
          id: "tile.one", label: "a tile of zoom \(common.tile.zoom), \(common.radius) px",
          points: points, samples: times[position].samples))
    }
    add("tile.all", "heat tile, all zooms and radii", times, &session, points)
    let dense = cases.indices.filter { [.densest, .dense].contains(cases[$0].kind) }
    add("tile.dense", "heat tile, dense places only", dense.map { times[$0] }, &session, points)
  }

  private static func add(
    _ id: String, _ label: String, _ times: [Times], _ session: inout Session, _ points: Int
  ) {
    let samples = over(times)
    let facts = [
      ("tiles", Double(times.count)), ("worst", samples.wall.last ?? .nan),
      ("worst_processor", samples.processor.last ?? .nan),
      ("worst_single_run", times.flatMap(\.wall).max() ?? .nan),
    ]
    session.add(Measurement(id: id, label: label, points: points, samples: samples, facts: facts))
  }

  /// The medians of several tiles as samples of their own.
  private static func over(_ times: [Times]) -> Samples {
    Samples(
      wall: times.map(\.samples.median), processor: times.map(\.samples.medianProcessor))
  }

  /// How much more processor time tiles take with all points than with few, where both draw
  /// something.
  private static func compare(_ small: [Times], _ large: [Times], _ session: inout Session) {
    add("tile.few", "heat tile, \(smallCount) points", small, &session, smallCount)
    let ratios = zip(small, large).filter { !$0.isEmpty && !$1.isEmpty }
      .map { $1.samples.medianProcessor / $0.samples.medianProcessor }
    session.add(
      Measurement(
        id: "tile.growth", label: "heat tile, all points against \(smallCount)", unit: "x",
        points: session.points, samples: Samples(wall: ratios, processor: ratios),
        facts: [("tiles", Double(ratios.count)), ("worst", ratios.max() ?? .nan)]))
  }
}
