import DemoSupport
import Support
import Testing

@testable import GeoCore

@Suite("The way to service")
struct ServiceReachTests {
  static func point(_ id: String, _ column: Double, _ row: Double) -> ServicePointRecord {
    var point = ServicePointRecord(id: id, name: id)
    point.place = SmallWorkspace.place(column, row)
    return point
  }

  @Test("leads to the nearest point, found as by looking at all", arguments: [1, 2, 17, 400])
  func nearest(count: Int) throws {
    var random = SeededRandom(seed: UInt64(count))
    let points = (0..<count).map { number -> ServicePointRecord in
      var point = ServicePointRecord(id: "\(number)", name: "")
      point.place = Coordinate(
        longitude: random.uniform(95...141), latitude: random.uniform(-11...6))
      return point
    }
    let places = ServicePlaces(points)
    for _ in 0..<300 {
      let here = Coordinate(
        longitude: random.uniform(95...141), latitude: random.uniform(-11...6))
      let all = points.compactMap(\.place).map {
        GroundMetric.distanceMeters(between: here, and: $0)
      }
      let found = try #require(places.nearest(to: here))
      #expect(found.meters == all.min() && all[found.position] == found.meters)
      let limit = random.uniform(0...900_000)
      #expect(
        places.within(meters: limit, of: here).map(\.meters)
          == all.filter { $0 <= limit }.sorted())
    }
  }

  @Test("leads nowhere without service points, or where they have no place")
  func none() throws {
    let small = try SmallWorkspace()
    var homeless = ServicePointRecord(id: "S", name: "S")
    homeless.placeText = "somewhere"
    try small.workspace.write { try $0.insert(homeless) }
    let snapshot = try small.snapshot()
    for reach in snapshot.serviceReaches() { #expect(reach.nearest == nil && reach.time == nil) }
    let table = try snapshot.coverageTable(CoverageQuery(), for: Asking.owner)
    #expect(table.rows.first?.figures.medianMinutes == nil)
    #expect(table.rows.first?.figures.farVillages == nil)
  }

  @Test("takes the road's factor and pace")
  func estimate() throws {
    let small = try SmallWorkspace()
    try small.workspace.write { try $0.insert(Self.point("S", 2.5, 0.5)) }
    let snapshot = try small.snapshot()
    let area = snapshot.villages.areas[0]
    let meters = GroundMetric.distanceMeters(
      between: area.label, and: SmallWorkspace.place(2.5, 0.5))
    let coverage = try snapshot.coverage(ofVillage: area.code.text, on: DemoWorkspace.today)
    #expect(coverage.nearestService?.meters == meters && coverage.nearestService?.point.id == "S")
    let time = try #require(coverage.travelTime)
    #expect(abs(time.minutes - meters * 1.4 / 500) < 1e-9 && time.basis == .estimate)
  }

  @Test("takes a ferry where the line is at sea for more than a kilometre, or goes round it")
  func ferry() throws {
    // Squares are 2.2 km wide; between the first and the third is nothing but sea.
    let small = try SmallWorkspace(columns: 0, rows: 0)
    try small.workspace.write { transaction in
      for (number, column) in [0, 2, 3, 4].enumerated() {
        try transaction.insert(
          VillageRecord(
            code: try AreaCode(SmallWorkspace.code(number, 0)), name: "\(number)",
            geometry: SmallWorkspace.square(column, 0)))
      }
      try transaction.insert(Self.point("west", 0.5, 0.5))
      try transaction.insert(Self.point("east", 4.9, 0.5))
    }
    let snapshot = try small.snapshot()
    let reaches = snapshot.serviceReaches()
    #expect(reaches.map { $0.nearest?.position } == [0, 0, 1, 1])
    let meters = (0..<4).map { number in
      GroundMetric.distanceMeters(
        between: snapshot.villages.areas[number].label, and: SmallWorkspace.place(4.9, 0.5))
    }
    // The second is nearer to the west, across the water, and sooner in the east.
    #expect(
      abs((reaches[1].time?.minutes ?? 0) - TravelRule.standard.minutes(meters: meters[1])) < 1e-9)
    let estimator = snapshot.travelEstimator
    let across = estimator.minutes(
      from: snapshot.villages.areas[1].label, to: SmallWorkspace.place(0.5, 0.5))
    #expect(across > 60 && across < 75)
    #expect(
      estimator.minutes(
        from: snapshot.villages.areas[1].label, to: SmallWorkspace.place(4.9, 0.5)) < 20)
  }

  @Test("is that of an imported row where there is one, slower or sooner than the estimate")
  func matrix() throws {
    let small = try SmallWorkspace()
    try small.workspace.write { transaction in
      try transaction.insert(Self.point("near", 0.5, 0.5))
      try transaction.insert(Self.point("far", 2.5, 1.5))
      var office = OfficeRecord(id: "office", name: "Kantor", area: ["35.07"])
      office.posts = 1
      try transaction.insert(office)
      let codes = (0..<3).map { SmallWorkspace.code($0, 0) }
      for row in [
        TravelTimeRecord(from: "near", to: codes[0], minutes: 500),
        TravelTimeRecord(from: "office", to: codes[1], minutes: 1),
        TravelTimeRecord(from: "unknown", to: codes[2], minutes: 0.5),
      ] { try transaction.insert(row) }
    }
    let snapshot = try small.snapshot()
    let reaches = snapshot.serviceReaches()
    // The row says that the nearest point is slow, so the other one is sooner.
    let far = GroundMetric.distanceMeters(
      between: snapshot.villages.areas[0].label, and: SmallWorkspace.place(2.5, 1.5))
    #expect(reaches[0].nearest?.position == 0 && reaches[0].time?.basis == .estimate)
    #expect(abs((reaches[0].time?.minutes ?? 0) - TravelRule.standard.minutes(meters: far)) < 1e-9)
    #expect(reaches[1].time == TravelTime(minutes: 1, basis: .matrix))
    // What begins at neither a service point nor an office counts for nothing.
    #expect(reaches[2].time?.basis == .estimate)
  }

  @Test("is the least over all points, found as by looking at all")
  func bruteForce() throws {
    let scene = try CoverageScene(seed: 8, servicePoints: 9)
    let snapshot = try scene.small.snapshot()
    let estimator = snapshot.travelEstimator
    for (area, reach) in zip(snapshot.villages.areas, snapshot.serviceReaches()) {
      let all = scene.servicePoints.compactMap(\.place).map {
        estimator.minutes(from: area.label, to: $0)
      }
      #expect(reach.time?.minutes == all.min())
    }
  }
}
