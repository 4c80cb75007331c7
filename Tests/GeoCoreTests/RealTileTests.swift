import Coverage
import DemoSupport
import GEOSBindings
import GeoCore
import Support
import Testing

/// Tiles of real villages, put together again from what a client reads.
@Suite(
  "Tiles of real villages", .enabled(if: TestData.isAvailable, "\(TestData.skipReason)"))
struct RealTileTests {
  static let sets = ["3573_kota_malang", "3171_kota_jakarta_pusat", "3604_kab_serang"]
  static let cases =
    sets[..<2].flatMap { name in (4...14).map { (name, $0) } }
    + [4, 7, 9, 10, 12].map { (sets[2], $0) }

  /// What the tiles of a zoom hold.
  private struct Drawn {
    /// The pieces of each village within the ground of their tile, in units of the world.
    var pieces: [UInt64: [[(x: Int, y: Int)]]] = [:]
    var labels: [UInt64: Int] = [:]
    var tiles: [UInt64: Set<TileID>] = [:]
    var codes: [UInt64: Set<String>] = [:]
  }

  private static func draw(_ snapshot: DatasetSnapshot, zoom: Int) throws -> Drawn {
    var drawn = Drawn()
    for tile in try Tiles.covering(snapshot.extent, zoom: zoom) {
      let path = "villages/\(tile.path).mvt?level=village"
      for layer in try VectorTileReader.layers(of: Tiles(snapshot)(path).body) {
        for feature in layer.features where layer.name.hasPrefix("villages") {
          let id = try #require(feature.id)
          if let code = feature.text("code") { drawn.codes[id, default: []].insert(code) }
          if layer.name == "villages_label" {
            drawn.labels[id, default: 0] += 1
          } else {
            drawn.tiles[id, default: []].insert(tile)
            drawn.pieces[id, default: []] += feature.paths.map { path in
              path.map { ($0.x + 4096 * tile.x, $0.y + 4096 * tile.y) }
            }
          }
        }
      }
    }
    return drawn
  }

  @Test("name each village in one tile, and give it its number in all", arguments: cases)
  func labelsAndNumbers(name: String, zoom: Int) throws {
    let snapshot = try RealWorkspace.snapshot(name)
    let drawn = try Self.draw(snapshot, zoom: zoom)
    let numbers = snapshot.villages.areas.map { UInt64($0.code.text.replacing(".", with: "")) ?? 0 }
    #expect(Set(drawn.pieces.keys) == Set(numbers))
    for (area, number) in zip(snapshot.villages.areas, numbers) {
      #expect(drawn.labels[number] == (zoom >= 9 ? 1 : nil))
      #expect(drawn.codes[number] == [area.code.text])
    }
  }

  /// Every tile in which more than a few square units of a village lie holds it, and no tile that lies
  /// apart from it does.
  @Test("hold each village in the tiles that it touches", arguments: cases)
  func membership(name: String, zoom: Int) throws {
    let snapshot = try RealWorkspace.snapshot(name)
    let drawn = try Self.draw(snapshot, zoom: zoom)
    let context = try GEOSContext()
    for area in snapshot.villages.areas {
      let tiles = drawn.tiles[UInt64(area.code.text.replacing(".", with: "")) ?? 0] ?? []
      let geometry = try GEOSArea(area.geometry, in: context)
      for tile in try Tiles.covering(area.envelope, zoom: zoom) {
        let unit = tile.envelope.width / 4096
        func share(_ buffer: Double) throws -> Double {
          let ground = tile.envelope(bufferedBy: buffer)
          return try geometry.intersection(GEOSArea(Self.square(ground), in: context)).planarArea()
        }
        if try share(0) > 600 * unit * unit { #expect(tiles.contains(tile)) }
        if tiles.contains(tile), tiles.count > 1 { #expect(try share(0.02) > 0) }
      }
    }
  }

  private static func square(_ box: Envelope) -> MultiPolygon {
    let ring = [
      (box.minX, box.minY), (box.maxX, box.minY), (box.maxX, box.maxY), (box.minX, box.maxY),
      (box.minX, box.minY),
    ].map { Coordinate(longitude: $0.0, latitude: $0.1) }
    return MultiPolygon([Polygon(exterior: Ring(ring))])
  }

  @Test("are valid, outer rings clockwise on the screen and holes the other way", arguments: cases)
  func valid(name: String, zoom: Int) throws {
    let snapshot = try RealWorkspace.snapshot(name)
    let context = try GEOSContext()
    for tile in try Tiles.covering(snapshot.extent, zoom: zoom) {
      let path = "villages/\(tile.path).mvt?level=village"
      for layer in try VectorTileReader.layers(of: Tiles(snapshot)(path).body)
      where layer.name == "villages" {
        for feature in layer.features {
          let area = Rings.multiPolygon(feature.paths)
          #expect(try context.validity(of: area) == .valid, "\(tile.path) \(feature.id ?? 0)")
          #expect(feature.paths.first.map(Rings.doubledArea) ?? 0 > 0)
        }
      }
    }
  }

  /// Ground that two villages share or that lies between them, beside the length of their borders: rounding
  /// moves a border by half a unit at most, a thirty-second of a pixel, and villages too small to be seen
  /// are drawn as a pixel each.
  @Test("leave no gap and no overlap of half a pixel between neighbours", arguments: cases)
  func neighbors(name: String, zoom: Int) throws {
    let snapshot = try RealWorkspace.snapshot(name)
    let level = DetailLevel(zoom: zoom)
    let layer = snapshot.villages
    let context = try GEOSContext()
    var drawn: [MultiPolygon] = []
    for position in layer.areas.indices {
      let polygons = layer.arcs.unitPolygons(ofGroup: position, in: layer.outlines, at: level)
      drawn.append(
        Rings.multiPolygon(polygons.flatMap(\.rings).map { $0.map { (Int($0.x), Int($0.y)) } }))
    }
    let sum = try drawn.reduce(0) { try $0 + GEOSArea($1, in: context).planarArea() }
    let union = try context.union(of: drawn)
    let together = try union.planarArea()
    // The same without any rounding: every vertex that the zoom takes, as it is.
    let exact = try context.union(of: Self.exact(layer, level)).planarArea()
    let length = Self.borderLength(layer, level)
    let limit = 0.05 * 16 * length + 64
    #expect(sum - together <= limit, "overlaps of \(sum - together) on \(length)")
    #expect(abs(together - exact) <= limit + Self.unseen(layer, level), "gaps on \(length)")
  }

  /// The villages at a level of detail in units, not rounded.
  private static func exact(_ layer: AreaLayer, _ level: DetailLevel) -> [MultiPolygon] {
    layer.areas.indices.map { position in
      MultiPolygon(
        layer.outlines.polygons(of: position).compactMap { polygon in
          guard
            case .rings(let grid) = layer.arcs.polygon(
              polygon, of: layer.outlines, threshold: level.threshold)
          else { return nil }
          let rings = grid.rings.map { ring in
            Ring(
              ring.map {
                Coordinate(
                  longitude: Double($0.x) / level.grid.cellsPerUnit,
                  latitude: Double($0.y) / level.grid.cellsPerUnit)
              })
          }
          return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
        })
    }
  }

  private static func borderLength(_ layer: AreaLayer, _ level: DetailLevel) -> Double {
    (0..<layer.arcs.arcCount).reduce(0) { sum, arc in
      let line = layer.arcs.visibleLine(ofArc: arc, at: level)
      return zip(line, line.dropFirst()).reduce(sum) { sum, edge in
        let (dx, dy) = (Double(edge.1.x - edge.0.x), Double(edge.1.y - edge.0.y))
        return sum + (dx * dx + dy * dy).squareRoot()
      }
    }
  }

  /// The ground of parts that are too small to be drawn: at most a quarter of a square pixel each.
  private static func unseen(_ layer: AreaLayer, _ level: DetailLevel) -> Double {
    layer.areas.indices.reduce(0) { sum, position in
      let drawn = layer.arcs.unitPolygons(ofGroup: position, in: layer.outlines, at: level)
      let rings = drawn.reduce(0) { $0 + $1.rings.count }
      let all = layer.outlines.polygons(of: position).reduce(0) {
        $0 + layer.outlines.rings(of: $1).count
      }
      return sum + 64 * Double(max(all - rings, 0))
    }
  }

  @Test("show every village with half a square pixel or more", arguments: cases)
  func visible(name: String, zoom: Int) throws {
    let snapshot = try RealWorkspace.snapshot(name)
    for (_, pieces) in try Self.draw(snapshot, zoom: zoom).pieces {
      #expect(pieces.reduce(0) { $0 + Rings.doubledArea($1) } >= 2 * 128)
    }
  }

  @Test("are drawings of at most 60 kB that parse", arguments: sets)
  func drawings(name: String) throws {
    let snapshot = try RealWorkspace.snapshot(name)
    for zoom in [6, 8, 9, 10, 12] {
      for tile in try Tiles.covering(snapshot.extent, zoom: zoom) {
        for level in ["", "?level=village"] {
          let drawn = try Tiles(snapshot)("villages/\(tile.path).svg\(level)")
          #expect(drawn.body.count <= 60_000 && drawn.droppedFeatures == 0)
          #expect(DrawingReader.read(drawn.body) != nil)
        }
      }
    }
  }

  @Test("are the same bytes whoever asks first, on any thread")
  func threads() throws {
    let name = "3604_kab_serang"
    let snapshot = try RealWorkspace.snapshot(name)
    let tiles = try [7, 10, 12].flatMap { try Tiles.covering(snapshot.extent, zoom: $0) }
    let paths = tiles.flatMap { ["villages/\($0.path).mvt", "villages/\($0.path).svg"] }
    let together = ConcurrentMap.map(paths.count, threads: 4) { number in
      (try? Tiles(snapshot)(paths[number]).body) ?? []
    }
    // Another snapshot of the same data, asked in the other order.
    let alone = try RealWorkspace.fresh(name)
    for (path, body) in zip(paths, together).reversed() {
      #expect(try Tiles(alone)(path).body == body)
    }
  }
}

/// Rings of a tile as GEOS sees them.
enum Rings {
  static func doubledArea(_ ring: [(x: Int, y: Int)]) -> Int {
    zip(ring, ring.dropFirst() + ring.prefix(1)).reduce(0) { sum, edge in
      sum + edge.0.x * edge.1.y - edge.1.x * edge.0.y
    }
  }

  /// Outer rings with the holes that follow each.
  static func multiPolygon(_ paths: [[(x: Int, y: Int)]]) -> MultiPolygon {
    var polygons: [Polygon] = []
    for path in paths {
      let ring = Ring(
        (path + path.prefix(1)).map {
          Coordinate(longitude: Double($0.x), latitude: Double($0.y))
        })
      if doubledArea(path) > 0 || polygons.isEmpty {
        polygons.append(Polygon(exterior: ring))
      } else {
        polygons[polygons.count - 1].holes.append(ring)
      }
    }
    return MultiPolygon(polygons)
  }
}
