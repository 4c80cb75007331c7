import DisclosureControl
import Foundation
import GRDB
import GeoPrimitives
import Places
import Testing

@testable import GeoStore

@Suite("Writing")
struct WritingTests {
  private let scratch: Scratch
  private let workspace: Workspace
  private let owner = Disclosure.owner(purpose: "test")

  private struct Stop: Error, Equatable {}

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
  }

  @Test("An error undoes everything and passes through")
  func rollback() throws {
    try workspace.write { try $0.insert(Sample.tip("T1")) }
    let before = try dump()
    #expect(throws: Stop()) {
      try workspace.write { transaction in
        #expect(try transaction.reader.generation() > 1)
        try transaction.insert(try Sample.village("35.07.01.2001"))
        try transaction.beginBulkLoad(.tips)
        for index in 0..<1000 { try transaction.insert(Sample.tip("X\(index)")) }
        throw Stop()
      }
    }
    #expect(try dump() == before)
    #expect(try workspace.check() == [])
  }

  @Test("After a row is refused the transaction goes on, if the caller lets it")
  func refusedRowIsAlone() throws {
    try workspace.write { transaction in
      try transaction.insert(Sample.tip("T1"))
      #expect(code { try transaction.insert(Sample.tip("T1")) } == "row.duplicate")
      try transaction.insert(Sample.tip("T2"))
    }
    #expect(try workspace.counts()[.tips] == 2)
    #expect(try workspace.check() == [])
  }

  @Test(
    "Duplicates are refused, skipped or replaced, with and without a bulk load",
    arguments: [false, true])
  func duplicates(inBulk: Bool) throws {
    try workspace.write { try $0.insert(Sample.tip("T1", 110)) }
    try workspace.write { transaction in
      if inBulk { try transaction.beginBulkLoad(.tips) }
      #expect(
        throws: WorkspaceError.duplicate(table: "tips", key: "T1"),
        performing: { try transaction.insert(Sample.tip("T1", 111)) })
      #expect(try transaction.insert(Sample.tip("T1", 112), onDuplicate: .skip) == .skipped)
      #expect(try transaction.insert(Sample.tip("T2", 113), onDuplicate: .skip) == .inserted)
      #expect(try transaction.insert(Sample.tip("T2", 114), onDuplicate: .replace) == .replaced)
      #expect(try transaction.insert(Sample.tip("T1", 115), onDuplicate: .replace) == .replaced)
      #expect(try transaction.insert(Sample.tip("T3", 116), onDuplicate: .replace) == .inserted)
    }
    var tips: [String] = []
    try workspace.readTips(for: owner) { tips.append("\($0.row) \($0.longitude)") }
    #expect(tips == ["1 115.0", "2 114.0", "3 116.0"])
    #expect(try workspace.check() == [])
  }

  @Test("Each table has its own key")
  func keys() throws {
    let day = try #require(CivilDate("2025-03-01"))
    let code = "35.07.01.2001"
    try workspace.write { transaction in
      let office = OfficeRecord(id: "1", name: "a", area: [])
      let counts = (0..<2).map {
        GuestCountRecord(accommodation: "1", month: "2025-01", guests: $0)
      }
      let undated = (0..<2).map { PopulationRecord(code: code, residents: $0, asOf: nil) }
      try transaction.insert(try Sample.village(code))
      try transaction.insert(office)
      try transaction.insert(ServicePointRecord(id: "1", name: "a"))
      try transaction.insert(AccommodationRecord(id: "1", name: "a"))
      try transaction.insert(ActivityRecord(id: "1", kind: .rapat, date: day))
      #expect(try transaction.insert(counts[0]) == .inserted)
      #expect(try transaction.insert(counts[1], onDuplicate: .replace) == .replaced)
      #expect(try transaction.insert(undated[0]) == .inserted)
      #expect(try transaction.insert(undated[1], onDuplicate: .replace) == .replaced)
      let dated = PopulationRecord(code: code, residents: 5, asOf: day)
      #expect(try transaction.insert(dated) == .inserted)
      let calon = ProgrammeRecord(code: code, status: .calon, since: day)
      #expect(try transaction.insert(calon) == .inserted)
      #expect(try transaction.insert(calon, onDuplicate: .skip) == .skipped)
      let aktif = ProgrammeRecord(code: code, status: .aktif, since: day)
      #expect(try transaction.insert(aktif) == .inserted)
      let bps = VillageRecord(
        code: try AreaCode("3507010001", scheme: .bps), name: "b", geometry: nil)
      #expect(try transaction.insert(bps) == .inserted)
    }
    var guests: [Int] = []
    try workspace.readGuests { guests.append($0.guests) }
    #expect(guests == [1])
    #expect(try workspace.counts()[.population] == 2)
  }

  @Test("A village takes another area, and a village that is not there takes none")
  func merge() throws {
    let code = try AreaCode("35.07.01.2001")
    try workspace.write { transaction in
      try transaction.insert(try Sample.village(code.text))
      try transaction.replaceGeometry(ofVillage: code, with: Sample.islands)
      let other = try AreaCode("35.07.01.2002")
      #expect(throws: WorkspaceError.noSuchRow(table: "villages", key: other.text)) {
        try transaction.replaceGeometry(ofVillage: other, with: Sample.islands)
      }
    }
    var areas: [MultiPolygon?] = []
    try workspace.readVillages { areas.append($0.geometry) }
    #expect(areas == [Sample.islands])
    #expect(try workspace.check() == [])
  }

  @Test("Triage changes a tip's status")
  func triage() throws {
    try workspace.write { transaction in
      try transaction.insert(Sample.tip("T1"))
      try transaction.setStatus(ofTip: "T1", to: .verified)
      #expect(code { try transaction.setStatus(ofTip: "T2", to: .new) } == "row.missing")
    }
    #expect(try workspace.tip("T1", for: owner)?.status == .verified)
  }

  @Test("A table is emptied with its index and its extent", arguments: [false, true])
  func removeAll(inBulk: Bool) throws {
    try workspace.write { transaction in
      for index in 0..<200 {
        try transaction.insert(Sample.tip("T\(index)", 100 + Double(index) / 9))
      }
    }
    try workspace.write { transaction in
      if inBulk { try transaction.beginBulkLoad(.tips) }
      try transaction.removeAll(from: .tips)
      if inBulk { #expect(try transaction.insert(Sample.tip("T1", 130)) == .inserted) }
    }
    #expect(try workspace.counts()[.tips] == (inBulk ? 1 : 0))
    #expect(try workspace.check() == [])
  }

  @Test("A transaction inside a transaction is refused")
  func nested() throws {
    try workspace.write { transaction in
      try transaction.insert(Sample.tip("T1"))
      #expect(
        code { try workspace.write { try $0.insert(Sample.tip("T2")) } } == "workspace.failed")
      // Reading beside the transaction sees what was there before it.
      #expect(try workspace.counts()[.tips] == 0)
    }
    #expect(try workspace.counts()[.tips] == 1)
  }

  @Test("A transaction reads what it has written; others do not yet")
  func isolation() throws {
    let other = try Workspace.open(at: scratch.path(), mode: .readOnly)
    try workspace.write { transaction in
      try transaction.insert(Sample.tip("T1"))
      #expect(try transaction.reader.counts()[.tips] == 1)
      #expect(try other.counts()[.tips] == 0)
    }
    #expect(try other.counts()[.tips] == 1)
  }

  @Test("A snapshot stays as it is while others write")
  func snapshot() throws {
    let other = try Workspace.open(at: scratch.path(), mode: .readOnly)
    try other.read { reader in
      let before = try reader.generation()
      try workspace.write { try $0.insert(Sample.tip("T1")) }
      #expect(try reader.generation() == before)
      #expect(try reader.counts()[.tips] == 0)
      #expect(try other.generation() == before)
    }
    #expect(try other.counts()[.tips] == 1)
  }

  @Test("A second writer waits, and is told when it waited too long")
  func locked() throws {
    let other = try Workspace.open(at: scratch.path(), mode: .readWrite)
    try workspace.write { transaction in
      try transaction.insert(Sample.tip("T1"))
      let start = Date()
      #expect(code { try other.write { try $0.insert(Sample.tip("T2")) } } == "workspace.locked")
      #expect(Date().timeIntervalSince(start) > 4)
    }
    #expect(try other.write { try $0.insert(Sample.tip("T2")) } == .inserted)
    other.close()
    #expect(try workspace.counts()[.tips] == 2)
  }

  @Test("What an import that is killed leaves behind opens as it was before")
  func killed() throws {
    try workspace.write { try $0.insert(Sample.tip("before")) }
    let copy = try Scratch()
    #expect(throws: Stop()) {
      try workspace.write { transaction in
        try transaction.beginBulkLoad(.tips)
        var tip = Sample.tip("")
        tip.summary = String(repeating: "x", count: 2000)
        for index in 0..<50_000 {
          tip.id = "T\(index)"
          try transaction.insert(tip)
        }
        // What is on the disk now is what a killed process leaves: the log holds half a transaction.
        for name in ["w.gpkg", "w.gpkg-wal"] { try copy.write(scratch.bytes(name), to: name) }
        throw Stop()
      }
    }
    #expect(try copy.bytes("w.gpkg-wal").count > 10_000_000)
    let reader = try Workspace.open(at: copy.path(), mode: .readOnly)
    #expect(try reader.counts()[.tips] == 1)
    reader.close()
    let survivor = try Workspace.open(at: copy.path(), mode: .readWrite)
    #expect(try survivor.check() == [])
    try survivor.write { try $0.insert(Sample.tip("after")) }
    survivor.close()
    #expect(try copy.names() == ["w.gpkg"])
  }

  /// Every row of every table, those of the indexes and of GeoPackage included.
  private func dump() throws -> [String] {
    try workspace.read { reader in
      let sql = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
      return try String.fetchAll(reader.db, sql: sql).flatMap { table in
        try Row.fetchAll(reader.db, sql: "SELECT * FROM \"\(table)\"").map { "\(table) \($0)" }
      } + String.fetchAll(reader.db, sql: "SELECT sql FROM sqlite_master WHERE sql NOTNULL")
    }
  }
}
