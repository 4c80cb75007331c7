import Foundation
import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialIndexing

@Suite("A file of indexes")
struct IndexFileTests {
  private static let fingerprint: [UInt8] = [7, 0, 255]

  private static func weighted(_ places: [Coordinate], seed: UInt64) throws -> PointIndex {
    var random = SeededRandom(seed: seed)
    return try PointIndex(
      places, weights: places.map { _ in Double(Int.random(in: 1...9, using: &random)) })
  }

  private static func expectEqual(_ a: PointIndex, _ b: PointIndex) {
    #expect(a.xs == b.xs && a.ys == b.ys && a.offsets == b.offsets)
    #expect(a.inputPositions == b.inputPositions)
    #expect(a.weightUnits == b.weightUnits)
    #expect(a.boxes == b.boxes && a.prefixes == b.prefixes)
  }

  @Test("gives back the indexes that were written to it", arguments: PointSets.named.indices)
  func roundTrip(set: Int) throws {
    let folder = try ScratchFolder()
    let path = folder.path("a.gpkg.index")
    let plain = try PointIndex(PointSets.named[set].places)
    let weighted = try Self.weighted(PointSets.named[set].places, seed: 61)
    let cells = try PointIndex(
      gridPoints: PointSets.named[set].places.compactMap { GridPoint($0) }, weights: [])
    #expect(cells.offsets.isEmpty)
    try IndexFile.write(
      [
        .init("all", plain, numbers: [3, -1]), .init("category = 'tppo' · März", weighted),
        .init("cells", cells),
      ],
      fingerprint: Self.fingerprint, to: path)
    let file = try IndexFile(path: path, fingerprint: Self.fingerprint)
    #expect(file.names == ["all", "category = 'tppo' · März", "cells"])
    Self.expectEqual(try #require(file.index(named: "cells")), cells)
    Self.expectEqual(try #require(file.index(named: "all")), plain)
    Self.expectEqual(try #require(file.index(named: "category = 'tppo' · März")), weighted)
    #expect(file.index(named: "none") == nil)
    #expect(file.names.map { file.entry(named: $0)?.numbers } == [[3, -1], [], []])
    let place = Coordinate(longitude: 110, latitude: -7)
    #expect(
      file.index(named: "all")?.nearest(to: place, count: 5) == plain.nearest(to: place, count: 5))
  }

  @Test("may hold no index at all")
  func emptyFile() throws {
    let folder = try ScratchFolder()
    try IndexFile.write([], fingerprint: [], to: folder.path("none"))
    #expect(try IndexFile(path: folder.path("none"), fingerprint: []).names.isEmpty)
  }

  @Test("has the same bytes for the same indexes, and is for its owner alone")
  func sameBytes() throws {
    let folder = try ScratchFolder()
    let index = try Self.weighted(PointSets.clustered(700, seed: 62), seed: 63)
    for name in ["a", "b"] {
      try IndexFile.write([.init("x", index)], fingerprint: Self.fingerprint, to: folder.path(name))
    }
    #expect(try folder.bytes("a") == folder.bytes("b"))
    #expect(try folder.names() == ["a", "b"])
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("a"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("is refused with the reason: not there, not a file, foreign, of other data")
  func reasons() throws {
    let folder = try ScratchFolder()
    let path = folder.path("x")
    #expect(throws: IndexFileError.missing) { try IndexFile(path: path, fingerprint: []) }
    #expect(throws: IndexFileError.foreign) {
      try IndexFile(path: folder.url.path, fingerprint: [])
    }
    try folder.write(
      "SQLite format 3\u{0} and so on, for longer than a header is at least", to: "x")
    #expect(throws: IndexFileError.foreign) { try IndexFile(path: path, fingerprint: []) }
    try IndexFile.write([.init("x", try PointIndex([]))], fingerprint: [1, 2], to: path)
    for other: [UInt8] in [[], [1], [1, 3], [1, 2, 0]] {
      #expect(throws: IndexFileError.stale) { try IndexFile(path: path, fingerprint: other) }
    }
  }

  @Test("is refused when it was laid out by another version or machine")
  func otherLayouts() throws {
    let folder = try ScratchFolder()
    let path = folder.path("x")
    try IndexFile.write([.init("x", try PointIndex([]))], fingerprint: [], to: path)
    let bytes = try folder.bytes("x")
    let changes: [(Int, UInt8, IndexFileError)] = [
      (8, 9, .otherVersion(9)), (12, 3, .otherByteOrder), (16, 32, .otherNodeSize(32)),
    ]
    for (position, value, reason) in changes {
      var changed = bytes
      changed[position] = value
      try folder.write(changed, to: "x")
      #expect(throws: reason) { try IndexFile(path: path, fingerprint: []) }
    }
  }

  /// Why a file of such bytes is refused; `nil` when it is not.
  private static func refusal(of bytes: [UInt8], in folder: ScratchFolder) throws -> IndexFileError?
  {
    try folder.write(bytes, to: "changed")
    do throws(IndexFileError) {
      _ = try IndexFile(path: folder.path("changed"), fingerprint: fingerprint)
      return nil
    } catch {
      return error
    }
  }

  @Test("is refused whichever of its bytes is another one")
  func everyByteCounts() throws {
    let folder = try ScratchFolder()
    let index = try Self.weighted(PointSets.scattered(20, seed: 64), seed: 65)
    try IndexFile.write([.init("x", index)], fingerprint: Self.fingerprint, to: folder.path("x"))
    let bytes = try folder.bytes("x")
    #expect(try Self.refusal(of: bytes, in: folder) == nil)
    let unnoticed = try bytes.indices.filter { position in
      var damaged = bytes
      damaged[position] ^= 1 << UInt8(position % 8)
      return try Self.refusal(of: damaged, in: folder) == nil
    }
    #expect(unnoticed.isEmpty)
  }

  @Test("is refused at every other length")
  func everyLengthCounts() throws {
    let folder = try ScratchFolder()
    let index = try PointIndex(PointSets.scattered(20, seed: 66))
    try IndexFile.write([.init("x", index)], fingerprint: Self.fingerprint, to: folder.path("x"))
    let bytes = try folder.bytes("x")
    let longer = bytes + [UInt8](repeating: 0, count: 64)
    let lengths = (0...longer.count).filter { $0 != bytes.count }
    let unnoticed = try lengths.filter {
      try Self.refusal(of: Array(longer.prefix($0)), in: folder) != .truncated
    }
    #expect(unnoticed.isEmpty)
  }

  @Test("is refused when its header, sound in itself, tells of what is not there")
  func impossibleHeaders() throws {
    let folder = try ScratchFolder()
    let path = folder.path("x")
    let sound = IndexFileHeader.Entry(name: "x", stride: 4, count: 8, offset: 0, checksum: 0)
    let impossible: [(inout IndexFileHeader.Entry) -> Void] = [
      { $0.offset = 64 }, { $0.offset = 32 }, { $0.count = 17 }, { $0.stride = 1000 },
      { $0.count = .max }, { $0.count = .max / 4 }, { $0.offset = .max - 63 },
      { ($0.count, $0.stride) = (1 << 40, 1 << 30) },
    ]
    for change in impossible {
      var entry = sound
      change(&entry)
      let header = IndexFileHeader(
        fingerprint: [], sections: [.init(name: "a", count: 8, columns: [entry])])
      let bytes = header.encoded(columnBytes: 64)
      try folder.write(Array(bytes) + [UInt8](repeating: 0, count: 64), to: "x")
      #expect(throws: IndexFileError.damaged("header")) {
        try IndexFile(path: path, fingerprint: [])
      }
    }
  }

  @Test("has no index where a column is missing or of another length")
  func incompleteIndexes() throws {
    let columns = try PointIndex(PointSets.scattered(40, seed: 67)).storedColumns
    #expect(PointIndex(count: 40, storedColumns: columns) != nil)
    for position in columns.indices {
      var fewer = columns
      fewer.remove(at: position)
      #expect(PointIndex(count: 40, storedColumns: fewer) == nil)
    }
    for count in [-1, 0, 39, 41, Int(UInt32.max), .max] {
      #expect(PointIndex(count: count, storedColumns: columns) == nil)
    }
  }

  @Test("stays what it was for those who have it open while it is written anew")
  func replacedWhileOpen() throws {
    let folder = try ScratchFolder()
    let path = folder.path("x")
    let first = try PointIndex(PointSets.clustered(3000, seed: 68))
    let second = try PointIndex(PointSets.clustered(2000, seed: 69))
    try IndexFile.write([.init("x", first)], fingerprint: [1], to: path)
    let opened = try #require(try IndexFile(path: path, fingerprint: [1]).index(named: "x"))
    try IndexFile.write([.init("x", second)], fingerprint: [2], to: path)
    Self.expectEqual(opened, first)
    Self.expectEqual(
      try #require(try IndexFile(path: path, fingerprint: [2]).index(named: "x")), second)
  }

  @Test("that cannot be written leaves nothing behind")
  func unwritable() throws {
    let folder = try ScratchFolder()
    let index = try PointIndex(PointSets.scattered(5, seed: 70))
    #expect(throws: IndexFileError.unwritable(errno: 2)) {
      try IndexFile.write([.init("x", index)], fingerprint: [], to: folder.path("no/such/folder"))
    }
    // A folder cannot be replaced by a file, which shows when all of it is written.
    let inner = folder.path("taken/inner")
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    #expect(throws: IndexFileError.self) {
      try IndexFile.write([.init("x", index)], fingerprint: [], to: folder.path("taken"))
    }
    #expect(try folder.names() == ["taken"])
  }
}
