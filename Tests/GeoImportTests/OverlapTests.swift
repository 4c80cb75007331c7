import Coverage
import Foundation
import GEOSBindings
import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Support
import Testing

@Suite(
  "Overlaps of real villages",
  .enabled(if: TestData.isAvailable, Comment(rawValue: TestData.skipReason)))
struct OverlapTests {
  @Test("the sweep finds the pairs that comparing all with all finds")
  func bruteForce() throws {
    let scene = try ImportScene()
    let file = try #require(TestData.file("villages/3573_kota_malang.geojson"))
    let report = try scene.take(file.path, as: .villages) { $0.cleansBorders = false }
    let villages = try scene.villages()
    let context = try GEOSContext()
    var expected: Set<String> = []
    for (index, a) in villages.enumerated() {
      for b in villages[(index + 1)...] {
        let first = try GEOSArea(try #require(a.geometry), in: context)
        let second = try GEOSArea(try #require(b.geometry), in: context)
        // Metres per degree at 8° S, to a part in a thousand.
        let ground = try first.intersection(second).planarArea() * 110_250 * 110_595
        if ground > 100 { expected.insert("\(a.code) \(b.code)") }
      }
    }
    let found = report.problems.filter { $0.code == .coverageOverlap }
    let pairs = Set(found.map { $0.arguments.prefix(2).joined(separator: " ") })
    #expect(pairs.symmetricDifference(expected).count <= 1)
    #expect(pairs.count == report.overlaps)
  }
}
