import GeoCore
import Glibc

/// The generated files, which both GeoCore and its rivals read: nobody measures other data.
///
/// Points and places are pairs of 64-bit floating-point numbers, longitude then latitude in
/// degrees, one after the other, without a header. The first m points of a file are a fair sample
/// of all.
///
/// Safety: the only unsafe call makes a folder; the path is the caller's and is not kept.
struct DataFolder {
  /// The folder.
  let path: String

  /// Changes with the generator: files of another version are not used.
  private static let version = 1

  /// Where the points of the nation lie: 95 … 141° E, 11° S … 6° N.
  static let nation = Envelope(minX: 95, minY: -11, maxX: 141, maxY: 6)
  /// How many places queries are asked at.
  static let queryCount = 10_000

  /// Points over the whole nation.
  func nationPath(_ count: Int) -> String { "\(path)/nation-\(count)-v\(Self.version).f64" }
  /// Points over the ground of the view, 1280 × 960 pixels.
  func viewPath(_ count: Int) -> String { "\(path)/view-\(count)-v\(Self.version).f64" }
  /// The places that queries are asked at.
  func queriesPath(_ count: Int) -> String { "\(path)/queries-\(count)-v\(Self.version).f64" }
  /// The generated villages.
  var villagesPath: String { "\(path)/villages-v\(Self.version).geojsonl" }
  /// Points inside the villages of a file.
  func villagePointsPath(_ count: Int, villagesFile file: String) -> String {
    let name = file.split(separator: "/").last ?? ""
    return "\(path)/inside-\(name)-\(count)-v\(Self.version).f64"
  }
  /// An index, written and opened again.
  var indexPath: String { "\(path)/reopened.index" }
  /// The exact densities of the view, for rivals to compare theirs with.
  func gridPath(_ points: Int) -> String { "\(path)/grid-\(points)-v\(Self.version).f32" }

  /// Makes the files that are not there yet.
  /// - Parameters:
  ///   - count: How many points over the nation.
  ///   - viewCount: How many points over the view.
  ///   - villages: Whether villages are to be generated.
  /// - Throws: `BenchError` for a file that cannot be written.
  func prepare(points count: Int, viewPoints viewCount: Int, villages: Bool) throws {
    _ = unsafe mkdir(path, 0o755)
    try makePoints(
      nationPath(count), count, in: Self.nation, regions: 200, centers: 20_000, seed: 1)
    try makePoints(
      viewPath(viewCount), viewCount, in: View.envelope, regions: 40, centers: 4_000, seed: 2)
    try makeQueries(count)
    try writeFacts(count)
    if villages, !BinaryFile.exists(villagesPath) {
      print("  making \(villagesPath)")
      try BinaryFile.write(VillageGrid.geoJSONLines(), to: villagesPath)
    }
  }

  /// The first points of the nation.
  func nationPoints(_ count: Int, of total: Int) throws -> [Coordinate] {
    try places(nationPath(total), count)
  }

  /// The points over the view.
  func viewPoints(_ count: Int) throws -> [Coordinate] { try places(viewPath(count), count) }

  /// The places that queries are asked at, for points of that number.
  func queryPlaces(_ points: Int) throws -> [Coordinate] {
    try places(queriesPath(points), Self.queryCount)
  }

  /// Points inside the villages of a file; made at the first question.
  func villagePoints(
    _ count: Int, in villages: [MultiPolygon], of file: String
  ) throws -> [Coordinate] {
    let path = villagePointsPath(count, villagesFile: file)
    if !BinaryFile.exists(path) {
      var source = VillagePoints(in: villages)
      try BinaryFile.write(source.next(count), to: path)
    }
    return try places(path, count)
  }

  private func places(_ path: String, _ count: Int) throws -> [Coordinate] {
    let numbers = try BinaryFile.numbers(Double.self, at: path, count: 2 * count)
    return (0..<count).map {
      Coordinate(longitude: numbers[2 * $0], latitude: numbers[2 * $0 + 1])
    }
  }

  private func makePoints(
    _ path: String, _ count: Int, in box: Envelope, regions: Int, centers: Int, seed: UInt64
  ) throws {
    guard !BinaryFile.exists(path) else { return }
    print("  making \(path)")
    var source = ClusteredPoints(in: box, regions: regions, centers: centers, seed: seed)
    try BinaryFile.write(source.next(count), to: path)
  }

  /// Writes down what rivals must know of views and tiles: `name value` on each line.
  private func writeFacts(_ count: Int) throws {
    try write(View.facts, as: "view")
    let path = factsPath("tile-\(count)")
    guard !BinaryFile.exists(path) else { return }
    let places = try nationPoints(min(count, TileChoice.sampleCount), of: count)
    try write(TileChoice.common(places).facts, as: "tile-\(count)")
  }

  private func factsPath(_ name: String) -> String { "\(path)/\(name)-v\(Self.version).txt" }

  private func write(_ facts: [(String, Double)], as name: String) throws {
    let lines = facts.map { "\($0.0) \(JSONText.number($0.1))\n" }
    try BinaryFile.write(Array(lines.joined().utf8), to: factsPath(name))
  }

  /// Half of the queries are asked where points are, half within some 500 m of one.
  private func makeQueries(_ count: Int) throws {
    let path = queriesPath(count)
    guard !BinaryFile.exists(path) else { return }
    let numbers = try BinaryFile.numbers(Double.self, at: nationPath(count))
    var random = SeededRandom(seed: 3)
    var queries: [Double] = []
    for query in 0..<Self.queryCount {
      let point = Int(random.unit() * Double(count))
      let (dx, dy) = query % 2 == 0 ? (0, 0) : random.normalPair()
      queries.append(numbers[2 * point] + dx * 0.005)
      queries.append(numbers[2 * point + 1] + dy * 0.005)
    }
    try BinaryFile.write(queries, to: path)
  }
}
