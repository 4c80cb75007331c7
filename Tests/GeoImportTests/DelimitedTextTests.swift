import Foundation
import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Testing

@Suite("Delimited text")
struct DelimitedTextTests {
  @Test(
    "separators, line ends, marks and blank lines do not matter",
    arguments: [
      "id,occurred_at,category,lon,lat,summary\nA,2026-01-02,tppo,112.6,-8,x\n",
      "id,occurred_at,category,lon,lat,summary\r\nA,2026-01-02,tppo,112.6,-8,x\r\n",
      "id,occurred_at,category,lon,lat,summary\rA,2026-01-02,tppo,112.6,-8,x\r",
      "\u{FEFF}id,occurred_at,category,lon,lat,summary\nA,2026-01-02,tppo,112.6,-8,x",
      "id;occurred_at;category;lon;lat;summary\nA;2026-01-02;tppo;112,6;-8,0;x\n",
      "id\toccurred_at\tcategory\tlon\tlat\tsummary\nA\t2026-01-02\ttppo\t112,6\t-8\tx\n",
      "\"id\",\"occurred_at\",\"category\",\"lon\",\"lat\",\"summary\"\n\n\"A\",2026-01-02,tppo,112.6,-8,\"x\"\n\n",
      " id , occurred_at ,category,Longitude,LAT,summary\n A , 2026-01-02 ,tppo, 112.6 , -8 , x \n",
      "id,occurred_at,category,lon,lat,summary,\nA,2026-01-02,tppo,112.6,-8,x,\n",
    ])
  func dialects(text: String) throws {
    let scene = try ImportScene()
    try scene.take(try scene.file("a.csv", text), as: .tips)
    let tip = try #require(try scene.tips().first)
    #expect(tip.id == "A" && tip.summary == "x")
    #expect(tip.place?.longitude == 112.6 && tip.place?.latitude == -8)
  }

  @Test("cells in quotation marks keep separators, marks and line ends, and lines still count")
  func quoting() throws {
    let scene = try ImportScene()
    let text =
      "id,occurred_at,category,place_text\n"
      + "A,2026-01-02,tppo,\"satu, \"\"dua\"\"\ntiga\"\nB,x,tppo,y\n"
    let problem = try scene.refuse(try scene.file("a.csv", text), as: .tips)
    #expect(problem.row == 2 && problem.line == 4)
    try scene.take(try scene.file("b.csv", text), as: .tips) { $0.skipsBadRows = true }
    #expect(try scene.tips().first?.placeText == "satu, \"dua\"\ntiga")
  }

  @Test("text that is not UTF-8 is read as Latin-1, and said so")
  func latin1() throws {
    let scene = try ImportScene()
    let bytes = Data("id,nama,lon,lat\nA,Caf".utf8) + Data([0xE9]) + Data(",112.6,-8\n".utf8)
    let report = try scene.take(try scene.file("a.csv", bytes), as: .servicePoints)
    #expect(report.problems.map(\.code) == [.encodingAssumed])
    #expect(report.problems.first?.row == 1)
  }

  @Test("packed with gzip")
  func gzip() throws {
    let scene = try ImportScene()
    // "id,nama,lon,lat\nA,Satu,112.6,-8\n", packed by gzip.
    let packed = try #require(
      Data(
        base64Encoded: "H4sIAAAAAAAC/8tM0clLzE3UycnP08lJLOFy1AlOLCnVMTQ00jPT0bXgAgBSCkFAIAAAAA=="))
    #expect(try scene.take(try scene.file("a.csv.gz", packed), as: .servicePoints).imported == 1)
  }

  @Test("cells across the reader's buffer come out whole")
  func bufferBorders() throws {
    let scene = try ImportScene()
    var text = "id,occurred_at,category,place_text\n"
    let words = (0..<3000).map { row in String(repeating: "k\(row % 7)", count: 100 + row % 300) }
    for (row, word) in words.enumerated() {
      text += "T\(row),2026-01-02,tppo,\(row.isMultiple(of: 2) ? word : "\"\(word)\"")\n"
    }
    try scene.take(try scene.file("a.csv", text), as: .tips)
    #expect(try scene.tips().map(\.placeText) == words)
  }
}
