import DemoSupport
import DensityEstimation
import Foundation
import Support
import Testing

@testable import GeoCore

@Suite("Heat from published numbers")
struct PublishedHeatTests {
  /// How a field agrees with that of all single tips.
  private struct Agreement {
    var correlation: Double
    /// The share of the hottest twentieth of the land that is among the hottest tenth of the other field.
    var found: Double
  }

  /// The demo with its months closed.
  private static func demo() throws -> DatasetSnapshot {
    let folder = try ScratchFolder()
    let path = folder.path("demo.gpkg")
    try Data(contentsOf: URL(fileURLWithPath: try DemoWorkspace.path()))
      .write(to: URL(fileURLWithPath: path))
    let workspace = try Workspace.open(at: path, mode: .readWrite)
    defer { workspace.close() }
    let open = try DatasetSnapshot(of: workspace, today: DemoWorkspace.today)
    _ = try open.closePeriods(in: workspace, on: DemoWorkspace.today)
    return try DatasetSnapshot(of: workspace, today: DemoWorkspace.today)
  }

  private static func agreement(
    _ snapshot: DatasetSnapshot, _ role: Role, _ bandwidth: Double
  ) throws -> Agreement {
    let reader = Disclosure(
      try Principal(
        name: "reader", role: role, area: try AreaOfResponsibility(codes: ["99.01"])), purpose: nil)
    var query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: bandwidth))
    let days = try #require(snapshot.published.days)
    let after = CivilDate(daysSince1970: days.upperBound.daysSince1970 + 1)
    query.filter.interval = try #require(
      TimeInterval(
        start: Instant(startOf: days.lowerBound, in: .wib), end: Instant(startOf: after, in: .wib)))
    let (columns, rows) = (120, 100)
    let box = snapshot.villages.extent
    let grid = try SampleGrid(over: box, columns: columns, rows: rows)
    let raw = try snapshot.densities(
      of: query, at: grid, exactly: false, for: .owner(purpose: "test")
    ).values
    let told = try snapshot.densities(of: query, at: grid, exactly: false, for: reader).values
    let land = raw.indices.filter { index in
      let place = Coordinate(
        longitude: box.minX + (Double(index % columns) + 0.5) / Double(columns) * box.width,
        latitude: box.maxY - (Double(index / columns) + 0.5) / Double(rows) * box.height)
      return snapshot.villages.area(containing: place) != nil
    }
    return compare(land.map { Double(raw[$0]) }, land.map { Double(told[$0]) })
  }

  private static func compare(_ a: [Double], _ b: [Double]) -> Agreement {
    let count = Double(a.count)
    let (meanA, meanB) = (a.reduce(0, +) / count, b.reduce(0, +) / count)
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      ab += (x - meanA) * (y - meanB)
      aa += (x - meanA) * (x - meanA)
      bb += (y - meanB) * (y - meanB)
    }
    let hottest = a.indices.sorted { a[$0] > a[$1] }.prefix(a.count / 20)
    let hot = Set(b.indices.sorted { b[$0] > b[$1] }.prefix(b.count / 10))
    return Agreement(
      correlation: ab / (aa * bb).squareRoot(),
      found: Double(hottest.count { hot.contains($0) }) / Double(hottest.count))
  }

  /// The figures of docs/access.md, which this test holds to.
  @Test(
    "finds the demo's true hotspots",
    arguments: [
      (Role.planner, 500.0, 0.52, 0.71), (.planner, 1000, 0.63, 0.89),
      (.planner, 2000, 0.84, 0.97), (.planner, 5000, 0.98, 1), (.planner, 10_000, 0.99, 1),
      (.partner, 2000, 0.60, 0.52), (.partner, 5000, 0.83, 0.73), (.partner, 10_000, 0.91, 1),
    ])
  func hotspots(role: Role, bandwidth: Double, correlation: Double, found: Double) throws {
    let agreement = try Self.agreement(try Self.shared.get(), role, bandwidth)
    #expect(abs(agreement.correlation - correlation) < 0.01)
    #expect(abs(agreement.found - found) < 0.02)
  }

  private static let shared = Result { try demo() }
}
