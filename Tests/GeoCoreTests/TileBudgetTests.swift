import DemoSupport
import GeoPrimitives
import Support
import Testing

@testable import GeoCore

@Suite("The budget of a tile")
struct TileBudgetTests {
  private func boundaries(zoom: Int) throws -> BoundaryTile {
    let snapshot = try DemoWorkspace.snapshot()
    let tile = try #require(TileID(containing: snapshot.extent.center, zoom: zoom))
    return BoundaryTile(snapshot: snapshot, tile: tile, level: .village)
  }

  private func layers(_ tile: RenderedTile) throws -> [String: VectorTileReader.Layer] {
    let layers = try VectorTileReader.layers(of: tile.body)
    return Dictionary(uniqueKeysWithValues: layers.map { ($0.name, $0) })
  }

  @Test("is kept by giving up names, then codes, then vertices, and areas last")
  func order() throws {
    let boundaries = try boundaries(zoom: 10)
    let whole = BoundaryVectorTile(boundaries: boundaries).rendered()
    let count = try #require(layers(whole)["villages"]).features.count
    var seen: Set<String> = []
    var last = whole.body.count
    for budget in stride(from: whole.body.count, through: 600, by: -200) {
      let tile = BoundaryVectorTile(boundaries: boundaries, budget: budget, limit: budget)
        .rendered()
      let villages = try layers(tile)["villages"]?.features ?? []
      #expect(tile.body.count <= max(budget, 5000) && tile.body.count <= last)
      #expect(villages.count + tile.droppedFeatures == count)
      let hasNames = villages.contains { $0.text("name") != nil }
      let hasCodes = villages.contains { $0.text("code") != nil }
      #expect(hasNames == (try layers(tile)["villages_label"] != nil))
      #expect(hasCodes || !hasNames)
      #expect(tile.droppedFeatures == 0 || !hasCodes)
      seen.insert("\(hasNames) \(hasCodes) \(tile.droppedFeatures > 0)")
      last = tile.body.count
    }
    #expect(
      seen == ["true true false", "false true false", "false false false", "false false true"])
  }

  @Test("leaves out the smallest areas, and no larger one than is kept")
  func smallestFirst() throws {
    let boundaries = try boundaries(zoom: 10)
    let whole = try layers(BoundaryVectorTile(boundaries: boundaries).rendered())
    let all = Set(try #require(whole["villages"]).features.compactMap(\.id))
    let tiles = stride(from: 7000, to: 0, by: -250).map {
      BoundaryVectorTile(boundaries: boundaries, budget: $0, limit: $0).rendered()
    }
    let tile = try #require(tiles.first { $0.droppedFeatures > 0 })
    let kept = Set(try #require(layers(tile)["villages"]).features.compactMap(\.id))
    #expect(tile.droppedFeatures == all.count - kept.count && tile.droppedFeatures > 0)
    var sizes: [UInt64: Double] = [:]
    for area in boundaries.snapshot.villages.areas { sizes[area.featureID] = area.squareKilometers }
    let smallest = kept.compactMap { sizes[$0] }.min() ?? 0
    #expect(all.subtracting(kept).allSatisfy { sizes[$0] ?? 0 <= smallest })
  }

  @Test("is large enough for everything where nothing is given up")
  func wholeTiles() throws {
    for zoom in [9, 10, 12] {
      let tile = BoundaryVectorTile(boundaries: try boundaries(zoom: zoom)).rendered()
      let villages = try #require(layers(tile)["villages"])
      #expect(tile.droppedFeatures == 0)
      #expect(villages.features.allSatisfy { $0.text("name") != nil })
    }
  }

  @Test("leaves names and label points out below the zooms at which a level is shown by itself")
  func coarseZooms() throws {
    let tile = BoundaryVectorTile(boundaries: try boundaries(zoom: 7)).rendered()
    let layers = try layers(tile)
    let villages = try #require(layers["villages"])
    #expect(layers["villages_label"] == nil)
    #expect(villages.features.allSatisfy { $0.text("name") == nil && $0.text("code") != nil })
    let levels = Set(try #require(layers["borders"]).features.compactMap { $0.text("level") })
    #expect(!levels.contains("village"))
  }
}
