import Foundation
import GeoPrimitives
import Support

@testable import SpatialStatistics

/// What other programs found; `Expected/` has the programs that asked them.
enum ExpectedFigures {
  /// Local statistics of esda.
  struct Local: Decodable {
    var links: Int
    var values: [Double]?
    var giZ: [Double]
    var giPSimOneSided: [Double]
    var moranI: [Double]
    var moranQuadrant: [Int]
    var globalI: Double
    var globalExpected: Double
    var globalVariance: Double
    var globalZ: Double
  }

  struct LocalFile: Decodable {
    var lattice: Local
    var northCarolina: Local
  }

  /// Statistics of spdep.
  struct Spdep: Decodable {
    var links: Int
    var giZ: [Double]
    var moranZ: [Double]
    var globalI: Double
    var globalZ: Double
  }

  struct Trend: Decodable {
    var values: [Double]
    var score: Int
    var variance: Double
    var z: Double
    var p: Double
    var tau: Double
    var slope: Double
  }

  struct TrendFile: Decodable { var series: [Trend] }

  /// The content of a file.
  static func read<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
    let url = TestData.packageRoot.appendingPathComponent(
      "Tests/SpatialStatisticsTests/Expected/\(name)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: url))
  }
}

/// Areas on a lattice, row by row.
struct Lattice {
  let columns: Int
  let rows: Int

  var count: Int { columns * rows }

  /// Queen neighbours.
  var weights: SpatialWeights {
    let lists = (0..<count).map { area in
      (0..<count).filter { other in
        let across = abs(area % columns - other % columns)
        let down = abs(area / columns - other / columns)
        return other != area && across <= 1 && down <= 1
      }
    }
    return SpatialWeights(checked: lists, islands: Array(repeating: false, count: count))
  }

  /// Places some kilometres apart, none as far from two others as from a third.
  var places: [Coordinate] {
    var random = SeededRandom(seed: 5)
    return (0..<count).map { area in
      Coordinate(
        longitude: 112 + 0.05 * Double(area % columns) + random.uniform(0...0.01),
        latitude: -8 + 0.05 * Double(area / columns) + random.uniform(0...0.01))
    }
  }
}

/// The counties of North Carolina: rates and borders; `nil` where the data are not there.
struct NorthCarolina {
  let rates: [Double]
  let areas: [MultiPolygon]

  init?() throws {
    guard let url = TestData.file("classic/nc_sids.geojson"),
      let file = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any],
      let features = file["features"] as? [[String: Any]]
    else { return nil }
    rates = features.compactMap { feature in
      guard let properties = feature["properties"] as? [String: Any],
        let deaths = properties["SID74"] as? Double, let births = properties["BIR74"] as? Double
      else { return nil }
      return 1000 * deaths / births
    }
    areas = features.compactMap(Self.area)
  }

  private static func area(_ feature: [String: Any]) -> MultiPolygon? {
    guard let geometry = feature["geometry"] as? [String: Any],
      let parts = geometry["coordinates"] as? [[[[Double]]]]
    else { return nil }
    return MultiPolygon(
      parts.map { rings in
        let closed = rings.map { ring in
          Ring(ring.map { Coordinate(longitude: $0[0], latitude: $0[1]) })
        }
        return Polygon(exterior: closed[0], holes: Array(closed.dropFirst()))
      })
  }
}
