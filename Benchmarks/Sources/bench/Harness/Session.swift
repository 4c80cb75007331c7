import GeoCore

/// One run of one topic: where its data are, how thorough it is to be, and what it has found out.
struct Session {
  /// The generated files.
  let data: DataFolder
  /// How many points there are over the nation.
  let points: Int
  /// How many points there are over the view.
  let viewPoints: Int
  /// How often a thing is repeated.
  let repeats: Int
  /// A whole-nation file of villages to use in place of generated ones.
  let villages: String?
  /// Where results go, so that no work is left out.
  var sink = Sink()
  private(set) var measurements: [Measurement] = []

  /// A session as the command line wants it.
  init(options: DataOptions, repeats: Int) {
    data = DataFolder(path: options.data)
    points = options.points
    viewPoints = options.viewPoints
    villages = options.villages
    self.repeats = repeats
  }

  /// The points of the nation: the first `count`, or all.
  func nationPlaces(_ count: Int? = nil) throws -> [Coordinate] {
    try data.nationPoints(count ?? points, of: points)
  }

  /// Adds a figure and prints it.
  mutating func add(_ measurement: Measurement) {
    measurements.append(measurement)
    let facts = measurement.facts.map { "\($0.name) \(JSONText.number($0.value, decimals: 6))" }
    let values = [measurement.samples.minimum, measurement.samples.median]
    let shown = values.map { JSONText.number($0, decimals: 9) }.joined(separator: " / ")
    print("  \(measurement.id): \(shown) \(measurement.unit)  \(facts.joined(separator: ", "))")
  }

  /// The figures, one line of JSON each, in the order in which they were taken.
  var json: String { measurements.map { $0.json + "\n" }.joined() }
}
