import DemoSupport
import DensityEstimation
import Foundation
import SpatialIndexing
import Support
import Testing

@testable import GeoCore

@Suite("The file of sorted views")
struct ViewFileTests {
  private static let owner = Disclosure.owner(purpose: "tests")

  /// The snapshot of a workspace whose views are kept however few points they have.
  private static func snapshot(_ small: SmallWorkspace) throws -> DatasetSnapshot {
    let snapshot = try small.snapshot()
    let base = TipBase(
      snapshot.tips.base.columns,
      file: ViewFile(path: ViewFile.path(besides: small.path), smallestView: 0))
    return DatasetSnapshot(
      snapshot, generation: snapshot.generation,
      tips: TipTable(base, channelNames: snapshot.tips.channelNames))
  }

  private static func board() throws -> SmallWorkspace {
    var random = SeededRandom(seed: 17)
    let small = try SmallWorkspace()
    let places = (0..<80).map { _ in
      SmallWorkspace.place(random.uniform(0...3), random.uniform(0...2))
    }
    try small.addTips(at: places) { number, tip in
      if number % 3 == 0 { tip.level = .desa }
      if number % 4 == 0 { tip.category = .pmi }
    }
    return small
  }

  private static func queries() throws -> [HeatQuery] {
    var queries = [HeatQuery(parameters: try DensityParameters(bandwidthMeters: 1000))]
    queries.append(queries[0])
    queries[1].filter.categories = [.pmi, .tppo]
    queries[1].filter.channels = ["a \"b\"", "c"]
    queries.append(queries[0])
    queries[2].filter.interval = try #require(
      TimeInterval(start: nil, end: Instant(secondsSince1970: 1_800_000_000)))
    return queries
  }

  @Test("gives a later run the views of an earlier one, the same to the last bit")
  func reopened() throws {
    let small = try Self.board()
    let first = try Self.snapshot(small)
    let views = try Self.queries().map { try first.view(of: $0) }
    let means = try Self.queries().map { try first.villageMeans(of: $0, for: Self.owner) }
    #expect(try first.tips.base.file.save(viewsOf: first))
    #expect(try !first.tips.base.file.save(viewsOf: first))
    #expect(FileManager.default.fileExists(atPath: small.path + ".index"))
    let later = try Self.snapshot(small)
    let window = LatticeWindow(tile: try HeatTileTests.tile(1.5, 1, zoom: 12))
    for (query, expected) in zip(try Self.queries(), means) {
      let stored = later.tips.base.file.villageMeans(of: query, later)
      #expect(stored == expected)
    }
    var other = try Self.queries()[0]
    other.parameters = try DensityParameters(bandwidthMeters: 900)
    #expect(later.tips.base.file.villageMeans(of: other, later) == nil)
    for (query, view) in zip(try Self.queries(), views) {
      let spread = TipBase.ViewKey(
        scope: TipScope(filter: query.filter, area: .everywhere), spreadCount: 0)
      let found = later.tips.base.file.view(spread, of: later)
      let stored = try #require(found)
      #expect(stored.count == view.count && stored.impreciseCount == view.impreciseCount)
      #expect(
        try first.field(of: query, for: Self.owner).densities(in: window).values
          == later.field(of: query, for: Self.owner).densities(in: window).values)
    }
  }

  @Test("is not used once a tip or a village has changed")
  func stale() throws {
    let small = try Self.board()
    let first = try Self.snapshot(small)
    let query = try Self.queries()[0]
    _ = try first.view(of: query)
    #expect(try first.tips.base.file.save(viewsOf: first))
    let key = TipBase.ViewKey(
      scope: TipScope(filter: query.filter, area: .everywhere), spreadCount: 0)
    try small.workspace.write { transaction in
      try transaction.replaceGeometry(
        ofVillage: AreaCode(SmallWorkspace.code(0, 0)), with: SmallWorkspace.square(5, 5))
    }
    let moved = try Self.snapshot(small)
    let afterMove = moved.tips.base.file.view(key, of: moved)
    #expect(afterMove == nil)
    try small.workspace.write { try $0.setStatus(ofTip: "T-5", to: .verified) }
    let changed = try Self.snapshot(small)
    let afterChange = changed.tips.base.file.view(key, of: changed)
    #expect(afterChange == nil)
    // A file that is out of date is replaced.
    _ = try changed.view(of: query)
    #expect(try changed.tips.base.file.save(viewsOf: changed))
    let later = try Self.snapshot(small)
    let afterSaving = later.tips.base.file.view(key, of: later)
    #expect(afterSaving != nil)
  }

  @Test("is not used when it is damaged, and is written again")
  func damaged() throws {
    let small = try Self.board()
    let path = small.path + ".index"
    try Data("not an index".utf8).write(to: URL(fileURLWithPath: path))
    #expect(small.workspace.sidecarProblems().map(\.code) == [.sidecar])
    let snapshot = try Self.snapshot(small)
    let view = try snapshot.view(of: try Self.queries()[0])
    #expect(view.count == 80)
    #expect(try snapshot.tips.base.file.save(viewsOf: snapshot))
    #expect(small.workspace.sidecarProblems().isEmpty)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count > 4096)
  }

  @Test("that cannot be written is told once, and views are made all the same")
  func unwritable() throws {
    let small = try Self.board()
    let snapshot = try small.snapshot()
    let base = TipBase(
      snapshot.tips.base.columns,
      file: ViewFile(path: "/no/such/folder/a.index", smallestView: 0))
    let blocked = DatasetSnapshot(
      snapshot, generation: snapshot.generation,
      tips: TipTable(base, channelNames: snapshot.tips.channelNames))
    #expect(try blocked.view(of: try Self.queries()[0]).count == 80)
    #expect(throws: IndexFileError.self) { try base.file.save(viewsOf: blocked) }
    #expect(try !base.file.save(viewsOf: blocked))
  }

  @Test("is not made for few tips")
  func smallViews() throws {
    let small = try Self.board()
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: DemoWorkspace.today)
    _ = try holder.snapshot?.view(of: try Self.queries()[0])
    #expect(try !holder.saveViews())
    #expect(!FileManager.default.fileExists(atPath: small.path + ".index"))
  }
}
