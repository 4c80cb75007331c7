import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Logging
import NIOCore
import Support
import Synchronization
import Testing

@testable import TileService

/// What the service answers for a tile while the workspace changes, beside what a drawing without any cache
/// gives.
@Suite("Tiles from the cache")
struct CachedTileTests {
  private static func small() throws -> SmallWorkspace {
    let small = try SmallWorkspace()
    try small.addTips(at: (0..<12).map { SmallWorkspace.place(Double($0) / 4, 0.4) })
    return small
  }

  private static func path(_ layer: String, _ zoom: Int, _ rest: String) throws -> String {
    let tile = try #require(
      TileID(containing: SmallWorkspace.place(1.5, 1), zoom: zoom))
    return "\(layer)/\(zoom)/\(tile.x)/\(tile.y)\(rest)"
  }

  private static func cold(_ path: String, _ snapshot: DatasetSnapshot, _ role: Role) throws
    -> [UInt8]
  {
    let account =
      role == .public ? Principal.anonymous : try TestAccounts.account(role).principal
    let request = try TileRequest(path: path, zone: snapshot.zone, for: role)
    return try TileRenderer(snapshot).render(
      request, for: Disclosure(account, purpose: try Purpose("tests"))
    ).body
  }

  @Test("are what is drawn anew, after any edit, for every reader")
  func followsEdits() async throws {
    let small = try Self.small()
    let service = try ServiceUnderTest(small.workspace) { $0.storedMegabytes = 16 }
    var random = SeededRandom(seed: 5)
    let requests: [(String, Role)] = [
      (try Self.path("villages", 11, ".mvt"), .public),
      (try Self.path("coverage", 11, ".svg"), .public),
      (try Self.path("heat", 12, ".png?bandwidth=300&breaks=1,4"), .officer),
      (try Self.path("heat", 15, ".png?bandwidth=100&breaks=1,4"), .officer),
      (try Self.path("heat", 10, ".mvt"), .officer),
      (try Self.path("heat", 10, ".png"), .partner),
      (try Self.path("tips", 13, ".mvt"), .officer),
    ]
    for round in 0..<12 {
      for (path, role) in requests where random.uniform(0...1) < 0.8 {
        let answer = try await service("/tiles/\(path)", as: role)
        let snapshot = try #require(service.holder.snapshot)
        #expect([200, 204].contains(answer.status))
        #expect(answer.body == (try Self.cold(path, snapshot, role)), "\(path) in round \(round)")
        #expect(answer.headers[.dataGeneration] == "\(snapshot.generation)")
      }
      let place = SmallWorkspace.place(random.uniform(0...3), random.uniform(0...2))
      if round % 4 == 3 {
        try small.workspace.write { transaction in
          try transaction.insert(
            ProgrammeRecord(
              code: SmallWorkspace.code(round % 3, 0), status: .aktif,
              since: CivilDate(daysSince1970: DemoWorkspace.today.daysSince1970 - round)))
        }
      } else {
        try small.addTips(at: [place])
      }
      try service.holder.refresh(today: DemoWorkspace.today)
    }
  }

  @Test("stay when what changes is not in them, and are told with the new generation")
  func stayUntouched() async throws {
    let small = try Self.small()
    let service = try ServiceUnderTest(small.workspace)
    let path = try Self.path("villages", 11, ".mvt")
    let first = try await service("/tiles/\(path)", as: .public)
    let key = try Self.key(path)
    let tile = try #require(service.tiles.cache.entry(key)).tile
    try small.addTips(at: [SmallWorkspace.place(1, 1)])
    try service.holder.refresh(today: DemoWorkspace.today)
    let second = try await service(
      "/tiles/\(path)", as: .public, headers: [.ifNoneMatch: first.headers[.eTag] ?? ""])
    #expect(second.status == 304)
    #expect(second.headers[.dataGeneration] != first.headers[.dataGeneration])
    // The body was not made again.
    let renewed = try #require(service.tiles.cache.entry(key)).tile
    #expect(renewed.representation.body == tile.representation.body)
    #expect(
      try #require(service.tiles.cache.entry(key)).state.revision
        == service.holder.snapshot?.revision)
  }

  @Test("are kept whole for who asks in the same words, until the data change")
  func quickAnswers() async throws {
    let small = try Self.small()
    let service = try ServiceUnderTest(small.workspace)
    let path = "/tiles/" + (try Self.path("villages", 11, ".mvt"))
    var answers: [Answer] = []
    for _ in 0..<3 { answers.append(try await service(path, as: .public)) }
    #expect(service.tiles.counts.count(.drawn) == 1)
    #expect(Set(answers.map(\.body)).count == 1)
    let key = try #require(QuickTiles.Key(Self.head(path)))
    let kept = try #require(service.tiles.quick.answer(key, service.context.moment))
    #expect(Array(kept.body.readableBytesView) == answers[0].body)
    let names = Set(answers[2].headers.map(\.name.canonicalName))
    #expect(names.subtracting(kept.head.headerFields.map(\.name.canonicalName)) == ["x-request-id"])
    // Compressed it is another answer.
    let compressed = try #require(QuickTiles.Key(Self.head(path, [.acceptEncoding: "gzip"])))
    #expect(service.tiles.quick.answer(compressed, service.context.moment) == nil)
    try small.workspace.write { transaction in
      try transaction.insert(
        ProgrammeRecord(
          code: SmallWorkspace.code(1, 1), status: .aktif, since: DemoWorkspace.today))
    }
    try service.holder.refresh(today: DemoWorkspace.today)
    #expect(service.tiles.quick.answer(key, service.context.moment) == nil)
    #expect(try await service(path, as: .public).body != answers[0].body)
  }

  private static func head(_ path: String, _ headers: HTTPFields = [:]) -> HTTPRequest {
    HTTPRequest(
      method: .get, scheme: "http", authority: "localhost:8080", path: path, headerFields: headers)
  }

  private static func key(_ path: String) throws -> TileCache.Key {
    let request = try TileRequest(path: path, zone: .wib, for: .public)
    return TileCache.Key(
      readers: try .init(request, Disclosure(.anonymous, purpose: nil)), request: request)
  }

  @Test("lie on the disk for the next start, but not those that show single tips")
  func surviveOnDisk() async throws {
    let small = try Self.small()
    let paths = [
      try Self.path("villages", 11, ".mvt"), try Self.path("villages", 11, "@2x.png"),
      try Self.path("coverage", 11, ".svg"),
    ]
    let heat = try Self.path("heat", 12, ".png")
    var bodies: [[UInt8]] = []
    do {
      let service = try ServiceUnderTest(small.workspace) { $0.storedMegabytes = 16 }
      for path in paths { bodies.append(try await service("/tiles/\(path)", as: .public).body) }
      #expect(try await service("/tiles/\(heat)").status == 200)
      await service.tiles.shelf.shutDown()
    }
    let store = try TileStore(path: TileStore.path(besides: small.path))
    #expect(try store.shares().reduce(0) { $0 + $1.tiles } == 3)
    #expect(try store.shares().allSatisfy { ["villages", "coverage"].contains($0.layer) })
    let service = try ServiceUnderTest(small.workspace) { $0.storedMegabytes = 16 }
    for (path, body) in zip(paths, bodies) {
      let name = try #require(try Self.key(path).storedName)
      // What lies there is what is sent, if its mark is right: so it is taken from there.
      let marked = try #require(try store.tile(name))
      try store.write([
        (
          name,
          TileStore.Tile(
            mark: marked.mark, layer: marked.layer, zoom: marked.zoom, body: marked.body)
        )
      ])
      #expect(try await service("/tiles/\(path)", as: .public).body == body)
    }
  }

  @Test("are drawn when the disk takes none, which is said once")
  func goesOnWithoutDisk() async throws {
    let small = try Self.small()
    try FileManager.default.createDirectory(
      atPath: TileStore.path(besides: small.path), withIntermediateDirectories: true)
    let service = try ServiceUnderTest(small.workspace) { $0.storedMegabytes = 16 }
    #expect(service.tiles.shelf.store == nil)
    let path = try Self.path("villages", 11, ".mvt")
    #expect(try await service("/tiles/\(path)", as: .public).status == 200)
  }

  @Test("are not kept any more once the disk is full, and go on being served")
  func goesOnWhenDiskIsFull() async throws {
    let small = try Self.small()
    let store = try TileStore(path: TileStore.path(besides: small.path), largestPageCount: 5)
    let (logger, complaints) = RecordingLog.make()
    let service = try ServiceUnderTest(small.workspace) {
      $0.store = store
      $0.logger = logger
    }
    for zoom in 0...20 {
      for layer in ["villages", "coverage"] {
        let path = try Self.path(layer, zoom, ".svg")
        #expect(try await service("/tiles/\(path)", as: .public).status == 200)
      }
    }
    for _ in 0..<500 where service.tiles.shelf.store != nil {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(service.tiles.shelf.store == nil)
    #expect(complaints.all.count { $0.contains("not kept on the disk any more") } == 1)
    let path = try Self.path("villages", 7, "@2x.png")
    #expect(try await service("/tiles/\(path)", as: .public).status == 200)
  }

  @Test("are drawn once for two hundred who ask at the same time")
  func drawsOnce() async throws {
    let small = try Self.small()
    let service = try ServiceUnderTest(small.workspace)
    let path = try Self.path("heat", 12, ".png?bandwidth=700")
    let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<200 { group.addTask { try await service("/tiles/\(path)").body } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(bodies.count == 200 && Set(bodies).count == 1)
    #expect(service.tiles.counts.count(.drawn) == 1)
  }
}

@Suite("The routes of the cache")
struct CacheRouteTests {
  @Test("tell administrators what is kept, seed it and clear it")
  func seedsAndClears() async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace) { $0.storedMegabytes = 16 }
    let begun = try await service(
      "/cache/seed", .post, as: .admin, body: #"{"layer":"villages","zoom":"8-11"}"#)
    #expect(begun.status == 202)
    for _ in 0..<500 where service.seeding.status?.isRunning == true {
      try await Task.sleep(for: .milliseconds(10))
    }
    let status = try #require(service.seeding.status)
    #expect(!status.isRunning && status.failure == nil)
    #expect(status.progress.drawn == status.progress.total && status.progress.total > 0)
    let told = try await service("/cache", as: .admin).text
    #expect(told.contains(#""layer":"villages""#))
    let cleared = try await service("/cache/clear", .post, as: .admin)
    #expect(cleared.text == #"{"cleared":{"memory":0,"disk":\#(status.progress.drawn)}}"#)
  }

  @Test(
    "refuse what cannot be seeded, by name",
    arguments: [
      (#"{"layer":"village","zoom":"4"}"#, 400, "layer"),
      (#"{"layer":"villages","zoom":"4-33"}"#, 400, "zoom"),
      (#"{"layer":"villages","zoom":"4","bbox":"1,2,3"}"#, 400, "bbox"),
      (#"{"layer":"villages","zoom":"4","code":"99.99"}"#, 400, "99.99"),
      (#"{"layer":"villages","zoom":"4","parameters":"levle=village"}"#, 400, "levle"),
      (#"{"layer":"tips","zoom":"4","as":"nobody"}"#, 400, "as"),
    ])
  func refuses(body: String, status: Int, named: String) async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace) { $0.storedMegabytes = 16 }
    let answer = try await service("/cache/seed", .post, as: .admin, body: body)
    #expect([400, 404].contains(answer.status))
    #expect(answer.text.contains(named))
  }

  @Test("do not keep tiles of single tips on the disk")
  func keepsTipsInMemory() async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace) { $0.storedMegabytes = 16 }
    let officer = try TestAccounts.account(.officer).principal.name
    let answer = try await service(
      "/cache/seed", .post, as: .admin, purpose: "seeding",
      headers: [.purpose: "seeding"],
      body: #"{"layer":"heat","zoom":"8","as":"\#(officer)"}"#)
    #expect(answer.status == 400)
    #expect(answer.text.contains("tiles-not-kept"))
  }

  @Test("are for administrators alone", arguments: [Role.public, .partner, .planner, .officer])
  func areRefused(role: Role) async throws {
    let service = try ServiceUnderTest.demo()
    #expect([401, 403].contains(try await service("/cache", as: role).status))
    #expect([401, 403].contains(try await service("/cache/clear", .post, as: role).status))
  }
}

/// A log that tests look into.
final class RecordingLog: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  static func make() -> (Logger, RecordingLog) {
    let log = RecordingLog()
    return (Logger(label: "tests") { _ in Handler(log: log) }, log)
  }

  private struct Handler: LogHandler {
    let log: RecordingLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      log.lines.withLock { $0.append("\(event.message)") }
    }
  }
}
