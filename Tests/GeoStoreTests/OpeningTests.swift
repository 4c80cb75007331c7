import Foundation
import GRDB
import GeoStore
import Testing

@Suite("Opening a workspace")
struct OpeningTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("A new workspace opens again, for reading and for writing, and is sound")
  func createsAndOpens() throws {
    let path = scratch.path()
    try Workspace.create(at: path).close()
    for mode in [Workspace.Mode.readOnly, .readWrite] {
      let workspace = try Workspace.open(at: path, mode: mode)
      #expect(workspace.path == path)
      #expect(try workspace.generation() == 1)
      #expect(try workspace.check() == [])
      workspace.close()
      workspace.close()
    }
  }

  @Test("After the last close one file remains, in rollback mode")
  func leavesOneFile() throws {
    let workspace = try Workspace.create(at: scratch.path())
    try workspace.write { try $0.insert(Sample.tip("T1")) }
    #expect(try scratch.names().contains("w.gpkg-wal"))
    workspace.close()
    #expect(try scratch.names() == ["w.gpkg"])
    #expect(try Array(scratch.bytes()[18..<20]) == [1, 1])
  }

  @Test("An existing file is not overwritten")
  func refusesExisting() throws {
    try scratch.write([1, 2, 3])
    #expect(throws: WorkspaceError.exists(path: scratch.path())) {
      try Workspace.create(at: scratch.path())
    }
    #expect(try scratch.bytes() == [1, 2, 3])
  }

  @Test("A folder that is not there takes no workspace")
  func refusesMissingFolder() throws {
    #expect(
      code { try Workspace.create(at: scratch.path("none/w.gpkg")) } == "workspace.unreadable")
  }

  @Test("A path without a file is missing, one to a folder is no GeoPackage")
  func missing() throws {
    #expect(code { try open() } == "workspace.missing")
    #expect(code { try Workspace.open(at: scratch.folder.path, mode: .readOnly) } == notGeoPackage)
  }

  @Test(
    "An empty file, a text and a bare SQLite header are no GeoPackages",
    arguments: [
      [], Array("code,name\n35.07,Malang\n".utf8), Array("SQLite format 3\0".utf8),
      Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 200),
    ])
  func notAGeoPackage(content: [UInt8]) throws {
    try scratch.write(content)
    #expect(code { try open() } == notGeoPackage)
    #expect(code { try open(.readWrite) } == notGeoPackage)
    #expect(try scratch.bytes() == content)
  }

  @Test(
    "A GeoPackage that another program made is foreign and is left as it is",
    .enabled(if: Tool.isInstalled("ogr2ogr"), "ogr2ogr is not installed"))
  func foreign() throws {
    let source =
      #"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}"#
    try scratch.write(Array(source.utf8), to: "a.geojson")
    let made = try Tool.run("ogr2ogr", ["-f", "GPKG", scratch.path(), scratch.path("a.geojson")])
    #expect(made.status == 0)
    let before = try scratch.bytes()
    #expect(code { try open(.readWrite) } == "workspace.foreign")
    #expect(try scratch.bytes() == before)
  }

  @Test("A file cut off in the middle is damaged")
  func cutOff() throws {
    try Workspace.create(at: scratch.path()).close()
    let bytes = try scratch.bytes()
    try scratch.write(Array(bytes.prefix(bytes.count / 2)))
    #expect(code { try open() } == "workspace.damaged")
  }

  @Test("A file whose first page is overwritten is damaged")
  func overwrittenSchema() throws {
    try Workspace.create(at: scratch.path()).close()
    var bytes = try scratch.bytes()
    for index in 100..<4096 { bytes[index] = 0xA5 }
    try scratch.write(bytes)
    #expect(code { try open() } == "workspace.damaged")
    #expect(code { try open(.readWrite) } == "workspace.damaged")
  }

  @Test("Overwritten pages further on are found by reading or by the check, never by a crash")
  func overwrittenPages() throws {
    let workspace = try Workspace.create(at: scratch.path())
    try workspace.write { transaction in
      for index in 0..<500 { try transaction.insert(Sample.tip("T\(index)")) }
    }
    workspace.close()
    let whole = try scratch.bytes()
    for page in stride(from: 1, to: whole.count / 4096, by: 3) {
      var bytes = whole
      for index in 0..<4096 { bytes[page * 4096 + index] = UInt8((index * 31 + page) & 0xFF) }
      try scratch.write(bytes)
      guard let damaged = try? open() else { continue }
      let problems = try damaged.check()
      #expect(!problems.isEmpty, "page \(page) is overwritten")
      damaged.close()
    }
  }

  @Test(
    "A workspace of a newer program is told apart",
    .enabled(if: Tool.isInstalled("sqlite3"), "sqlite3 is not installed"))
  func newerSchema() throws {
    try Workspace.create(at: scratch.path()).close()
    let sql = "INSERT INTO petabinaan_schema (version, name) VALUES (99, 'later')"
    #expect(try Tool.run("sqlite3", [scratch.path(), sql]).status == 0)
    #expect(code { try open() } == "workspace.newer_schema")
    #expect(code { try Workspace.upgrade(at: scratch.path()) } == "workspace.newer_schema")
  }

  @Test("A change in whose middle a program died is undone, also for who only reads")
  func hotJournal() throws {
    let workspace = try Workspace.create(at: scratch.path())
    try workspace.write { try $0.insert(Sample.tip("T1")) }
    workspace.close()
    let queue = try DatabaseQueue(path: scratch.path())
    try queue.inDatabase { db in
      // With one page of memory the change reaches the file before it is complete.
      try db.execute(sql: "PRAGMA cache_size = 1")
      try db.inTransaction(.immediate) {
        try db.execute(sql: "CREATE TABLE half (a)")
        for _ in 0..<500 { try db.execute(sql: "INSERT INTO half VALUES (zeroblob(3000))") }
        for suffix in ["", "-journal"] {
          try scratch.write(scratch.bytes("w.gpkg\(suffix)"), to: "dead.gpkg\(suffix)")
        }
        return .rollback
      }
    }
    #expect(try scratch.bytes("dead.gpkg-journal").count > 512)
    let found = try Workspace.open(at: scratch.path("dead.gpkg"), mode: .readOnly)
    #expect(try found.check() == [])
    #expect(try found.counts()[.tips] == 1)
    found.close()
    #expect(try !scratch.names().contains("dead.gpkg-journal"))
  }

  @Test("Upgrading a current workspace changes nothing")
  func upgradeOfCurrent() throws {
    try Workspace.create(at: scratch.path()).close()
    try Workspace.upgrade(at: scratch.path())
    #expect(try open().check() == [])
    #expect(try scratch.names() == ["w.gpkg"])
  }

  @Test("A workspace opened for reading does not write")
  func readOnly() throws {
    try Workspace.create(at: scratch.path()).close()
    let workspace = try open()
    #expect(
      code { try workspace.write { try $0.insert(Sample.tip("T1")) } } == "workspace.read_only")
  }

  @Test("A closed workspace throws instead of reading or writing")
  func closed() throws {
    let workspace = try Workspace.create(at: scratch.path())
    workspace.close()
    #expect(code { try workspace.generation() } == "workspace.failed")
    #expect(code { try workspace.write { try $0.insert(Sample.tip("T1")) } } == "workspace.failed")
  }

  private let notGeoPackage = "workspace.not_geopackage"

  private func open(_ mode: Workspace.Mode = .readOnly) throws -> Workspace {
    try Workspace.open(at: scratch.path(), mode: mode)
  }
}

/// The code of the `WorkspaceError` that a closure throws; `nil` when it throws none.
func code(_ body: () throws -> some Any) -> String? {
  do {
    _ = try body()
    return nil
  } catch let error as WorkspaceError {
    return error.code
  } catch {
    return "\(error)"
  }
}
