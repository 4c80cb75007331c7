import DemoSupport
import GeoPrimitives
import GeoStore
import MapRendering
import Places
import Support
import Testing

@testable import GeoCore

/// Everything about points that somebody can get, as text and bytes.
private struct PointAnswers: Equatable {
  var parts: [String: [UInt8]] = [:]

  init(_ snapshot: DatasetSnapshot, _ layer: PointLayer, for disclosure: Disclosure) throws {
    for zoom in [5, 9, 11, 15] {
      for tile in try Tiles.covering(snapshot.extent, zoom: zoom).prefix(12) {
        for format in ["mvt", "png", "svg"] {
          let path = "\(layer.rawValue)/\(tile.path).\(format)"
          parts[path] = try snapshot.tile(path, for: disclosure).body
        }
      }
    }
    parts["legend"] = Array(try snapshot.legend(layer, for: disclosure).json.utf8)
    let query = try PointQuery(layer, try QueryParameters.parse(""), zone: snapshot.zone)
    parts["period"] = Array(
      "\(String(describing: try snapshot.period(of: query, for: disclosure)))".utf8)
    guard layer == .accommodations, disclosure.role != .planner else { return }
    let list = try AccommodationList(AccommodationSelection(), in: snapshot, for: disclosure)
    parts["list"] = Array(AccommodationListText(list).text(as: .json).utf8)
  }
}

@Suite("Points as roles see them")
struct PointDisclosureTests {
  /// Houses in the first column of a board, which is the same in all boards, and others elsewhere.
  private static func houses(elsewhere seed: UInt64, _ count: Int) throws -> DatasetSnapshot {
    let board = try PointBoard(columns: 4)
    for number in 0..<6 {
      try board.addHouse("own-\(number)", 0.1 + Double(number) * 0.15, 0.5) {
        $0.reporting = ReportingState.allCases[number % 3]
      }
    }
    var random = SeededRandom(seed: seed)
    for number in 0..<count {
      // Some of them right behind the border, where they would join groups of this side.
      let column = number % 3 == 0 ? 1.01 : random.uniform(1...4)
      try board.addHouse("\(seed)-\(number)", column, random.uniform(0...1)) {
        $0.reporting = ReportingState.allCases[number % 3]
      }
    }
    try board.addHouse("at sea \(seed)", 30, 3)
    try board.addHouse("nowhere \(seed)", nil) { $0.placeText = "Jl. Melati" }
    return try board.small.snapshot()
  }

  @Test("are the same for a planner whatever lies outside his area")
  func plannersAreBlindOutside() throws {
    let (first, second) = (try Self.houses(elsewhere: 1, 9), try Self.houses(elsewhere: 2, 60))
    let planner = try PointBoard.disclosure(.planner, [SmallWorkspace.code(0, 0)])
    let answers = try PointAnswers(first, .accommodations, for: planner)
    #expect(try answers == PointAnswers(second, .accommodations, for: planner))
    #expect(answers.parts.count > 20 && answers.parts.values.contains { $0.count > 500 })
    #expect(try first.legend(.accommodations, for: planner).count == 6)
    // The comparison can fail: officers and the owner see the others, too.
    for disclosure in [PointBoard.owner, try PointBoard.disclosure(.officer, ["35.07"])] {
      #expect(
        try PointAnswers(first, .accommodations, for: disclosure)
          != PointAnswers(second, .accommodations, for: disclosure))
    }
  }

  /// Houses in two villages, which report and have rooms as a seed says.
  private static func states(seed: UInt64, ownSeed: UInt64) throws -> DatasetSnapshot {
    let board = try PointBoard(columns: 2)
    var (own, other) = (SeededRandom(seed: ownSeed), SeededRandom(seed: seed))
    func fill(_ house: inout AccommodationRecord, _ random: inout SeededRandom) {
      house.reporting = ReportingState.allCases[Int(random.next() % 3)]
      house.rooms = Int(random.next() % 90)
      house.lastReport = CivilDate(daysSince1970: 20_000 + Int(random.next() % 700))
    }
    for number in 0..<14 {
      let column = 0.35 + 0.1 * Double(number)
      try board.addHouse("h\(number)", column) {
        if column < 1 { fill(&$0, &own) } else { fill(&$0, &other) }
      }
    }
    return try board.small.snapshot()
  }

  @Test("tell of single houses whether they report, and their rooms, in an officer's area only")
  func untoldStates() throws {
    let first = try Self.states(seed: 1, ownSeed: 9)
    let second = try Self.states(seed: 2, ownSeed: 9)
    let third = try Self.states(seed: 3, ownSeed: 4)
    let officer = try PointBoard.disclosure(.officer, [SmallWorkspace.code(0, 0)])
    let planner = try PointBoard.disclosure(.planner, ["35.07"])
    let seen = try PointAnswers(first, .accommodations, for: officer)
    #expect(try seen == PointAnswers(second, .accommodations, for: officer))
    #expect(try seen != PointAnswers(third, .accommodations, for: officer))
    let planned = try PointAnswers(first, .accommodations, for: planner)
    #expect(try planned == PointAnswers(third, .accommodations, for: planner))
    #expect(
      try PointAnswers(first, .accommodations, for: PointBoard.owner)
        != PointAnswers(second, .accommodations, for: PointBoard.owner))
    // An officer who chooses by state is shown his own houses alone.
    let (all, own) = (
      "reporting=yes,no,unknown",
      first.accommodations.count { house in
        house.place.flatMap { first.villages.area(containing: $0) }?.code.text
          == SmallWorkspace.code(0, 0)
      }
    )
    #expect(try first.legend(.accommodations, all, for: officer).count == own && own < 14)
    #expect(try first.legend(.accommodations, for: officer).count == 14)
    for query in ["reporting=no", "reporting=yes,unknown"] {
      #expect {
        try first.legend(.accommodations, query, for: planner)
      } throws: { ($0 as? DisclosureRefusal)?.code == "limit-parameter" }
      #expect(throws: DisclosureRefusal.self) {
        try first.tile("accommodations/9/416/267.mvt?\(query)", for: planner)
      }
    }
  }

  @Test("are the same for an officer whatever tips lie outside his area")
  func tipsOutside() throws {
    func snapshot(_ seed: UInt64, _ count: Int) throws -> DatasetSnapshot {
      let board = try PointBoard(columns: 4)
      try board.small.addTips(at: (0..<5).map { SmallWorkspace.place(0.2 + 0.1 * Double($0), 0.5) })
      var random = SeededRandom(seed: seed)
      try board.small.addTips(
        at: (0..<count).map { _ in SmallWorkspace.place(random.uniform(1.001...4), 0.5) })
      return try board.small.snapshot()
    }
    let (first, second) = (try snapshot(1, 8), try snapshot(2, 90))
    let officer = try PointBoard.disclosure(.officer, [SmallWorkspace.code(0, 0)])
    let answers = try PointAnswers(first, .tips, for: officer)
    #expect(try answers == PointAnswers(second, .tips, for: officer))
    #expect(try first.legend(.tips, for: officer).count == 5)
    #expect(try first.legend(.tips).count == 13)
  }

  @Test("are the same for an officer whatever activities lie outside his area")
  func activitiesOutside() throws {
    func snapshot(_ count: Int) throws -> DatasetSnapshot {
      let board = try PointBoard(columns: 3)
      try board.addActivity("A", at: (0.5, 0.5))
      try board.addActivity("B", in: SmallWorkspace.code(0, 0), on: "2026-04-01")
      for number in 0..<count {
        try board.addActivity("C\(number)", in: SmallWorkspace.code(1, 0), on: "2026-05-01")
      }
      try board.addActivity("D", in: "11.01.01.2001", on: "2026-06-01")
      return try board.small.snapshot()
    }
    let (first, second) = (try snapshot(1), try snapshot(7))
    let officer = try PointBoard.disclosure(.officer, [SmallWorkspace.code(0, 0)])
    #expect(
      try PointAnswers(first, .activities, for: officer)
        == PointAnswers(second, .activities, for: officer))
    #expect(try first.legend(.activities, for: officer).count == 2)
    #expect(try first.legend(.activities).count == 3)
  }

  @Test("are refused to whoever may not see them")
  func refused() throws {
    let snapshot = try PointBoard().small.snapshot()
    let refused: [(PointLayer, [Role])] = [
      (.tips, [.partner, .planner, .auditor, .admin]),
      (.activities, [.partner, .planner, .auditor, .admin]),
      (.accommodations, [.partner, .auditor, .admin]),
    ]
    for (layer, roles) in refused {
      for role in roles {
        let disclosure = try PointBoard.disclosure(role, ["35.07"])
        for format in ["mvt", "png", "svg"] {
          #expect(throws: DisclosureRefusal.role(role, layer.subject)) {
            try snapshot.tile("\(layer.rawValue)/9/416/267.\(format)", for: disclosure)
          }
        }
        #expect(throws: DisclosureRefusal.role(role, layer.subject)) {
          try snapshot.legend(layer, for: disclosure)
        }
      }
      let aimless = try PointBoard.disclosure(.officer, ["35.07"], purpose: nil)
      #expect(throws: DisclosureRefusal.purposeMissing) {
        try snapshot.tile("\(layer.rawValue)/9/416/267.mvt", for: aimless)
      }
    }
    let nobody = Disclosure(.anonymous, purpose: nil)
    for layer in [PointLayer.servicePoints, .offices] {
      #expect(try snapshot.tile("\(layer.rawValue)/9/416/267.mvt", for: nobody).isEmpty)
    }
  }

  @Test("tell of tips no more of their places than is known")
  func uncertainTips() throws {
    let board = try PointBoard()
    let levels = PrecisionLevel.allCases
    try board.small.addTips(at: levels.map { _ in SmallWorkspace.place(0.2, 0.3) }) {
      $1.level = levels[$0]
      $1.radiusMeters = Double($0 * 100)
    }
    try board.small.addTips(at: [SmallWorkspace.place(0.2, 0.3)]) { $1.status = .unfounded }
    try board.small.addTips(at: [SmallWorkspace.place(20, 0.3)]) { $1.level = .desa }
    let snapshot = try board.small.snapshot()
    let tile = try #require(TileID(containing: SmallWorkspace.place(0.2, 0.3), zoom: 17))
    let exact = try VectorTileReader.layers(of: snapshot.tile("tips/\(tile.path).mvt").body)
    #expect(
      Set(exact.flatMap(\.features).compactMap { $0.text("level") })
        == ["point", "street", "rt", "dusun"])
    #expect(Set(exact.flatMap(\.features).compactMap { $0.number("radius_m") }) == [100, 200, 300])
    let label = try #require(snapshot.villages.area(code: SmallWorkspace.code(0, 0))).label
    let middle = try #require(TileID(containing: label, zoom: 17))
    #expect(middle != tile)
    let vague = try VectorTileReader.layers(of: snapshot.tile("tips/\(middle.path).mvt").body)
    #expect(vague.flatMap(\.features).map { $0.text("level") } == ["desa"])
    #expect(try snapshot.legend(.tips).count == 5)
  }

  @Test("follow tips that come, change and go")
  func liveTips() throws {
    let board = try PointBoard()
    try board.small.addTips(at: (0..<4).map { SmallWorkspace.place(0.2 + 0.1 * Double($0), 0.5) })
    let holder = SnapshotHolder(board.small.workspace)
    try holder.refresh(today: DemoWorkspace.today)
    let officer = try PointBoard.disclosure(.officer, [SmallWorkspace.code(0, 0)])
    func counts() throws -> [Int?] {
      let snapshot = try #require(holder.snapshot)
      return [
        try snapshot.legend(.tips, for: officer).count, try snapshot.legend(.tips).count,
        try snapshot.legend(.tips, "category=pmi").count,
      ]
    }
    #expect(try counts() == [4, 4, 0])
    try board.small.addTips(at: [SmallWorkspace.place(0.5, 0.5), SmallWorkspace.place(1.5, 0.5)]) {
      $1.category = .pmi
    }
    try board.small.workspace.write { try $0.setStatus(ofTip: "T-1", to: .unfounded) }
    try holder.refresh(today: DemoWorkspace.today)
    #expect(try counts() == [4, 5, 2])
    let fresh = try board.small.snapshot()
    let tile = try #require(TileID(containing: SmallWorkspace.place(0.5, 0.5), zoom: 12))
    for format in ["mvt", "png"] {
      #expect(
        try holder.snapshot?.tile("tips/\(tile.path).\(format)", for: officer).body
          == fresh.tile("tips/\(tile.path).\(format)", for: officer).body)
    }
  }
}
