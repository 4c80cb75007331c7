import DisclosureControl
import Foundation
import GeoPrimitives
import Testing

@testable import GeoStore

@Suite("Backups")
struct BackupTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    try workspace.write { transaction in
      for index in 0..<200 { try transaction.insert(Sample.tip("T\(index)")) }
    }
    workspace.close()
  }

  private func errorCode(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch let error as BackupError {
      return error.code
    } catch let error as WorkspaceError {
      return error.code
    } catch let error as AuditKeyError {
      return error.code
    } catch {
      return "\(error)"
    }
  }

  private func backUp(_ name: String, withKey: Bool = false) throws {
    try Workspace.backUp(scratch.path(), to: scratch.path(name), withKey: withKey)
  }

  private func restore(_ name: String, to target: String = "w.gpkg", replacing: Bool) throws
    -> String?
  {
    try Workspace.restore(scratch.path(name), to: scratch.path(target), replacing: replacing)
  }

  @Test("A backup is one file that opens by itself, for its owner alone")
  func plain() throws {
    let before = try scratch.bytes()
    try backUp("b.gpkg")
    #expect(try scratch.names() == ["b.gpkg", "w.gpkg"])
    #expect(try scratch.bytes() == before)
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path("b.gpkg"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let copy = try Workspace.open(at: scratch.path("b.gpkg"), mode: .readOnly)
    #expect(try copy.check() == [])
    #expect(try copy.counts()[.tips] == 200)
  }

  @Test("Backups made while others write each hold whole transactions")
  func concurrent() async throws {
    let workspace = try Workspace.open(at: scratch.path(), mode: .readWrite)
    let path = scratch.path()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        var round = 0
        while !Task.isCancelled {
          try workspace.write { transaction in
            for half in ["a", "b"] { try transaction.insert(Sample.tip("N\(round)\(half)")) }
          }
          round += 1
        }
      }
      while try workspace.counts()[.tips] == 200 { await Task.yield() }
      for number in 0..<6 {
        try Workspace.backUp(path, to: path + ".copy-\(number)", withKey: false)
      }
      group.cancelAll()
      try await group.waitForAll()
    }
    for number in 0..<6 {
      let copy = try Workspace.open(at: path + ".copy-\(number)", mode: .readOnly)
      #expect(try copy.check() == [])
      #expect(try (copy.counts()[.tips] ?? 1) % 2 == 0)
      #expect(try copy.generation() == Int64(copy.counts()[.tips] ?? 0) + 1)
    }
  }

  @Test("Nothing is overwritten, and a failure leaves nothing behind")
  func refusals() throws {
    try scratch.write([1, 2, 3], to: "b.gpkg")
    #expect(errorCode { try backUp("b.gpkg") } == "backup.exists")
    #expect(errorCode { try backUp("none/b.gpkg") } == "backup.unwritable")
    #expect(errorCode { try backUp("c.gpkg", withKey: true) } == "audit_key.missing")
    #expect(try scratch.bytes("b.gpkg") == [1, 2, 3])
    #expect(try scratch.names() == ["b.gpkg", "w.gpkg"])
  }

  @Test("The key goes along only when it is asked for")
  func key() throws {
    _ = try AuditKeyFile(besideWorkspace: scratch.path()).readOrCreate()
    try backUp("b.gpkg")
    #expect(try scratch.names() == ["b.gpkg", "w.gpkg", "w.gpkg.key"])
    try backUp("c.gpkg", withKey: true)
    #expect(try scratch.bytes("c.gpkg.key") == scratch.bytes("w.gpkg.key"))
    _ = try AuditKeyFile(besideWorkspace: scratch.path("c.gpkg")).read()
    try scratch.write([1], to: "d.gpkg.key")
    #expect(errorCode { try backUp("d.gpkg", withKey: true) } == "backup.exists")
    #expect(try !scratch.names().contains("d.gpkg"))
  }

  @Test("A restored workspace is that of the backup, and what lay beside the old one is gone")
  func restores() throws {
    try backUp("b.gpkg")
    let workspace = try Workspace.open(at: scratch.path(), mode: .readWrite)
    try workspace.write { try $0.insert(Sample.tip("later")) }
    workspace.close()
    let old = try scratch.bytes()
    _ = unsafe chmod(scratch.path(), 0o640)
    for suffix in ["index", "tiles"] { try scratch.write([1], to: "w.gpkg.\(suffix)") }
    #expect(errorCode { _ = try restore("b.gpkg", replacing: false) } == "backup.exists")
    #expect(try scratch.bytes() == old)
    let kept = try restore("b.gpkg", replacing: true)
    #expect(kept == scratch.path("w.before-restore.gpkg"))
    #expect(try scratch.names() == ["b.gpkg", "w.before-restore.gpkg", "w.gpkg"])
    #expect(try scratch.bytes("w.before-restore.gpkg") == old)
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path())
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
    let restored = try Workspace.open(at: scratch.path(), mode: .readWrite)
    #expect(try restored.counts()[.tips] == 200)
    restored.close()
    #expect(errorCode { _ = try restore("b.gpkg", replacing: true) } == "backup.exists")
    #expect(try restore("b.gpkg", to: "n.gpkg", replacing: false) == nil)
    #expect(try Workspace.open(at: scratch.path("n.gpkg"), mode: .readOnly).check() == [])
  }

  @Test("A workspace that somebody has open is not replaced")
  func inUse() throws {
    try backUp("b.gpkg")
    let workspace = try Workspace.open(at: scratch.path(), mode: .readWrite)
    try workspace.write { try $0.insert(Sample.tip("later")) }
    #expect(errorCode { _ = try restore("b.gpkg", replacing: true) } == "workspace.locked")
    #expect(try workspace.counts()[.tips] == 201)
    #expect(try scratch.names().allSatisfy { !$0.contains("before") && !$0.contains("part") })
  }

  @Test("A workspace that is damaged gives way to the backup")
  func damaged() throws {
    try backUp("b.gpkg")
    try scratch.write(Array(repeating: 7, count: 5000))
    _ = try restore("b.gpkg", replacing: true)
    let restored = try Workspace.open(at: scratch.path(), mode: .readOnly)
    #expect(try restored.counts()[.tips] == 200)
    #expect(try scratch.bytes("w.before-restore.gpkg").count == 5000)
  }

  @Test("What is no sound backup is refused, and the workspace stays as it is")
  func unsound() throws {
    try backUp("b.gpkg")
    let good = try scratch.bytes("b.gpkg")
    let before = try scratch.bytes()
    var torn = good
    for index in stride(from: 4096, to: torn.count, by: 4096) {
      torn.replaceSubrange(
        index..<min(index + 900, torn.count),
        with: Array(repeating: 0xAA, count: min(900, torn.count - index)))
    }
    for (bytes, codes) in [
      (Array(good.prefix(good.count / 2)), ["workspace.damaged"]),
      (Array("a text".utf8), ["workspace.not_geopackage"]),
      ([], ["workspace.not_geopackage"]),
      (torn, ["workspace.damaged", "workspace.foreign", "backup.unsound"]),
    ] {
      try scratch.write(bytes, to: "bad.gpkg")
      let found = errorCode { _ = try restore("bad.gpkg", replacing: true) }
      #expect(codes.contains(found ?? "none"), "\(found ?? "none")")
    }
    #expect(errorCode { _ = try restore("none.gpkg", replacing: true) } == "workspace.missing")
    #expect(try scratch.bytes() == before)
    #expect(try scratch.names() == ["b.gpkg", "bad.gpkg", "w.gpkg"])
  }
}
