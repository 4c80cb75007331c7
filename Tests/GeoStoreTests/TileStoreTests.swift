import Foundation
import Support
import Testing

@testable import GeoStore

@Suite("Tiles on the disk")
struct TileStoreTests {
  private static func tile(_ number: UInt8, bytes: Int = 100) -> TileStore.Tile {
    TileStore.Tile(
      mark: [number], layer: number % 2 == 0 ? "villages" : "heat", zoom: Int(number % 3),
      body: [UInt8](repeating: number, count: bytes), droppedFeatures: Int(number))
  }

  @Test("are there again when the file is opened anew, the latest of each key")
  func keepsTiles() throws {
    let folder = try ScratchFolder()
    let path = folder.path("w.gpkg.tiles")
    let store = try TileStore(path: path)
    try store.write((0..<10).map { ("k\($0)", Self.tile(UInt8($0))) })
    try store.write([("k3", Self.tile(77))])
    store.close()
    let again = try TileStore(path: path)
    #expect(try again.tile("k4") == Self.tile(4))
    #expect(try again.tile("k3") == Self.tile(77))
    #expect(try again.tile("k99") == nil)
    #expect(try again.holds("k4", mark: [4]))
    #expect(try !again.holds("k4", mark: [5]))
    #expect(try again.shares().reduce(0) { $0 + $1.tiles } == 10)
  }

  @Test("can be read by nobody but the owner of the file")
  func isPrivate() throws {
    let folder = try ScratchFolder()
    let path = folder.path("w.gpkg.tiles")
    _ = try TileStore(path: path)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test("go when they are cleared, all or those of a layer")
  func clears() throws {
    let folder = try ScratchFolder()
    let store = try TileStore(path: folder.path("w.gpkg.tiles"))
    try store.write((0..<10).map { ("k\($0)", Self.tile(UInt8($0))) })
    #expect(try store.clear(layer: "heat") == 5)
    #expect(try store.shares().map(\.layer).allSatisfy { $0 == "villages" })
    #expect(try store.clear() == 5)
    #expect(try store.shares().isEmpty)
  }

  @Test("make room for later ones, the oldest first")
  func trims() throws {
    let folder = try ScratchFolder()
    let store = try TileStore(path: folder.path("w.gpkg.tiles"))
    for round in 0..<20 {
      try store.write(
        (0..<10).map { ("k\(round * 10 + $0)", Self.tile(UInt8($0), bytes: 20_000)) })
      try store.trim(toBytes: 1_000_000)
    }
    let bytes = try store.shares().reduce(0) { $0 + $1.bytes }
    #expect(bytes <= 1_000_000)
    #expect(bytes >= 500_000)
    #expect(try store.tile("k199") != nil)
    #expect(try store.tile("k0") == nil)
  }

  @Test(
    "begin anew in a file that is damaged",
    arguments: ["not a database at all, but long enough to look at it twice", ""])
  func beginsAnew(text: String) throws {
    let folder = try ScratchFolder()
    let path = folder.path("w.gpkg.tiles")
    let store = try TileStore(path: path)
    try store.write([("k", Self.tile(1))])
    store.close()
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let again = try TileStore(path: path)
    #expect(try again.tile("k") == nil)
    try again.write([("k", Self.tile(2))])
    #expect(try again.tile("k") == Self.tile(2))
  }

  @Test("cannot be kept in a folder that does not exist, which is said")
  func missingFolder() throws {
    #expect(throws: WorkspaceError.self) {
      try TileStore(path: "/nonexistent/folder/w.gpkg.tiles")
    }
  }
}
