import Foundation
import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Testing

@Suite("Reports")
struct ReportTests {
  @Test("every problem has a sentence in both languages", arguments: ProblemCode.allCases)
  func sentences(code: ProblemCode) {
    let problem = ImportProblem(code, field: "F", value: "V", "a", "b", "c")
    for language in Language.allCases {
      let sentence = problem.message(in: language)
      #expect(sentence != code.rawValue)
      #expect(!sentence.isEmpty && !sentence.contains("{") && !sentence.contains("}"))
    }
    #expect(problem.message(in: .id) != problem.message(in: .en))
  }

  @Test("the JSON report has the keys of the contract, messages in the language asked for")
  func json() throws {
    let scene = try ImportScene()
    let path = try scene.file("a.csv", "id,nama,lon,lat,warna\nA,Satu,112.6,-8,x\nB,Dua,0,0,y\n")
    let report = try scene.take(path, as: .servicePoints) { $0.skipsBadRows = true }
    let data = Data(report.json(language: .en).utf8)
    let object = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let expected = [
      "read": 2, "imported": 1, "repaired": 0, "merged": 0, "skipped": 1, "overlaps": 0, "gaps": 0,
    ]
    for (key, value) in expected { #expect(object[key] as? Int == value, "\(key)") }
    #expect(object["ignored_columns"] as? [String] == ["warna"])
    let problems = try #require(object["problems"] as? [[String: Any]])
    let problem = try #require(problems.first)
    #expect(problem["row"] as? Int == 2 && problem["field"] as? String == "lon, lat")
    #expect(problem["code"] as? String == "place.off_africa")
    #expect((problem["message"] as? String)?.contains("sea off Africa") == true)
  }

  @Test("a refusal is one sentence with file, row and column")
  func refusal() throws {
    let scene = try ImportScene()
    let path = try scene.file("desa.csv", "kode,nama\n357301100,Satu\n35.73.01,Dua\n")
    do {
      _ = try scene.take(path, as: .villages)
      Issue.record("the file was taken in")
    } catch let error as ImportError {
      let english = error.message(in: .en)
      #expect(english.hasPrefix("\(path), row 1 (line 2), column kode: "))
      #expect(english.contains("9 digits") && english.contains("Nothing was written"))
      #expect(error.message(in: .id).contains("baris 1 (baris teks 2), kolom kode"))
    }
  }

  @Test("the CSV report lists every problem")
  func csv() throws {
    let scene = try ImportScene()
    let path = try scene.file("a.csv", "id,nama,lon,lat\nA,Satu,0,0\nB,\"Du,a\",112.6,-8\n")
    let report = try scene.take(path, as: .servicePoints) { $0.skipsBadRows = true }
    let target = scene.folder.appendingPathComponent("report.csv")
    try report.writeCSV(to: target.path, language: .id)
    let lines = try String(contentsOf: target, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0] == "row,line,field,value,code,severity,message")
    #expect(lines[1].hasPrefix("1,2,\"lon, lat\",,place.off_africa,warning,"))
  }

  @Test("progress is told at most ten times a second, from the first row on")
  func progress() throws {
    let scene = try ImportScene()
    let path = try scene.file("a.csv", "id,nama,lon,lat\nA,Satu,112.6,-8\n")
    var told: [ImportProgress] = []
    _ = try importFile(path, as: .servicePoints, into: scene.workspace) { told.append($0) }
    #expect(told.first?.phase == .reading && told.first?.done == 0)
    #expect(told.count <= 4)
  }
}
