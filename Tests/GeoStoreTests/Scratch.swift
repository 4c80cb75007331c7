import Foundation
import GeoPrimitives
import GeoStore
import Places

/// A folder of its own for a test, removed with the object.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("GeoStoreTests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of a file in the folder.
  func path(_ name: String = "w.gpkg") -> String { folder.appendingPathComponent(name).path }

  /// The names of the files in the folder, sorted.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// The content of a file.
  func bytes(_ name: String = "w.gpkg") throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// Writes a file.
  func write(_ bytes: [UInt8], to name: String = "w.gpkg") throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }
}

/// A program of the system.
enum Tool {
  struct Result {
    var status: Int32
    var output: String
  }

  /// Whether the program is there.
  static func isInstalled(_ name: String) -> Bool { location(of: name) != nil }

  /// Runs the program; its two outputs come together.
  static func run(_ name: String, _ arguments: [String]) throws -> Result {
    guard let location = location(of: name) else { throw CocoaError(.fileNoSuchFile) }
    let process = Process()
    process.executableURL = location
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
  }

  private static func location(of name: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { URL(fileURLWithPath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}

/// Rows that tests write.
enum Sample {
  /// A square with its lower left corner at a place.
  static func square(_ longitude: Double, _ latitude: Double, side: Double = 0.01) -> MultiPolygon {
    MultiPolygon([Polygon(exterior: ring(longitude, latitude, side))])
  }

  /// A square of two parts, the first with a hole.
  static let islands = MultiPolygon([
    Polygon(exterior: ring(112.6, -7.9, 0.04), holes: [ring(112.61, -7.89, 0.01)]),
    Polygon(exterior: ring(112.7, -7.9, 0.02)),
  ])

  /// A village of a code, drawn as a square.
  static func village(_ code: String, _ longitude: Double = 112.6) throws -> VillageRecord {
    VillageRecord(
      code: try AreaCode(code), name: "Desa \(code)", geometry: square(longitude, -7.9))
  }

  /// A tip at a place.
  static func tip(_ id: String, _ longitude: Double = 112.6, _ latitude: Double = -7.9) -> TipRecord
  {
    let moment = Instant(secondsSince1970: 1_767_225_600)
    var tip = TipRecord(id: id, occurredAt: moment, category: .tppo)
    tip.place = Coordinate(longitude: longitude, latitude: latitude)
    return tip
  }

  private static func ring(_ x: Double, _ y: Double, _ side: Double) -> Ring {
    Ring(
      [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)].map {
        Coordinate(longitude: $0.0, latitude: $0.1)
      })
  }
}
