import DemoSupport
import GeoPrimitives
import GeoStore
import Support
import Testing

@testable import GeoCore

@Suite("Borders in tiles")
struct TileBorderTests {
  private func borders(_ snapshot: DatasetSnapshot, _ path: String) throws
    -> [VectorTileReader.Feature]
  {
    let layers = try VectorTileReader.layers(of: Tiles(snapshot)(path).body)
    return layers.first { $0.name == "borders" }?.features ?? []
  }

  /// Two districts of two villages each, the border between one pair unsettled.
  private func board() throws -> DatasetSnapshot {
    let small = try SmallWorkspace(columns: 0, rows: 0)
    try small.workspace.write { transaction in
      for (number, code) in ["35.07.01.2001", "35.07.01.2002", "35.07.02.2001", "35.07.02.2002"]
        .enumerated()
      {
        var village = VillageRecord(
          code: try AreaCode(code), name: code, geometry: SmallWorkspace.square(number, 0))
        village.boundaryStatus = number == 3 ? .sengketa : number == 0 ? .indikatif : .definitif
        try transaction.insert(village)
      }
    }
    return try small.snapshot()
  }

  @Test("are drawn once, by the highest level that they part and the less settled side")
  func classes() throws {
    let snapshot = try board()
    let middle = SmallWorkspace.place(2, 0.5)
    let tile = try #require(TileID(containing: middle, zoom: 10))
    let features = try borders(snapshot, "villages/\(tile.path).mvt")
    var lengths: [String: Int] = [:]
    for feature in features {
      let outer = feature.tags["outer"] == .bool(true) ? " outer" : ""
      let kind = "\(feature.text("level") ?? "") \(feature.text("boundary_status") ?? "")\(outer)"
      #expect(feature.type == 2 && lengths[kind] == nil)
      lengths[kind] = feature.paths.reduce(0) { $0 + Self.length($1) }
    }
    // A side of a square in units of zoom 10.
    let side = SmallWorkspace.side / 360 * Double(4096 << 10)
    func isAbout(_ kind: String, _ sides: Double) -> Bool {
      abs(Double(lengths[kind] ?? 0) - sides * side) < 0.03 * side * sides
    }
    #expect(isAbout("village indikatif", 1) && isAbout("village sengketa", 1))
    #expect(isAbout("district definitif", 1))
    #expect(isAbout("province definitif outer", 4))
    #expect(isAbout("province indikatif outer", 3) && isAbout("province sengketa outer", 3))
    #expect(lengths.count == 6)
  }

  private static func length(_ path: [(x: Int, y: Int)]) -> Int {
    zip(path, path.dropFirst()).reduce(0) { $0 + abs($1.1.x - $1.0.x) + abs($1.1.y - $1.0.y) }
  }

  @Test("are dashed in pictures where one side is not settled")
  func dashes() throws {
    let snapshot = try board()
    let tile = try #require(TileID(containing: SmallWorkspace.place(2, 0.5), zoom: 11))
    let drawing = String(
      decoding: try Tiles(snapshot)("villages/\(tile.path).svg").body, as: UTF8.self)
    #expect(drawing.contains(".border-village-dashed{"))
    #expect(drawing.contains("stroke-dasharray:4 3"))
    #expect(drawing.contains(#"class="border-district""#))
    #expect(drawing.contains("<title>35.07.01.2001 (35.07.01.2001)</title>"))
  }

  @Test("run along the areas' own edges, in every tile of the demo", arguments: [8, 9, 11])
  func alongAreas(zoom: Int) throws {
    let snapshot = try DemoWorkspace.snapshot()
    for tile in try Tiles.covering(snapshot.extent, zoom: zoom) {
      let layers = try VectorTileReader.layers(
        of: Tiles(snapshot)("villages/\(tile.path).mvt?level=village").body)
      let areas = layers.first { $0.name == "villages" }?.features ?? []
      let corners = Set(areas.flatMap { $0.paths.flatMap { $0.map { [$0.x, $0.y] } } })
      for line in layers.first(where: { $0.name == "borders" })?.features ?? [] {
        for path in line.paths {
          #expect(path.count > 1)
          for point in path where Self.isWithin(point) {
            #expect(zoom < 9 || corners.contains([point.x, point.y]))
          }
        }
      }
    }
  }

  private static func isWithin(_ point: (x: Int, y: Int)) -> Bool {
    (-63...4159).contains(point.x) && (-63...4159).contains(point.y)
  }

  // MARK: Joining

  private func line(_ points: [(Int32, Int32)]) -> ArraySlice<UnitPoint> {
    points.map { UnitPoint(x: $0.0, y: $0.1) }[...]
  }

  @Test("are joined where they meet end to end, whichever way they run")
  func joining() {
    var joiner = LineJoiner()
    joiner.add(line([(0, 0), (1, 0)]))
    joiner.add(line([(2, 0), (1, 0)]))
    joiner.add(line([(9, 9), (8, 9)]))
    joiner.add(line([(2, 0), (3, 5), (4, 0)]))
    joiner.add(line([(5, 5)]))
    #expect(
      joiner.lines == [
        Array(line([(0, 0), (1, 0), (2, 0), (3, 5), (4, 0)])), Array(line([(9, 9), (8, 9)])),
      ])
    var ring = LineJoiner()
    ring.add(line([(0, 0), (1, 0), (1, 1)]))
    ring.add(line([(0, 0), (0, 1), (1, 1)]))
    ring.add(line([(7, 7), (8, 7), (8, 8), (7, 7)]))
    #expect(ring.lines.count == 2 && ring.lines.allSatisfy { $0.first == $0.last })
  }

  @Test("keep every edge once when they are joined", arguments: 0..<20)
  func joinedEdges(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var joiner = LineJoiner()
    var edges: [[Int32]: Int] = [:]
    for _ in 0..<200 {
      let a = UnitPoint(x: Int32(random.next() % 8), y: Int32(random.next() % 8))
      let b = UnitPoint(x: Int32(random.next() % 8), y: Int32(random.next() % 8))
      guard a != b else { continue }
      joiner.add([a, b])
      edges[Self.key(a, b), default: 0] += 1
    }
    let count = edges.values.reduce(0, +)
    for line in joiner.lines {
      for (a, b) in zip(line, line.dropFirst()) { edges[Self.key(a, b), default: 0] -= 1 }
    }
    #expect(edges.values.allSatisfy { $0 == 0 } && joiner.lines.count < count)
  }

  private static func key(_ a: UnitPoint, _ b: UnitPoint) -> [Int32] {
    (a.x, a.y) < (b.x, b.y) ? [a.x, a.y, b.x, b.y] : [b.x, b.y, a.x, a.y]
  }

  @Test("have classes that come back from their byte")
  func bytes() {
    for level in AdministrativeLevel.allCases {
      for isOuter in [false, true] {
        for status in BoundaryStatus.allCases + [nil] {
          let border = BorderClass(level: level, isOuter: isOuter, status: status)
          #expect(BorderClass(byte: border.byte) == border)
          #expect(border.byte != BorderClass.noBorder)
        }
      }
    }
  }
}
