import DisclosureControl
import GeoPrimitives
import Places
import Testing

@testable import GeoStore

@Suite("Reading while writing")
struct ConcurrencyTests {
  @Test("Every snapshot sees whole transactions only")
  func wholeTransactions() async throws {
    let scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for round in 0..<40 {
          try workspace.write { transaction in
            try transaction.insert(Sample.tip("T\(round)"))
            try transaction.insert(ServicePointRecord(id: "S\(round)", name: "a"))
          }
        }
      }
      for _ in 0..<2 {
        group.addTask {
          for _ in 0..<60 {
            let seen = try workspace.read { reader in
              let before = try reader.generation()
              let counts = try reader.counts()
              let inside = try workspace.generation()
              return (before, inside, counts[.tips], counts[.servicePoints])
            }
            #expect(seen.0 == seen.1)
            #expect(seen.2 == seen.3)
            #expect(Int(seen.0) == 1 + 2 * (seen.2 ?? -1))
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try workspace.counts()[.tips] == 40)
  }

  @Test("The extent and the time of the last change in gpkg_contents follow the rows")
  func contents() throws {
    let scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    func extent() throws -> Envelope? {
      try workspace.read { try ContentsRow.extent(of: .tips, in: $0.db) }
    }
    #expect(try extent() == nil)
    try workspace.write { transaction in
      try transaction.insert(Sample.tip("T1", 110, -7))
      try transaction.insert(Sample.tip("T2", 120, -5))
    }
    #expect(try extent() == Envelope(minX: 110, minY: -7, maxX: 120, maxY: -5))
    try workspace.write { try $0.insert(Sample.tip("T2", 111, -6), onDuplicate: .replace) }
    #expect(try extent() == Envelope(minX: 110, minY: -7, maxX: 111, maxY: -6))
    try workspace.write { try $0.removeAll(from: .tips) }
    #expect(try extent() == nil)
  }
}
