import GeoCore

/// Hotspots of as many areas as the nation has villages, and the scan of a regency.
enum StatisticsTopic {
  /// The villages that have a border in the list of 2025.
  private static let areaCount = 83_402
  private static let permutations = 999

  static func measure(in session: inout Session) throws {
    try measureHotspots(&session)
    try measureScan(&session)
    try measureClusters(&session)
  }

  /// DBSCAN of a million points with one thread and with two, HDBSCAN of 200,000 with one.
  private static func measureClusters(_ session: inout Session) throws {
    let places = try session.nationPlaces(1_000_000)
    for threads in [1, 2] {
      var clusters = 0
      let samples = try Stopwatch.time(repeats: session.repeats) {
        clusters = try DensityClustering.clusters(
          of: places, within: 200, minimum: 10, threads: threads
        ).count
      }
      session.add(
        Measurement(
          id: "statistics.dbscan.\(threads)", label: "DBSCAN, \(threads) threads",
          points: places.count, samples: samples, facts: [("clusters", Double(clusters))]))
    }
    let some = Array(places.prefix(200_000))
    var clusters = 0
    let samples = try Stopwatch.time(repeats: session.repeats) {
      clusters = try HierarchicalClustering.clusters(
        of: some, HierarchyParameters(minimumSize: 20, minimumNeighbors: 10, threads: 1)
      ).count
    }
    session.add(
      Measurement(
        id: "statistics.hdbscan", label: "HDBSCAN", points: some.count, samples: samples,
        facts: [("clusters", Double(clusters))]))
  }

  /// Places of the nation stand for label points; the rival makes the same values of their numbers.
  private static func measureHotspots(_ session: inout Session) throws {
    let places = try session.nationPlaces(areaCount)
    let values = places.indices.map { Double(($0 * $0 % 7919) % 23) }
    let weights = try SpatialWeights(nearest: 8, to: places)
    for permutations in [permutations, 99_999] {
      var hot = 0
      let samples = try Stopwatch.time(repeats: session.repeats) {
        hot = try GetisOrd.hotspots(
          values, weights, LocalParameters(permutations: permutations, threads: 1)
        ).count { $0.simulated <= 0.05 }
      }
      session.add(
        Measurement(
          id: "statistics.hotspots.\(permutations)", label: "Gi*, \(permutations) permutations",
          points: places.count, samples: samples, facts: [("below_5_percent", Double(hot))]))
    }
  }

  /// 4,000 cases, 24 months, 120 villages.
  private static func measureScan(_ session: inout Session) throws {
    var random = SeededRandom(seed: 8)
    let places = (0..<120).map { area in
      Coordinate(
        longitude: 112 + 0.04 * Double(area % 12) + random.uniform(0...0.02),
        latitude: -8 + 0.04 * Double(area / 12) + random.uniform(0...0.02))
    }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 120)
    for _ in 0..<4000 {
      counts[Int(random.uniform(0...119.999))][Int(random.uniform(0...23.999))] += 1
    }
    var best = 0.0
    let samples = try Stopwatch.time(repeats: session.repeats) {
      best =
        try SpaceTimeScan.clusters(
          counts, at: places, ScanParameters(replications: permutations, threads: 2)
        ).first?.logLikelihoodRatio ?? 0
    }
    session.add(
      Measurement(
        id: "statistics.scan", label: "space-time scan, 999 replications", points: 4000,
        samples: samples, facts: [("best", best)]))
  }
}
