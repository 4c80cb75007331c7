import DemoSupport
import GeoPrimitives
import GeoStore
import Support
import Testing

@testable import GeoCore

/// Tiles that are kept from one snapshot to the next as long as their state says that they may.
@Suite("The state of a tile")
struct TileStateTests {
  private struct Kept {
    var body: [UInt8]
    var state: TileState
  }

  /// Keeps what it draws, as a server does.
  private struct Keeper {
    let request: TileRequest
    let disclosure: Disclosure
    var kept: Kept?
    var drawings = 0
    var reuses = 0

    init(_ path: String, _ disclosure: Disclosure) throws {
      request = try TileRequest(path: path, zone: .wib)
      self.disclosure = disclosure
    }

    mutating func look(at snapshot: DatasetSnapshot) throws {
      let state = try snapshot.state(of: request, for: disclosure)
      let cold = try TileRenderer(snapshot).render(request, for: disclosure).body
      if let kept, kept.state.mark == state.mark,
        try snapshot.isUntouched(request, since: kept.state.revision, for: disclosure)
      {
        #expect(kept.body == cold, "\(request.address) at revision \(snapshot.revision)")
        self.kept?.state = state
        reuses += 1
      } else {
        kept = Kept(body: cold, state: state)
        drawings += 1
      }
    }
  }

  private static let today = DemoWorkspace.today
  private static let owner = Disclosure.owner(purpose: "tests")

  private static func officer() throws -> Disclosure {
    try Disclosure(
      Principal(
        name: "petugas", role: .officer,
        area: try AreaOfResponsibility(codes: ["35.07.01.2001", "35.07.01.2102"])),
      purpose: try Purpose("tests"))
  }

  private static func keepers() throws -> [Keeper] {
    let center = SmallWorkspace.place(1.5, 1)
    var keepers: [Keeper] = []
    for zoom in [6, 12, 14] {
      for (dx, dy) in [(0, 0), (-1, 0)] {
        let tile = try #require(TileID(containing: center, zoom: zoom))
        let path = "\(zoom)/\(tile.x + dx)/\(tile.y + dy)"
        for query in [
          "heat/\(path).png?bandwidth=200&breaks=1,2,5,10", "heat/\(path).mvt?bandwidth=500",
          "heat/\(path)@2x.png?bandwidth=300&category=tppm&breaks=1,3",
          "heat/\(path).png?bandwidth=100&breaks=1,5&datetime=2026-02-01/..",
        ] {
          keepers.append(try Keeper(query, owner))
          keepers.append(try Keeper(query, try officer()))
        }
      }
      let tile = try #require(TileID(containing: center, zoom: zoom))
      for query in [
        "villages/\(zoom)/\(tile.x)/\(tile.y).mvt", "coverage/\(zoom)/\(tile.x)/\(tile.y).png",
        "tips/\(zoom)/\(tile.x)/\(tile.y).mvt", "heat/\(zoom)/\(tile.x)/\(tile.y).png",
        "heat/\(zoom)/\(tile.x)/\(tile.y).png?adaptive=true&breaks=1,2",
        "heat/\(zoom)/\(tile.x)/\(tile.y).png?bandwidth=auto&breaks=1,2",
        "service-points/\(zoom)/\(tile.x)/\(tile.y).mvt",
        "activities/\(zoom)/\(tile.x)/\(tile.y).mvt",
        "heat/\(zoom)/\(tile.x)/\(tile.y).png?source=accommodations&breaks=1,2",
      ] { keepers.append(try Keeper(query, owner)) }
    }
    return keepers
  }

  /// One edit of a workspace, of any kind.
  private static func edit(
    _ small: SmallWorkspace, _ random: inout SeededRandom, number: Int
  ) throws {
    let place = SmallWorkspace.place(random.uniform(-0.5...3.5), random.uniform(-0.5...2.5))
    try small.workspace.write { transaction in
      switch Int(random.uniform(0...11.99)) {
      case 0...6:
        var tip = TipRecord(
          id: "T-\(Int(random.uniform(0...120)))",
          occurredAt: Instant(
            secondsSince1970: 1_767_225_600 + Int64(random.uniform(0...8_000_000))),
          category: random.uniform(0...1) < 0.5 ? .tppo : .tppm)
        tip.place = random.uniform(0...1) < 0.1 ? nil : place
        switch Int(random.uniform(0...6)) {
        case 0: tip.level = .desa
        case 1: (tip.level, tip.radiusMeters) = (.dusun, 600)
        case 2: (tip.level, tip.radiusMeters) = (.street, 150)
        default: break
        }
        tip.channel = ["whatsapp", "telepon", nil][number % 3]
        try transaction.insert(tip, onDuplicate: .replace)
      case 7: try transaction.setStatus(ofTip: "T-\(number % 60)", to: .unfounded)
      case 8:
        var point = ServicePointRecord(id: "S-\(number % 5)", name: "Layanan \(number)")
        point.place = place
        try transaction.insert(point, onDuplicate: .replace)
      case 9:
        var activity = ActivityRecord(id: "A-\(number)", kind: .rapat, date: today)
        activity.place = place
        try transaction.insert(activity)
      case 10:
        var house = AccommodationRecord(id: "H-\(number % 9)", name: "Rumah \(number)")
        house.place = place
        try transaction.insert(house, onDuplicate: .replace)
      default:
        try transaction.insert(
          ProgrammeRecord(
            code: SmallWorkspace.code(number % 3, number % 2), status: .aktif,
            since: today.adding(days: -number % 100)), onDuplicate: .replace)
      }
    }
  }

  @Test(
    "lets a tile stay only while a cold rendering gives the same bytes, whatever is edited",
    arguments: [11, 12] as [UInt64])
  func neverStale(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let small = try SmallWorkspace()
    try small.addTips(
      at: (0..<60).map { _ in
        SmallWorkspace.place(random.uniform(0...3), random.uniform(0...2))
      })
    let holder = SnapshotHolder(small.workspace, consolidatingFrom: 25)
    try holder.refresh(today: Self.today)
    var keepers = try Self.keepers()
    for number in 0..<28 {
      try Self.edit(small, &random, number: number)
      try holder.refresh(today: Self.today)
      if number % 7 == 6 { try holder.consolidate() }
      let snapshot = try #require(holder.snapshot)
      for index in keepers.indices where (index + number) % 3 == 0 {
        try keepers[index].look(at: snapshot)
      }
    }
    // What is far from what changes, or does not depend on it, is kept.
    #expect(
      4 * keepers.reduce(0) { $0 + $1.reuses } > keepers.reduce(0) { $0 + $1.drawings })
    #expect(keepers.allSatisfy { $0.drawings >= 1 })
  }

  @Test("changes with a tip within the bandwidth, and not with one beyond it")
  func isExpiredNearby() throws {
    let small = try SmallWorkspace()
    try small.addTips(at: [SmallWorkspace.place(0.2, 0.2)])
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: Self.today)
    let first = try #require(holder.snapshot)
    let tile = try #require(TileID(containing: SmallWorkspace.place(0.2, 0.2), zoom: 15))
    let request = try TileRequest(
      path: "heat/15/\(tile.x)/\(tile.y).png?bandwidth=100&breaks=1", zone: .wib)
    let state = try first.state(of: request, for: Self.owner)

    try small.addTips(at: [SmallWorkspace.place(2.9, 1.9)])
    try holder.refresh(today: Self.today)
    let second = try #require(holder.snapshot)
    #expect(try second.state(of: request, for: Self.owner).mark == state.mark)
    #expect(try second.isUntouched(request, since: state.revision, for: Self.owner))

    try small.addTips(at: [SmallWorkspace.place(0.2, 0.2)])
    try holder.refresh(today: Self.today)
    let third = try #require(holder.snapshot)
    #expect(try third.state(of: request, for: Self.owner).mark == state.mark)
    #expect(try !third.isUntouched(request, since: state.revision, for: Self.owner))
  }

  @Test("outlives an edit of something else, for which everything is read anew")
  func outlivesOtherEdits() throws {
    let small = try SmallWorkspace()
    try small.addTips(at: [SmallWorkspace.place(0.2, 0.2)])
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: Self.today)
    let first = try #require(holder.snapshot)
    let tile = try #require(TileID(containing: SmallWorkspace.place(0.2, 0.2), zoom: 12))
    let request = try TileRequest(path: "heat/12/\(tile.x)/\(tile.y).png", zone: .wib)
    let state = try first.state(of: request, for: Self.owner)
    try small.workspace.write {
      try $0.insert(ServicePointRecord(id: "S", name: "Layanan"))
    }
    try holder.refresh(today: Self.today)
    let second = try #require(holder.snapshot)
    #expect(second.tips.base !== first.tips.base)
    #expect(try second.state(of: request, for: Self.owner).mark == state.mark)
    #expect(try second.isUntouched(request, since: state.revision, for: Self.owner))
  }

  @Test("is the same in another process that reads the same data")
  func isStable() throws {
    let small = try SmallWorkspace()
    for path in ["villages/9/415/267.mvt", "coverage/9/415/267.png", "offices/9/415/267.mvt"] {
      let request = try TileRequest(path: path, zone: .wib)
      let states = try (0..<2).map { _ in
        try small.snapshot().state(of: request, for: Self.owner).mark
      }
      #expect(states[0] == states[1])
    }
  }
}
