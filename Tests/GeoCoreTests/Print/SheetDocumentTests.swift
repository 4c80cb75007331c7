import DemoSupport
import Support
import Testing

@testable import GeoCore
@testable import MapRendering

@Suite("Sheets of villages and areas, and reports as pages")
struct SheetDocumentTests {
  private static let owner = Disclosure.owner(purpose: "tests")

  private static func heat(_ bandwidth: String = "2000") throws -> HeatParameters {
    try HeatParameters(QueryParameters([("bandwidth", bandwidth)]), zone: .wib)
  }

  private static func texts(_ items: [SceneItem]) -> [String] {
    items.flatMap { item -> [String] in
      switch item {
      case .label(let label): [label.text]
      case .clipped(let clip): texts(clip.items)
      default: []
      }
    }
  }

  private static func text(of document: SheetDocument) -> String {
    document.pages().map { texts($0.items).joined(separator: " ") }.joined(separator: " ")
  }

  private static func hasHatch(_ items: [SceneItem]) -> Bool {
    items.contains { item in
      switch item {
      case .area(let area): area.fill == .hatch(.suppressed) && area.className == "bar"
      default: false
      }
    }
  }

  @Test("a village's has its profile, map, trend and surroundings on one page")
  func village() throws {
    let document = try DemoWorkspace.snapshot().villageSheet(
      code: "9901011001", heat: try Self.heat(), language: .indonesian, for: Self.owner)
    let pages = document.pages()
    #expect(pages.count == 1)
    let text = Self.text(of: document)
    for word in [
      "Kelurahan Jatitengah", "99.01.01.1001", "Kecamatan Bandar Peraga", "Status program",
      "Penduduk", "Skala 1 : ", "Laporan per bulan", "Layanan terdekat", "Desa di sekitar",
      "Kantor Imigrasi Peraga", "TERBATAS", "Halaman 1 dari 1",
    ] { #expect(text.contains(word), "\(word)") }
    let page = try #require(pages.first)
    for item in page.items {
      guard case .label(let label) = item, !label.isUpwards else { continue }
      let box = LabelPlacement.box(of: label)
      #expect(box.minX >= 0 && box.maxX <= page.width && box.maxY <= page.height, "\(label.text)")
    }
  }

  @Test("a village's leaves out what a role may not see, and says nothing of reports to it")
  func roles() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let everybody = Disclosure(.anonymous, purpose: nil)
    let document = try snapshot.villageSheet(
      code: "99.01.01.1001", heat: try Self.heat(), language: .english, for: everybody)
    let text = Self.text(of: document)
    #expect(text.contains("Kelurahan Jatitengah") && text.contains("Villages around"))
    for word in ["Reports", "Density", "Accommodations", "RESTRICTED", "mean "] {
      #expect(!text.contains(word), "\(word)")
    }
    let planner = Disclosure(
      try Principal(name: "p", role: .planner, area: try AreaOfResponsibility(parsing: "99.02")),
      purpose: nil)
    let outside = try snapshot.villageSheet(
      code: "99.01.01.1001", heat: try Self.heat(), language: .english, for: planner)
    #expect(!Self.text(of: outside).contains("Density"))
  }

  @Test("an unknown village or area is refused by name")
  func unknown() throws {
    let snapshot = try DemoWorkspace.snapshot()
    #expect(throws: RequestError.unknownVillage("99.01.01.9999")) {
      try snapshot.villageSheet(
        code: "99.01.01.9999", heat: try Self.heat(), language: .english, for: Self.owner)
    }
    for code in ["98", "99.77", "99.01.01.1001", "x"] {
      #expect(throws: RequestError.unknownFeature(code, collection: "areas")) {
        try snapshot.areaSheet(code: code, language: .english, for: Self.owner)
      }
    }
  }

  @Test("a regency's has a map and a line for each district, which add up")
  func area() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let document = try snapshot.areaSheet(code: "99.01", language: .indonesian, for: Self.owner)
    let text = Self.text(of: document)
    for district in snapshot.layer(.district).areas {
      #expect(text.contains(district.name ?? "?"))
    }
    #expect(text.contains("Jumlah") && text.contains("Skala 1 : ") && text.contains("Ditetapkan"))
    let district = try snapshot.areaSheet(code: "99.01.01", language: .english, for: Self.owner)
    #expect(Self.text(of: district).contains("99.01.01.1003"))
  }

  @Test("a monthly report goes on for as many pages as it has lines, each with its number")
  func report() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let query = try MonthlyReportQuery(QueryParameters([("area", "99.01"), ("month", "2026-05")]))
    let report = try snapshot.monthlyReport(query, for: Self.owner)
    let document = report.document(of: snapshot, language: .indonesian)
    let pages = document.pages()
    #expect(pages.count >= 2)
    for (number, page) in pages.enumerated() {
      let text = Self.texts(page.items).joined(separator: " ")
      #expect(text.contains("Halaman \(number + 1) dari \(pages.count)"))
    }
    let text = Self.text(of: document)
    #expect(text.contains("Laporan Bulanan, Mei 2026") && text.contains("Kegiatan bulan ini"))
    for house in report.gaps.houses ?? [] { #expect(text.contains(house.record.name)) }
    let pdf = try document.pdf(day: snapshot.today)
    #expect(try document.pdf(day: snapshot.today) == pdf)
    guard PopplerTool.isThere else { return }
    #expect(try PopplerTool.text(of: pdf).contains("Laporan Bulanan, Mei 2026"))
  }

  @Test("bars are as high as their numbers, hatched where those may not be told")
  func chart() {
    let chart = SheetChart(
      [.init("1", 4), .init("", nil), .init("3", 0), .init("", 2)], language: .english)
    let items = chart.block(SheetStyle(.a3), height: 40)
      .items(in: PlanarRectangle(minX: 0, minY: 0, maxX: 300, maxY: 151))
    let bars = items.compactMap { item -> SceneArea? in
      if case .area(let area) = item { area } else { nil }
    }
    #expect(bars.count == 3 && Self.hasHatch(items))
    func height(_ area: SceneArea) -> Double {
      let ys = area.polygons.flatMap(\.exterior).map(\.y)
      return (ys.max() ?? 0) - (ys.min() ?? 0)
    }
    #expect(abs(height(bars[0]) - 2 * height(bars[2])) < 1e-9)
  }

  @Test("tables keep their width whatever they are filled with", arguments: 0..<20)
  func tables(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let count = 1 + Int(random.next() % 9)
    func word() -> String {
      String(repeating: "m", count: Int(random.next() % 40))
    }
    let table = SheetTable(
      (0..<count).map { .init("Kolom \($0)", isNumber: $0.isMultiple(of: 2)) },
      rows: (0..<5).map { _ in (0..<count).map { _ in word() } }, hasTotal: true)
    let width = 500.0
    let blocks = table.blocks(SheetStyle(.a3), width: width)
    let box = PlanarRectangle(minX: 0, minY: 0, maxX: width, maxY: 20)
    for block in blocks.rows {
      for case .label(let label) in block.items(in: box) {
        let reach = LabelPlacement.box(of: label)
        #expect(reach.minX >= -1 && reach.maxX <= width + 1)
      }
    }
  }
}
