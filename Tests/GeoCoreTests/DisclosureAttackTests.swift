import DemoSupport
import Foundation
import GeoImport
import Support
import Testing

@testable import GeoCore

@Suite("An adversary who knows all dwellings")
struct DisclosureAttackTests {
  private static var attack: DisclosureAttack {
    var attack = DisclosureAttack()
    attack.villageCount = 14
    attack.dwellingCount = 40
    return attack
  }

  @Test("finds tips in raw densities of the demo's villages, and none in what follows from atoms")
  func demo() throws {
    try expectAsItMust(try Self.attack.run(on: try DemoWorkspace.snapshot()))
  }

  @Test(
    "does so on real villages",
    .enabled(if: TestData.isAvailable, Comment(rawValue: TestData.skipReason)))
  func realVillages() throws {
    let borders = try #require(TestData.file("villages/3573_kota_malang.geojson"))
    let folder = try ScratchFolder()
    let workspace = try Workspace.create(at: folder.path("malang.gpkg"))
    defer { workspace.close() }
    _ = try importFile(borders.path, as: .villages, into: workspace)
    let snapshot = try DatasetSnapshot(of: workspace, today: DemoWorkspace.today)
    try expectAsItMust(try Self.attack.run(on: snapshot))
  }

  private func expectAsItMust(_ outcomes: [DisclosureAttack.Outcome]) throws {
    #expect(outcomes.count == 2 * (3 + 5 + 2))
    for outcome in outcomes {
      #expect(outcome.isAsItMustBe, "\(outcome)")
      #expect(outcome.tips >= 40)
    }
    let raw = outcomes.filter { $0.tier == .raw && $0.sight == .values }
    for outcome in raw { #expect(Double(outcome.hits) > 0.8 * Double(outcome.tips)) }
  }
}
