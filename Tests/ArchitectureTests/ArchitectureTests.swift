import Foundation
import Support
import Testing

@Suite("The architecture page")
struct ArchitectureTests {
  @Test("lists every target with exactly what it imports")
  func tableMatchesPackage() throws {
    let url = TestData.packageRoot.appendingPathComponent("docs/architecture.md")
    let page = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let differences = try DependencyTable(page: page).differences(to: PackageDump.table())
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test("has no target in a circle of imports")
  func graphHasNoCycle() throws {
    let rows = try PackageDump.table().rows
    #expect(rows.count > 10)
    var finished: Set<String> = []
    func visit(_ name: String, _ path: [String]) {
      if path.contains(name) {
        Issue.record("a circle: \((path + [name]).joined(separator: " → "))")
      }
      guard !path.contains(name), finished.insert(name).inserted else { return }
      for next in rows[name] ?? [] { visit(next, path + [name]) }
    }
    for name in rows.keys.sorted() { visit(name, []) }
  }
}

@Suite("The table of dependencies")
struct DependencyTableTests {
  static let page = """
    # Page

    <!-- dependencies:begin -->
    | Target | May import |
    |---|:--|
    | `A` |  |
    | B | `A`, C |
    | D | — |
    <!-- dependencies:end -->

    | Other | Table |
    """

  @Test("is read from between its markers")
  func reads() throws {
    #expect(try DependencyTable(page: Self.page).rows == ["A": [], "B": ["A", "C"], "D": []])
  }

  @Test("is refused where it is missing, crooked or ambiguous")
  func refuses() {
    #expect(throws: DependencyTable.Problem.noMarkers) { try DependencyTable(page: "| A | B |") }
    let crooked = Self.page.replacing("| D | — |", with: "| D |")
    #expect(throws: DependencyTable.Problem.notARow("| D |")) { try DependencyTable(page: crooked) }
    let twice = Self.page.replacing("| D | — |", with: "| A | B |")
    #expect(throws: DependencyTable.Problem.listedTwice("A")) { try DependencyTable(page: twice) }
  }

  @Test("tells every target and every edge that is on one side only")
  func differences() throws {
    let table = try DependencyTable(page: Self.page)
    #expect(table.differences(to: table).isEmpty)
    let package = DependencyTable(rows: ["A": ["X"], "B": ["A"], "E": []])
    #expect(
      table.differences(to: package) == [
        "A imports X, which is not in the table", "B does not import C any more",
        "D is in the table, not in the package", "E is in the package, not in the table",
      ])
  }

  @Test("of a package counts its own targets and other packages' products alike")
  func dump() throws {
    let text = """
      {"targets":[
        {"name":"A","type":"regular","path":"Sources/A","dependencies":[
          {"byName":["B",null]},{"product":["NIO","swift-nio",null,null]},{"target":["C",null]}]},
        {"name":"tool","type":"executable","dependencies":[]},
        {"name":"S","type":"regular","path":"Tests/Support","dependencies":[]},
        {"name":"ATests","type":"test","dependencies":[]},{"name":"C","type":"system"}]}
      """
    #expect(try PackageDump.table(ofDump: text).rows == ["A": ["B", "NIO", "C"], "tool": []])
  }
}
