import DemoSupport
import GeoCore
import Support
import Testing

@Suite("A snapshot")
struct SnapshotTests {
  @Test("of the demo holds its areas on every level")
  func demoAreas() throws {
    let snapshot = try DemoWorkspace.snapshot()
    #expect(snapshot.villages.areas.count == 120)
    #expect(snapshot.layer(.district).areas.count == 8)
    #expect(snapshot.layer(.regency).areas.map(\.code.text) == ["99.01"])
    #expect(snapshot.layer(.province).areas.map(\.code.text) == ["99"])
    #expect(snapshot.accommodations.count == 400)
    #expect(snapshot.residents.count == 120)
    #expect(snapshot.zone == .wib)
    let codes = snapshot.villages.areas.map(\.code)
    #expect(codes == codes.sorted())
    let extent = snapshot.extent
    #expect((104.2...104.3).contains(extent.minX) && (104.7...104.8).contains(extent.maxX))
    #expect((-9.75 ... -9.7).contains(extent.minY) && (-9.35 ... -9.3).contains(extent.maxY))
  }

  @Test("of the demo has districts as large as their villages together")
  func districtsAreSums() throws {
    let snapshot = try DemoWorkspace.snapshot()
    for district in snapshot.layer(.district).areas {
      let villages = snapshot.villages.areas.filter { $0.code.isWithin(district.code.text) }
      let sum = villages.reduce(0) { $0 + $1.squareKilometers }
      #expect(abs(district.squareKilometers / sum - 1) < 1e-6)
      #expect(district.geometry.contains(district.label))
      #expect(district.name != nil)
    }
  }

  @Test("finds the village of a place as looking through all of them does")
  func areaContaining() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let extent = snapshot.extent
    var random = SeededRandom(seed: 82)
    var inside = 0
    for _ in 0..<300 {
      let place = Coordinate(
        longitude: random.uniform(extent.minX...extent.maxX),
        latitude: random.uniform(extent.minY...extent.maxY))
      let expected = snapshot.villages.areas.first { $0.geometry.contains(place) }
      #expect(snapshot.villages.area(containing: place)?.code == expected?.code)
      if expected != nil { inside += 1 }
    }
    #expect(inside > 100)
  }

  @Test("shows the stage that covers today, neither earlier nor later ones")
  func statusOfToday() throws {
    let small = try SmallWorkspace()
    let code = SmallWorkspace.code(1, 0)
    try small.workspace.write { transaction in
      let stages: [(ProgrammeStatus, Int, Int?)] = [
        (.calon, -100, -50), (.ditetapkan, -50, 0), (.aktif, 0, 30), (.nonaktif, 30, nil),
      ]
      for (status, since, until) in stages {
        var record = ProgrammeRecord(code: code, status: status, since: Self.day(since))
        record.until = until.map(Self.day)
        try transaction.insert(record)
      }
    }
    #expect(try small.snapshot().villages.area(code: code)?.status == .aktif)
    let yesterday = try DatasetSnapshot(of: small.workspace, today: Self.day(-1))
    #expect(yesterday.villages.area(code: code)?.status == .ditetapkan)
    let later = try DatasetSnapshot(of: small.workspace, today: Self.day(30))
    #expect(later.villages.area(code: code)?.status == .nonaktif)
    let before = try DatasetSnapshot(of: small.workspace, today: Self.day(-101))
    #expect(before.villages.area(code: code)?.status == nil)
  }

  private static func day(_ offset: Int) -> CivilDate {
    CivilDate(daysSince1970: DemoWorkspace.today.daysSince1970 + offset)
  }

  @Test("is replaced whole when the workspace has changed, and only then")
  func holderRefreshes() throws {
    let small = try SmallWorkspace()
    let holder = SnapshotHolder(small.workspace)
    #expect(holder.snapshot == nil)
    #expect(try holder.refresh(today: DemoWorkspace.today))
    #expect(try !holder.refresh(today: DemoWorkspace.today))
    let old = try #require(holder.snapshot)
    try small.addTips(at: [SmallWorkspace.place(0.5, 0.5)])
    #expect(holder.snapshot?.generation == old.generation)
    #expect(try holder.refresh(today: DemoWorkspace.today))
    let new = try #require(holder.snapshot)
    #expect(new.generation > old.generation)
    #expect(try !old.hasData(for: .tips) && new.hasData(for: .tips))
  }

  @Test("of an empty workspace covers nothing")
  func emptyWorkspace() throws {
    let small = try SmallWorkspace(columns: 0, rows: 0)
    let snapshot = try small.snapshot()
    #expect(snapshot.extent.isEmpty)
    #expect(snapshot.villages.areas.isEmpty)
    for source in HeatSource.allCases { #expect(try !snapshot.hasData(for: source)) }
  }

  @Test("lists the villages around a place, the one that contains it first")
  func villagesNear() throws {
    let snapshot = try SmallWorkspace().snapshot()
    let inside = VillageList(near: SmallWorkspace.place(1.4, 0.5), limit: 2, in: snapshot)
    let villages = try JSONObject(inside.json).list("villages")
    #expect(villages.count == 2)
    #expect(villages.first?.text("code") == SmallWorkspace.code(1, 0))
    #expect(villages.first?.bool("contains") == true)
    #expect(villages.last?.bool("contains") == false)
    let outside = VillageList(near: SmallWorkspace.place(-3, 0.5), limit: 1, in: snapshot)
    let nearest = try JSONObject(outside.json).list("villages").first
    #expect(nearest?.text("code") == SmallWorkspace.code(0, 0))
    #expect(nearest?.bool("contains") == false)
  }
}
