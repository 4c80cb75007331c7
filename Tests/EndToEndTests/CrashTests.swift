import Foundation
import Support
import Testing

@Suite("An import that is killed")
struct CrashTests {
  private static let rowCount = 30_000

  /// A file of tips, large enough that the import takes a while.
  private static func bigFile() -> String {
    var random = SeededRandom(seed: 101)
    var text = "id,occurred_at,category,lon,lat,radius_m,level,summary\n"
    for number in 0..<rowCount {
      let longitude = Int(random.uniform(104_300_000...104_700_000))
      let latitude = Int(random.uniform(9_350_000...9_700_000))
      text += "K-\(number),2026-0\(1 + number % 9)-1\(number % 10),tppo,\(longitude / 1_000_000)."
      text += "\(String(longitude % 1_000_000 + 1_000_000).dropFirst()),-\(latitude / 1_000_000)."
      text +=
        "\(String(latitude % 1_000_000 + 1_000_000).dropFirst()),150,street,laporan \(number)\n"
    }
    return text
  }

  @Test("leaves the workspace as it was, at whatever moment it dies")
  func killedImportLeavesNoTrace() throws {
    let demo = try DemoCopy()
    let file = try demo.folder.write(Self.bigFile(), to: "big.csv")
    let (counts, tips) = (try demo.counts(), try demo.exported("tips"))
    let villages = try demo.exported("villages", as: "geojson")
    let whole = try DemoCopy()
    let start = Date()
    expect(try Tools.geoctl("import", "tips", file, "--quiet", workspace: whole.path), exits: 0)
    let duration = Date().timeIntervalSince(start)
    #expect(try whole.counts()["tips"] == 4000 + Self.rowCount)

    var random = SeededRandom(seed: UInt64(start.timeIntervalSince1970))
    var killed = 0
    for attempt in 0..<6 {
      let program = try RunningProgram(
        Tools.path("geoctl"), ["import", "tips", file, "--quiet", "--workspace", demo.path],
        environment: Tools.environment)
      // Spread over the whole import, its last moments too.
      usleep(UInt32(random.uniform(0.1...1) * duration * 1e6 * (attempt < 4 ? 0.9 : 1)))
      program.signal(SIGKILL)
      let outcome = try program.wait()
      guard outcome.status == -SIGKILL else { break }
      killed += 1
      let after = try demo.counts()
      // A kill after the commit leaves all rows; anything else leaves none.
      if after["tips"] == 4000 + Self.rowCount { break }
      #expect(after == counts)
      #expect(try demo.exported("tips") == tips)
    }
    #expect(killed > 0)
    #expect(try demo.exported("villages", as: "geojson") == villages)
    let remains = Set(try demo.folder.names().filter { $0.hasPrefix("demo.gpkg") })
    #expect(remains.isSubset(of: ["demo.gpkg", "demo.gpkg-wal", "demo.gpkg-shm"]))
    if try demo.counts() == counts {
      expect(try Tools.geoctl("import", "tips", file, workspace: demo.path), exits: 0)
    }
    #expect(try demo.counts() == whole.counts())
    #expect(try demo.exported("tips") == whole.exported("tips"))
  }

  @Test("of the demo leaves no file under the demo's name")
  func killedDemoLeavesNothing() throws {
    let folder = try ScratchFolder()
    let shapes = TestData.packageRoot.appendingPathComponent("shapes").path
    let program = try RunningProgram(
      Tools.path("geoctl"), ["demo", folder.path("demo.gpkg"), "--from", shapes],
      environment: Tools.environment)
    usleep(400_000)
    program.signal(SIGKILL)
    _ = try program.wait()
    #expect(try !folder.names().contains("demo.gpkg"))
    expect(try Tools.geoctl("demo", folder.path("demo.gpkg"), "--from", shapes), exits: 0)
    #expect(try folder.names() == ["demo.gpkg"])
  }
}
