import DisclosureControl
import Foundation
import GeoStore
import Testing

@Suite("The file of the audit log's key")
struct AuditKeyFileTests {
  private let scratch: Scratch
  private let file: AuditKeyFile

  init() throws {
    scratch = try Scratch()
    file = AuditKeyFile(besideWorkspace: scratch.path())
  }

  private func rights() throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  private func setRights(_ rights: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: file.path)
  }

  @Test("lies beside the workspace, for its owner alone, and stays as it is")
  func creates() throws {
    #expect(throws: AuditKeyError.missing(path: file.path)) { try file.read() }
    let key = try file.readOrCreate()
    #expect(try scratch.names() == ["w.gpkg.key"])
    #expect(try scratch.bytes("w.gpkg.key") == key.revealed())
    #expect(try rights() == 0o600)
    #expect(try file.readOrCreate().revealed() == key.revealed())
    #expect(try file.read().revealed() == key.revealed())
  }

  @Test("that others may read or write is refused", arguments: [0o640, 0o604, 0o660, 0o610, 0o666])
  func exposed(mode: Int) throws {
    _ = try file.readOrCreate()
    try setRights(mode)
    #expect(throws: AuditKeyError.exposed(path: file.path)) { try file.read() }
    #expect(throws: AuditKeyError.exposed(path: file.path)) { try file.readOrCreate() }
    try setRights(0o400)
    _ = try file.read()
  }

  @Test("of another length is no key and is not replaced", arguments: [0, 1, 31, 33, 4096])
  func malformed(length: Int) throws {
    let bytes = [UInt8](repeating: 7, count: length)
    try scratch.write(bytes, to: "w.gpkg.key")
    try setRights(0o600)
    #expect(throws: AuditKeyError.malformed(path: file.path)) { try file.readOrCreate() }
    #expect(try scratch.bytes("w.gpkg.key") == bytes)
  }

  @Test("is no folder, and needs one that is there")
  func folders() throws {
    try FileManager.default.createDirectory(
      atPath: file.path, withIntermediateDirectories: false)
    #expect(throws: AuditKeyError.malformed(path: file.path)) { try file.readOrCreate() }
    let lost = AuditKeyFile(besideWorkspace: scratch.path("none/w.gpkg"))
    #expect(throws: AuditKeyError.missing(path: lost.path)) { try lost.read() }
    do {
      _ = try lost.readOrCreate()
      Issue.record("a key was made")
    } catch {
      #expect(error.code == "audit_key.uncreatable")
    }
  }

  @Test("is made once however many ask at the same time")
  func race() async throws {
    let file = file
    let keys = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<16 { group.addTask { try file.readOrCreate().revealed() } }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(keys.count == 1)
    #expect(try scratch.names() == ["w.gpkg.key"])
  }
}
