import DemoSupport
import Foundation
import GeoPrimitives
import GeoStore
import Places
import SpatialIndexing
import Support
import Testing
import TileMath

@testable import Coverage
@testable import GeoCore

@Suite("The file of borders")
struct BorderFileTests {
  private static func rows(
    _ small: SmallWorkspace
  ) throws -> [AdministrativeLevel: [AreaRow]] {
    var rows: [AdministrativeLevel: [AreaRow]] = [:]
    try small.workspace.readVillages { village in
      rows[.village, default: []].append(AreaRow(code: village.code, name: village.name))
    }
    rows[.district] = [AreaRow(code: try AreaCode("35.07.01"), name: "Kecamatan")]
    return rows.mapValues { $0.sorted { $0.code < $1.code } }
  }

  private static func made(_ small: SmallWorkspace) throws -> BorderSet {
    try small.workspace.read { try BorderSet(of: try rows(small), in: $0) }
  }

  /// A board with a village that lies over its neighbours.
  private static func board() throws -> SmallWorkspace {
    let small = try SmallWorkspace()
    let code = try AreaCode("35.07.01.2099")
    let low = SmallWorkspace.place(0.5, 0.5)
    let high = SmallWorkspace.place(1.75, 1.25)
    let corners = [
      low, Coordinate(longitude: high.longitude, latitude: low.latitude), high,
      Coordinate(longitude: low.longitude, latitude: high.latitude), low,
    ]
    try small.workspace.write { transaction in
      try transaction.insert(
        VillageRecord(
          code: code, name: "Lintas",
          geometry: MultiPolygon([Polygon(exterior: Ring(corners))])))
    }
    return small
  }

  @Test("gives back all that was made, to the last bit")
  func roundTrip() throws {
    let small = try Self.board()
    let made = try Self.made(small)
    let path = small.path + ".borders"
    let file = BorderFile(path: path, smallestLayer: 0)
    let print: [UInt8] = [1, 2, 3]
    _ = try file.borders(fingerprint: print) { made }
    struct NotStored: Error {}
    let stored = try file.borders(fingerprint: print) { throw NotStored() }
    #expect(stored.levels.count == made.levels.count)
    for (level, part) in made.levels {
      let other = try #require(stored.levels[level])
      #expect(other.kept == part.kept)
      #expect(other.borders.arcs.columns == part.borders.arcs.columns)
      #expect(other.borders.exact == part.borders.exact)
      for number in part.kept.indices {
        #expect(other.borders.geometry(of: number) == part.borders.geometry(of: number))
        #expect(other.borders.measures[number].label == part.borders.measures[number].label)
        #expect(other.borders.measures[number].envelope == part.borders.measures[number].envelope)
      }
    }
    #expect(throws: NotStored.self) {
      try file.borders(fingerprint: [9]) { throw NotStored() }
    }
  }

  @Test("keeps what overlaps as the workspace has it, and draws the rest from arcs")
  func exact() throws {
    let small = try Self.board()
    let layer = try small.snapshot().villages
    var stored: [String: MultiPolygon] = [:]
    try small.workspace.readVillages { stored[$0.code.text] = $0.geometry }
    let over = try #require(layer.area(code: "35.07.01.2099"))
    #expect(over.geometry == stored["35.07.01.2099"])
    for area in layer.areas {
      let drawn = area.geometry
      #expect(abs(drawn.envelope.minX - (stored[area.code.text]?.envelope.minX ?? 0)) < 1e-7)
      #expect(layer.geometries[layer.position(code: area.code.text) ?? 0] == drawn)
    }
    let drawnGround = layer.areas.indices.map { position in
      EllipsoidalArea.squareKilometers(of: layer.arcs.multiPolygon(position, of: layer.outlines))
    }.reduce(0, +)
    let whole = 6 * (layer.area(code: SmallWorkspace.code(0, 0))?.squareKilometers ?? 0)
    #expect(abs(drawnGround / whole - 1) < 1e-3)
  }

  @Test("of few villages is not written; a damaged one counts as not there")
  func smallAndDamaged() throws {
    let small = try Self.board()
    let made = try Self.made(small)
    let path = small.path + ".borders"
    _ = try BorderFile(path: path).borders(fingerprint: [1]) { made }
    #expect(!FileManager.default.fileExists(atPath: path))
    let file = BorderFile(path: path, smallestLayer: 0)
    _ = try file.borders(fingerprint: [1]) { made }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count / 2] ^= 0x40
    bytes[bytes.count - 600] ^= 0x40
    try bytes.write(to: URL(fileURLWithPath: path))
    var isMade = false
    _ = try file.borders(fingerprint: [1]) {
      isMade = true
      return made
    }
    #expect(isMade)
  }

  @Test(
    "packs numbers of every width and takes back only whole lists", arguments: [0, 1, 7, 8, 9, 64])
  func packing(count: Int) throws {
    var random = SeededRandom(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    let signed = (0..<count).map { _ in Int32.random(in: .min ... .max, using: &random) }
    let points = signed.map { GridPoint(x: UInt32(bitPattern: $0), y: 7) }
    #expect(PackedNumbers.numbers(PackedNumbers.words(bytes)) == bytes)
    #expect(PackedNumbers.numbers(PackedNumbers.words(signed)) == signed)
    #expect(PackedNumbers.points(PackedNumbers.words(points)) == points)
    let tooShort: [UInt8]? = PackedNumbers.numbers(PackedNumbers.words(bytes).dropLast())
    #expect(tooShort == nil)
    let negative: [UInt8]? = PackedNumbers.numbers([-1])
    #expect(negative == nil)
  }

  @Test("belongs to one set of editions and one mark of borders")
  func fingerprints() throws {
    let small = try Self.board()
    let rows = try Self.rows(small)
    let first = BorderFile.fingerprint(stamp: "a", rows)
    #expect(BorderFile.fingerprint(stamp: "b", rows) != first)
    var later = rows
    later[.village]?[0].validFrom = CivilDate(year: 2025, month: 1, day: 1)
    #expect(BorderFile.fingerprint(stamp: "a", later) != first)
    var fewer = rows
    fewer[.village]?.removeLast()
    #expect(BorderFile.fingerprint(stamp: "a", fewer) != first)
    #expect(BorderFile.fingerprint(stamp: "a", rows) == first)
  }
}
