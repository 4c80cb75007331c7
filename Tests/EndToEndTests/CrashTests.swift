import Foundation
import Support
import Testing

@Suite("An import that is killed")
struct CrashTests {
  private static let rowCount = 15_000

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

  /// The workspace before and after the import.
  private struct Expected {
    let counts: [[String: Int]]
    let tips: [[UInt8]]

    init(before: DemoCopy, after: DemoCopy) throws {
      counts = [try before.counts(), try after.counts()]
      tips = [try before.exported("tips"), try after.exported("tips")]
    }
  }

  @Test("leaves the workspace as it was or has done all, at whatever moment it dies")
  func killedImportLeavesNoTrace() throws {
    let (before, after) = (try DemoCopy(), try DemoCopy())
    let file = try before.folder.write(Self.bigFile(), to: "big.csv")
    let start = Date()
    expect(try Tools.geoctl("import", "tips", file, "--quiet", workspace: after.path), exits: 0)
    let duration = Date().timeIntervalSince(start)
    let expected = try Expected(before: before, after: after)
    #expect(expected.counts[1]["tips"] == 4000 + Self.rowCount)

    // Three kills anywhere, then a search for the moment of the commit, where most can go wrong.
    var random = SeededRandom(seed: UInt64(start.timeIntervalSince1970))
    var (early, late) = (0.0, 1.5 * duration)
    for attempt in 0..<9 {
      let moment = attempt < 3 ? random.uniform(0...duration) : (early + late) / 2
      let isDone = try Self.isDone(importing: file, killedAfter: moment, expected)
      if isDone { late = min(late, moment) } else { early = max(early, min(moment, late)) }
    }
    #expect(early > 0)
  }

  /// Kills an import after so many seconds and looks at what it left.
  /// - Returns: Whether the import had done its work by then.
  private static func isDone(
    importing file: String, killedAfter seconds: Double, _ expected: Expected
  ) throws -> Bool {
    let demo = try DemoCopy()
    let program = try RunningProgram(
      Tools.path("geoctl"), ["import", "tips", file, "--quiet", "--workspace", demo.path],
      environment: Tools.environment)
    usleep(UInt32(seconds * 1e6))
    program.signal(SIGKILL)
    let hadEnded = try program.wait().status == 0
    let counts = try demo.counts()
    let isDone = counts["tips"] != 4000
    #expect(isDone || !hadEnded)
    #expect(counts == expected.counts[isDone ? 1 : 0])
    #expect(try demo.exported("tips") == expected.tips[isDone ? 1 : 0])
    let remains = Set(try demo.folder.names().filter { $0.hasPrefix("demo.gpkg") })
    // A journal is left when the last moment is hit, in which the file is put back into rollback mode;
    // whoever opens the file next takes it away.
    let known = Set(["", "-wal", "-shm", "-journal", ".key"].map { "demo.gpkg" + $0 })
    #expect(remains.isSubset(of: known))
    if !isDone {
      expect(try Tools.geoctl("import", "tips", file, "--quiet", workspace: demo.path), exits: 0)
      #expect(try demo.counts() == expected.counts[1])
    }
    return isDone
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
    #expect(try folder.names() == ["demo.gpkg", "demo.gpkg.key"])
  }
}
