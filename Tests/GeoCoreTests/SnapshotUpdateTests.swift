import DemoSupport
import DensityEstimation
import Foundation
import Support
import Synchronization
import Testing

@testable import GeoCore

@Suite("A snapshot that follows its workspace")
struct SnapshotUpdateTests {
  private static let owner = Disclosure.owner(purpose: "tests")
  private static let today = DemoWorkspace.today

  /// Tips of all precisions scattered over a board.
  private static func board(tips: Int, seed: UInt64) throws -> SmallWorkspace {
    let small = try SmallWorkspace()
    try addTips(tips, to: small, seed: seed)
    return small
  }

  private static func addTips(_ count: Int, to small: SmallWorkspace, seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let places = (0..<count).map { _ in
      SmallWorkspace.place(random.uniform(-0.2...3.2), random.uniform(-0.2...2.2))
    }
    try small.addTips(at: places) { number, tip in
      tip.occurredAt = Instant(secondsSince1970: 1_767_225_600 + Int64(number) * 3600)
      tip.channel = ["whatsapp", "telepon", nil, "pos \(seed)"][number % 4]
      switch number % 5 {
      case 0: tip.level = .desa
      case 1: (tip.level, tip.radiusMeters) = (.dusun, 600)
      case 2: (tip.level, tip.radiusMeters) = (.street, 150)
      default: break
      }
      if number % 7 == 0 { tip.category = .pmi }
    }
  }

  private static func queries() throws -> [HeatQuery] {
    let plain = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 1000))
    var narrow = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 400))
    narrow.filter.categories = [.pmi]
    var channel = plain
    channel.filter.channels = ["whatsapp"]
    var adaptive = plain
    adaptive.isAdaptive = true
    var found = plain
    found.bandwidthRule = .scott
    var coast = plain
    coast.edge = .land
    return [plain, narrow, channel, adaptive, found, coast]
  }

  /// What two snapshots answer must be the same up to rounding.
  private static func expectEqual(_ a: DatasetSnapshot, _ b: DatasetSnapshot) throws {
    #expect(a.generation == b.generation)
    #expect(try a.tipPeriod(for: owner) == b.tipPeriod(for: owner))
    let tile = try HeatTileTests.tile(1.5, 1, zoom: 12)
    let window = LatticeWindow(tile: tile)
    for query in try queries() {
      let (first, second) = (try a.view(of: query), try b.view(of: query))
      #expect(first.count == second.count)
      #expect(first.impreciseCount == second.impreciseCount)
      #expect(first.index.totalWeight == second.index.totalWeight)
      let (one, two) = (
        try a.field(of: query, for: owner).densities(in: window).values,
        try b.field(of: query, for: owner).densities(in: window).values
      )
      let peak = two.max() ?? 0
      #expect(zip(one, two).allSatisfy { abs($0 - $1) <= peak / 400 })
      #expect(
        try a.defaultBreaks(of: query, for: owner).limits.count
          == b.defaultBreaks(of: query, for: owner).limits.count)
      let (means, others) = (
        try a.villageMeans(of: query, for: owner), try b.villageMeans(of: query, for: owner)
      )
      #expect(zip(means, others).allSatisfy { abs($0 - $1) <= 0.005 * Double(peak) })
    }
    let query = try queries()[0]
    let lines = try [a, b].map { try $0.villageDensities(of: query, for: owner) }
    #expect(lines[0].map(\.count) == lines[1].map(\.count))
    #expect(lines[0].map(\.weight) == lines[1].map(\.weight))
    #expect(lines[0].map(\.impreciseShare) == lines[1].map(\.impreciseShare))
  }

  @Test("shows single tips that come, change and go, without reading the others again")
  func followsSingleTips() throws {
    let small = try Self.board(tips: 150, seed: 1)
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: Self.today)
    let first = try #require(holder.snapshot)
    for query in try Self.queries() { _ = try first.defaultBreaks(of: query, for: Self.owner) }
    for round in 0..<2 {
      try Self.addTips(10, to: small, seed: UInt64(100 + round))
      try small.workspace.write { transaction in
        try transaction.setStatus(ofTip: "T-\(round * 5)", to: .unfounded)
        try transaction.setStatus(ofTip: "T-\(150 + round)", to: .duplicate)
        var moved = TipRecord(
          id: "T-\(round * 5 + 1)", occurredAt: Instant(secondsSince1970: 0), category: .pmi)
        moved.place = SmallWorkspace.place(2.5, 0.5)
        try transaction.insert(moved, onDuplicate: .replace)
        moved.id = "T-\(round * 5 + 2)"
        moved.place = nil
        try transaction.insert(moved, onDuplicate: .replace)
      }
      #expect(try holder.refresh(today: Self.today))
      let now = try #require(holder.snapshot)
      #expect(now.tips.base === first.tips.base && now.places === first.places)
      try Self.expectEqual(now, small.snapshot())
    }
    // Who began before goes on with what was there then.
    #expect(first.tips.count == 150 && !first.tips.hasChanges)
  }

  @Test("sorts its changes in once they are many, and keeps what it has derived")
  func consolidates() throws {
    let small = try Self.board(tips: 120, seed: 2)
    let holder = SnapshotHolder(small.workspace, consolidatingFrom: 50)
    try holder.refresh(today: Self.today)
    let first = try #require(holder.snapshot)
    for query in try Self.queries() {
      _ = try first.defaultBreaks(of: query, for: Self.owner)
      _ = try first.villageDensities(of: query, for: Self.owner)
    }
    #expect(try !holder.consolidate())
    try Self.addTips(60, to: small, seed: 3)
    try small.workspace.write { try $0.setStatus(ofTip: "T-7", to: .duplicate) }
    try holder.refresh(today: Self.today)
    let changed = try #require(holder.snapshot)
    #expect(changed.tips.base === first.tips.base && changed.tips.changeCount == 62)
    #expect(try holder.consolidate())
    let now = try #require(holder.snapshot)
    #expect(now.tips.base !== first.tips.base && !now.tips.hasChanges)
    #expect(now.tips.base.views.entries.count == first.tips.base.views.entries.count)
    #expect(now.tips.base.villageMeans.entries.count > 0)
    #expect(now.tips.base.villages.entries.count == 1)
    try Self.expectEqual(now, small.snapshot())
    try Self.addTips(5, to: small, seed: 4)
    try holder.refresh(today: Self.today)
    let later = try #require(holder.snapshot)
    #expect(later.tips.base === now.tips.base)
    try Self.expectEqual(later, small.snapshot())
  }

  @Test("keeps tips that come while the others are being sorted in")
  func changesDuringConsolidation() throws {
    let small = try Self.board(tips: 60, seed: 5)
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: Self.today)
    try Self.addTips(40, to: small, seed: 6)
    try holder.refresh(today: Self.today)
    let changed = try #require(holder.snapshot)
    let consolidated = try changed.consolidated()
    try Self.addTips(3, to: small, seed: 7)
    try small.workspace.write { try $0.setStatus(ofTip: "T-70", to: .unfounded) }
    let now = try consolidated.updated(from: small.workspace, today: Self.today)
    #expect(now.tips.base === consolidated.tips.base && now.tips.hasChanges)
    try Self.expectEqual(now, small.snapshot())
  }

  @Test("is read anew when something else has changed, or the day has")
  func readsAnew() throws {
    let small = try Self.board(tips: 20, seed: 8)
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: Self.today)
    let first = try #require(holder.snapshot)
    try small.workspace.write { transaction in
      try transaction.insert(
        PopulationRecord(code: SmallWorkspace.code(0, 0), residents: 900, asOf: nil))
      try transaction.setStatus(ofTip: "T-1", to: .verified)
    }
    #expect(try holder.refresh(today: Self.today))
    let second = try #require(holder.snapshot)
    #expect(second.tips.base !== first.tips.base)
    #expect(second.residents[SmallWorkspace.code(0, 0)] == 900)
    let tomorrow = CivilDate(daysSince1970: Self.today.daysSince1970 + 1)
    #expect(try holder.refresh(today: tomorrow))
    #expect(holder.snapshot?.today == tomorrow)
    #expect(try !holder.refresh(today: tomorrow))
  }

  @Test("goes back to no tips at all")
  func losesAll() throws {
    let small = try Self.board(tips: 12, seed: 9)
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: Self.today)
    let query = try Self.queries()[0]
    _ = try holder.snapshot?.defaultBreaks(of: query, for: Self.owner)
    try small.workspace.write { transaction in
      for number in 0..<12 {
        try transaction.setStatus(ofTip: "T-\(number)", to: .unfounded)
      }
    }
    try holder.refresh(today: Self.today)
    let now = try #require(holder.snapshot)
    #expect(now.tips.hasChanges && now.tips.count == 12)
    let tile = try HeatTileTests.tile(1.5, 1, zoom: 12)
    let values = try now.field(of: query, for: Self.owner)
      .densities(in: LatticeWindow(tile: tile)).values
    #expect(values.allSatisfy { $0 == 0 })
    #expect(try now.villageMeans(of: query, for: Self.owner).allSatisfy { $0 == 0 })
    #expect(
      try now.villageDensities(of: query, for: Self.owner).allSatisfy {
        $0.count == 0 && $0.weight == 0
      })
  }

  /// Runs a body on threads of its own, however few cores there are, and waits for all.
  private static func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for number in 0..<count {
      group.enter()
      Thread.detachNewThread {
        body(number)
        group.leave()
      }
    }
    group.wait()
  }

  @Test("shows readers whole states only, while tips come and are sorted in beside them")
  func readersUnderLoad() throws {
    let small = try Self.board(tips: 30, seed: 10)
    let holder = SnapshotHolder(small.workspace, consolidatingFrom: 7)
    try holder.refresh(today: Self.today)
    let query = try Self.queries()[0]
    let start = try #require(holder.snapshot)
    let offset = start.generation - Int64(try start.view(of: query).count)
    let isDone = Atomic(false)
    let wrong = Atomic(0)
    let seen = Atomic(0)
    Self.onThreads(4) { role in
      defer { if role == 0 { isDone.store(true, ordering: .relaxed) } }
      switch role {
      case 0:
        for round in 0..<25 {
          guard (try? Self.addTips(1, to: small, seed: UInt64(round))) != nil,
            (try? holder.refresh(today: Self.today)) != nil,
            holder.snapshot?.tips.count == 31 + round
          else {
            wrong.add(1, ordering: .relaxed)
            return
          }
        }
      case 1:
        while !isDone.load(ordering: .relaxed) {
          if (try? holder.consolidate()) == nil { wrong.add(1, ordering: .relaxed) }
          usleep(2000)
        }
      default:
        while !isDone.load(ordering: .relaxed) {
          // One insert is one generation, so a snapshot's generation tells what it must hold.
          guard let snapshot = holder.snapshot, let view = try? snapshot.view(of: query),
            Int64(view.count) == snapshot.generation - offset,
            view.index.totalWeight == Double(view.count)
          else {
            wrong.add(1, ordering: .relaxed)
            return
          }
          seen.add(1, ordering: .relaxed)
          usleep(1000)
        }
      }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
    #expect(seen.load(ordering: .relaxed) > 0)
    let now = try #require(holder.snapshot)
    #expect(now.tips.count == 55 && now.tips.base !== start.tips.base)
    try Self.expectEqual(now, small.snapshot())
  }
}
