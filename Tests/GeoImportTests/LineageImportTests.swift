import Foundation
import GeoPrimitives
import GeoStore
import Places
import Support
import Testing

@testable import GeoImport

@Suite("Import and derivation of lineage")
struct LineageImportTests {
  private let header = "old,new,kind,date,area_share\n"

  private func changes(_ scene: ImportScene) throws -> [LineageChange] {
    var found: [LineageChange] = []
    try scene.workspace.readLineage { found.append($0.change) }
    return found.sorted()
  }

  @Test(
    "kinds are words of ours or Indonesian ones, an end has no successor, a day may be given for all"
  )
  func words() throws {
    let scene = try ImportScene()
    let text = """
      lama,baru,jenis,dasar
      3573011001,3573011009,Pemekaran,decree
      3573011002,,penghapusan,
      3573011003,3573011004,penggabungan,
      """
    try scene.take(try scene.file("a.csv", text), as: .lineage) {
      $0.asOf = CivilDate("2025-01-01")
    }
    let found = try changes(scene)
    #expect(found.map(\.kind) == [.split, .end, .merge])
    #expect(found.map(\.new) == ["35.73.01.1009", nil, "35.73.01.1004"])
    #expect(found.map(\.basis) == [.decree, .file, .file])
    #expect(found.allSatisfy { $0.date == CivilDate("2025-01-01") })
  }

  @Test("a kind that is none, an end that goes on and a change without successor are refused")
  func refusals() throws {
    let scene = try ImportScene()
    for (row, code) in [
      ("3573011001,3573011009,gosip,,", ProblemCode.valueUnknown),
      ("3573011001,3573011009,end,,", .lineageEndGoesOn), ("3573011001,,move,,", .valueMissing),
    ] {
      let problem = try scene.refuse(try scene.file("a.csv", header + row + "\n"), as: .lineage)
      #expect(problem.code == code)
      #expect(problem.row == 1)
    }
  }

  @Test("shares that exceed the whole are refused, also together with what is there already")
  func shares() throws {
    let scene = try ImportScene()
    let first = header + "3573011001,3573011008,split,2025-01-01,0.6\n"
    let second = header + "3573011001,3573011009,split,2025-01-01,0.5\n"
    let problem = try scene.refuse(
      try scene.file("both.csv", first + second.split(separator: "\n")[1] + "\n"), as: .lineage)
    #expect(problem.code == .lineageShares)
    #expect(problem.arguments == ["2025-01-01", "1.1"])
    try scene.take(try scene.file("first.csv", first), as: .lineage)
    #expect(
      try scene.refuse(try scene.file("second.csv", second), as: .lineage).code == .lineageShares)
  }

  @Test("changes without a day must not go round in a circle")
  func circle() throws {
    let scene = try ImportScene()
    let text = header + "3573011001,3573011002,move,,\n3573011002,3573011001,move,,\n"
    let problem = try scene.refuse(try scene.file("a.csv", text), as: .lineage)
    #expect(problem.code == .lineageCycle)
    let dated = text.replacing("move,,", with: "move,2025-01-01,")
    try scene.take(try scene.file("b.csv", dated), as: .lineage)
  }

  @Test("lists are read with a header or without one")
  func lists() throws {
    let scene = try ImportScene()
    let plain = try scene.file(
      "bps.csv", "3573,35,KOTA MALANG\r\n3573010001,3573010,ARJOWINANGUN\r\n")
    let bps = try CodeListFile.read([plain], scheme: .bps)
    #expect(bps.name(of: "3573", at: .regency) == "KOTA MALANG")
    #expect(bps[village: "3573010001"] == "ARJOWINANGUN")
    let named = try scene.file(
      "k.csv", "kode,nama,tipe\n35,Jawa Timur,provinsi\n35.73.03.1001,Arjowinangun,kelurahan\n")
    let own = try CodeListFile.read([named], scheme: .kemendagri)
    #expect(own[village: "35.73.03.1001"] == "Arjowinangun")
    let none = try scene.file("n.csv", "kode,nama\n35,Jawa Timur\n")
    #expect(throws: ImportProblem.self) { try CodeListFile.read([none], scheme: .kemendagri) }
    let broken = try scene.file("x.csv", "kode,nama\n35.7,Jawa Timur\n")
    do throws(CodeListError) {
      _ = try LineageDerivation.fromLists(old: broken, new: broken, on: CivilDate(daysSince1970: 0))
      Issue.record("a list with a broken code was taken")
    } catch {
      #expect(error.problem.code == .codeLength && error.problem.row == 1)
    }
  }

  @Test("what lists tell is written once, and gives way to borders, not to decrees")
  func trust() throws {
    let scene = try ImportScene()
    let day = try #require(CivilDate("2025-01-01"))
    let old = try scene.file(
      "o.csv", "kode,nama\n35,A\n35.73,B\n35.73.01,C\n35.73.01.1001,Satu\n35.73.01.1002,Dua\n")
    let new = try scene.file(
      "n.csv", "kode,nama\n35,A\n35.73,B\n35.73.01,C\n35.73.01.1005,Satu\n35.73.01.1006,Dua\n")
    let lineage = try LineageDerivation.fromLists(old: old, new: new, on: day)
    try scene.take(
      try scene.file("decree.csv", header + "3573011002,3573011007,move,2024-05-01,1\n"),
      as: .lineage)
    let first = try scene.workspace.write { try LineageDerivation.write(lineage, into: $0) }
    #expect(first == .init(written: 1, known: 1, replaced: 0))
    let again = try scene.workspace.write { try LineageDerivation.write(lineage, into: $0) }
    #expect(again == .init(written: 1, known: 1, replaced: 1))

    var change = LineageChange("35.73.01.1001", "35.73.01.1006", .move, on: day)
    change.basis = .overlay
    let overlay = DerivedLineage(
      basis: .overlay, findings: [LineageFinding(change, oldName: "Satu", newName: "Dua")])
    let third = try scene.workspace.write { try LineageDerivation.write(overlay, into: $0) }
    #expect(third == .init(written: 1, known: 0, replaced: 1))
    let fourth = try scene.workspace.write { try LineageDerivation.write(lineage, into: $0) }
    #expect(fourth == .init(written: 0, known: 2, replaced: 0))
    #expect(try changes(scene).map(\.new) == ["35.73.01.1007", "35.73.01.1006"])
  }

  @Test("findings are written as a file that import takes")
  func roundTrip() throws {
    let scene = try ImportScene()
    let day = try #require(CivilDate("2025-01-01"))
    let old = try scene.file(
      "o.csv", "kode,nama\n35.73.01.1001,Satu\n35.73.01.1002,Dua\n35.73.01.1003,Tiga\n")
    let new = try scene.file("n.csv", "kode,nama\n35.73.01.1001,Kartini\n35.73.01.2005,Dua\n")
    let lineage = try LineageDerivation.fromLists(old: old, new: new, on: day)
    let path = scene.folder.appendingPathComponent("found.csv").path
    try lineage.writeCSV(to: path)
    try scene.take(path, as: .lineage)
    #expect(try changes(scene) == lineage.findings.map(\.change))
    #expect(lineage.findings.map(\.change.kind) == [.rename, .end, .end])
  }

  @Test("the borders of two days tell splits, mergers and moves with their shares")
  func borders() throws {
    let scene = try ImportScene()
    let (first, second) = (
      try #require(CivilDate("2020-01-01")), try #require(CivilDate("2025-01-01"))
    )
    let side = 0.02
    let before = squares([
      ("35.73.01.1001", "Belah", 112.60, -8, side), ("35.73.01.1002", "Satu", 112.62, -8, side),
      ("35.73.01.1003", "Dua", 112.64, -8, side), ("35.73.01.1004", "Pindah", 112.66, -8, side),
      ("35.73.01.1005", "Tetap", 112.68, -8, side),
    ])
    try scene.take(try scene.file("before.geojson", before), as: .villages) { $0.asOf = first }
    let after = """
      kode,nama,wkt
      35.73.01.1011,Belah Barat,"POLYGON((112.60 -8,112.605 -8,112.605 -7.98,112.60 -7.98,112.60 -8))"
      35.73.01.1012,Belah Timur,"POLYGON((112.605 -8,112.62 -8,112.62 -7.98,112.605 -7.98,112.605 -8))"
      35.73.01.1002,Satu,"POLYGON((112.62 -8,112.66 -8,112.66 -7.98,112.62 -7.98,112.62 -8))"
      35.73.02.1001,Pindah,"POLYGON((112.66 -8,112.68 -8,112.68 -7.98,112.66 -7.98,112.66 -8))"
      35.73.01.1005,Tetap,"POLYGON((112.68 -8,112.70 -8,112.70 -7.98,112.68 -7.98,112.68 -8))"
      """
    try scene.take(try scene.file("after.csv", after), as: .villages) { $0.asOf = second }
    let lineage = try scene.workspace.read { reader in
      try LineageDerivation.fromBorders(in: reader, from: first, to: second)
    }
    let found = lineage.findings.map { finding in
      let change = finding.change
      let share = change.areaShare.map { " \(Int(($0 * 100).rounded()))" } ?? ""
      return
        "\(change.old.suffix(4)) \(change.kind.rawValue) \((change.new ?? "").suffix(4))\(share)"
    }
    #expect(
      found == [
        "1001 split 1011 25", "1001 split 1012 75", "1003 merge 1002 100", "1004 move 1001 100",
      ])
    #expect(lineage.findings.allSatisfy { $0.change.date == second })
    let outcome = try scene.workspace.write { try LineageDerivation.write(lineage, into: $0) }
    #expect(outcome.written == 4)
  }

  @Test("pairs of codes are imported and derived; derived ones give way to newer, given ones stay")
  func crosswalk() throws {
    let scene = try ImportScene()
    let given = try scene.file("given.csv", "KDEPUM,KDEBPS\n3573031001,3573010001\n")
    #expect(try scene.take(given, as: .crosswalk).imported == 1)
    let broken = try scene.file("broken.csv", "kemendagri,bps\n35.73.03,3573010001\n")
    #expect(try scene.refuse(broken, as: .crosswalk).code == .codeLevel)

    let bps = try scene.file(
      "bps.csv",
      "35,,JAWA TIMUR\n3573,35,KOTA MALANG\n3573010,3573,KEDUNGKANDANG\n3573010001,3573010,ARJOWINANGUN\n3573010002,3573010,TLOGO WARU\n"
    )
    #expect(throws: CodeListError.self) {
      try scene.workspace.read { try CrosswalkFinder.derived(bps: [bps], list: nil, in: $0) }
    }
    let list = try scene.file(
      "k.csv",
      "kode,nama\n35,Jawa Timur\n35.73,Kota Malang\n35.73.03,Kedungkandang\n35.73.03.1001,Arjowinangun\n35.73.03.1002,Tlogowaru\n35.73.03.1003,Lain\n"
    )
    let found = try scene.workspace.read {
      try CrosswalkFinder.derived(bps: [bps], list: list, in: $0)
    }
    #expect(found.pairs.map(\.bps) == ["3573010001", "3573010002"])
    #expect(found.unmatchedKemendagri == ["35.73.03.1003"])
    for _ in 0..<2 {
      #expect(try scene.workspace.write { try CrosswalkFinder.write(found.pairs, into: $0) } == 1)
    }
    var stored: [CodePair] = []
    try scene.workspace.readCrosswalk { stored.append($0) }
    #expect(stored.map(\.basis) == ["file", "same_district"])
    #expect(try scene.workspace.check() == [])
  }
}
