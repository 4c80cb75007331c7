import GeoCore

/// One view of an Epanechnikov density, with its error against the exact path. Rivals draw the same.
enum ViewTopic {
  static func measure(in session: inout Session) throws {
    let places = try session.data.viewPoints(session.viewPoints)
    let window = try View.window()
    let parameters = try DensityParameters(
      kernel: .epanechnikov, bandwidthMeters: View.bandwidthMeters)
    let field = DensityField(
      of: try PointIndex(places), parameters: parameters, for: .owner(purpose: "benchmark"))
    var fast = RasterGrid(columns: 1, rows: 1)
    let fastSamples = Stopwatch.time(repeats: session.repeats) {
      fast = field.densities(in: window)
    }
    var exact = RasterGrid(columns: 1, rows: 1)
    let exactSamples = Stopwatch.time(repeats: min(session.repeats, 3), warmUps: 0) {
      exact = field.exactDensities(in: window)
    }
    let builtSamples = try Stopwatch.time(repeats: min(session.repeats, 3)) {
      fast = try drawFromPlaces(places, parameters, window)
    }
    session.sink.swallow(fast.maximum)
    try BinaryFile.write(exact.values, to: session.data.gridPath(places.count))
    let error = largestDifference(fast, exact) / Double(exact.maximum)
    let label = "view \(View.columns) × \(View.rows)"
    add("fast", label, fastSamples, places.count, &session, facts: [("error_of_peak", error)])
    add("exact", "\(label), exact path", exactSamples, places.count, &session)
    add("built", "\(label), index built too", builtSamples, places.count, &session)
  }

  /// As who draws a single view of new points has it.
  private static func drawFromPlaces(
    _ places: [Coordinate], _ parameters: DensityParameters, _ window: LatticeWindow
  ) throws -> RasterGrid {
    let index = try PointIndex(places)
    return DensityField(of: index, parameters: parameters, for: .owner(purpose: "benchmark"))
      .densities(in: window)
  }

  private static func add(
    _ name: String, _ label: String, _ samples: Samples, _ points: Int, _ session: inout Session,
    facts: [(name: String, value: Double)] = []
  ) {
    session.add(
      Measurement(
        id: "view.\(name)", label: label, points: points, samples: samples, facts: facts))
  }

  private static func largestDifference(_ a: RasterGrid, _ b: RasterGrid) -> Double {
    zip(a.values, b.values).reduce(0) { max($0, abs(Double($1.0) - Double($1.1))) }
  }
}
