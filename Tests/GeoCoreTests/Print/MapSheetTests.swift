import DemoSupport
import Foundation
import Support
import Testing

@testable import GeoCore
@testable import MapRendering

@Suite("Printed maps")
struct MapSheetTests {
  private static let owner = Disclosure.owner(purpose: "tests")

  private static func request(
    _ layer: TileLayer, _ parameters: [(name: String, value: String)] = []
  ) throws -> MapSheetRequest {
    try MapSheetRequest(layer, QueryParameters(parameters), zone: .wib)
  }

  private static func sheet(
    _ layer: TileLayer, _ parameters: [(name: String, value: String)] = []
  ) throws -> MapSheet {
    try DemoWorkspace.snapshot().mapSheet(try request(layer, parameters), for: owner)
  }

  // MARK: Scale

  /// A sheet of ground without anything on it.
  private static func emptySheet(
    around latitude: Double, side: Double, _ paper: Paper
  ) throws -> MapSheet {
    let layout = MapSheetLayout(paper)
    let box = Envelope(
      minX: 110 - side / 2, minY: latitude - side / 2, maxX: 110 + side / 2,
      maxY: latitude + side / 2)
    let fit = try #require(SheetFit(box, in: (layout.frame.width, layout.frame.height)))
    let words = SheetWords(language: .indonesian)
    let graticule = fit.graticule(in: layout.frame, layout.style, language: .indonesian)
    return MapSheet(
      paper: paper, language: .indonesian, overline: words.overline, title: "Uji", place: [],
      graticule: graticule.lines, scaleDenominator: fit.denominator,
      legend: .boundaries(language: .indonesian),
      reference: words.reference(fit, step: graticule.step), sources: SheetNote("", []),
      office: SheetNote("", []))
  }

  /// The columns of a row that are dark, in a span.
  private static func darkColumns(
    _ picture: Picture, row: Int, _ span: Range<Int>
  ) -> [Int] {
    span.filter { picture[$0, row].isDark }
  }

  private struct Picture {
    let width: Int
    let pixels: [RGBA]
    subscript(x: Int, y: Int) -> RGBA { pixels[y * width + x] }
  }

  private static func picture(_ scene: Scene, dots: Double) throws -> Picture {
    let scale = dots / 96
    return Picture(
      width: Int((scene.width * scale).rounded(.up)),
      pixels: try SceneRaster.pixels(scene, scale: scale))
  }

  /// Where the ticks above the frame are: the middles of runs of dark pixels, in pixels.
  private static func ticks(_ picture: Picture, _ layout: MapSheetLayout, _ scale: Double)
    -> [Double]
  {
    let row = Int((layout.frame.minY - layout.style.length(0.7)) * scale)
    let dark = darkColumns(
      picture, row: row, Int(layout.frame.minX * scale)..<Int(layout.frame.maxX * scale))
    var runs: [[Int]] = []
    for column in dark {
      if let last = runs.last?.last, last == column - 1 {
        runs[runs.count - 1].append(column)
      } else {
        runs.append([column])
      }
    }
    return runs.map { Double($0[0] + $0[$0.count - 1]) / 2 }
  }

  @Test(
    "have a scale bar that is as long as the ground it stands for, measured on the picture",
    arguments: [-10.0, 0, 5], [0.05, 0.6, 4])
  func scaleBar(latitude: Double, side: Double) throws {
    let paper = Paper(.a4, .landscape)
    let sheet = try Self.emptySheet(around: latitude, side: side, paper)
    let scene = sheet.scene()
    let layout = sheet.layout
    let (dots, scale) = (240.0, 240.0 / 96)
    let picture = try Self.picture(scene, dots: dots)
    // The bar as it is seen: from its first dark pixel to its last, along its upper edge.
    let parts = scene.items.compactMap { item -> SceneArea? in
      if case .area(let area) = item, area.className == "scale-bar" { area } else { nil }
    }
    let corners = parts.flatMap { $0.polygons.flatMap(\.exterior) }
    let (low, high) = (corners.map(\.x).min() ?? 0, corners.map(\.x).max() ?? 0)
    let row = Int(((corners.map(\.y).min() ?? 0)) * scale)
    let dark = Self.darkColumns(
      picture, row: row, Int(low * scale) - 20..<Int(high * scale) + 20)
    let bar = Double(try #require(dark.last) - (try #require(dark.first)))
    // Degrees by the ticks beside the frame.
    let ticks = Self.ticks(picture, layout, scale)
    let labels = sheet.graticule.meridians
    try #require(ticks.count == labels.count && ticks.count >= 2)
    let box = try #require(Self.degrees(of: labels))
    let pixelsPerDegree = (ticks[ticks.count - 1] - ticks[0]) / box
    let middle = try #require(Self.trueLatitude(of: sheet, around: latitude, side: side))
    let ground = GroundMetric.distanceMeters(
      between: Coordinate(longitude: 110, latitude: middle),
      and: Coordinate(longitude: 110 + bar / pixelsPerDegree, latitude: middle))
    let told = sheet.scaleBar(layout.style, layout.columnWidth).meters
    #expect(abs(ground / told - 1) < 0.005, "\(ground) m for \(told) m")
  }

  /// How many degrees lie between the first and the last line, as they are labelled.
  private static func degrees(of lines: [SheetGraticule.Line]) -> Double? {
    guard let first = lines.first, let last = lines.last else { return nil }
    return Self.degrees(last.label) - Self.degrees(first.label)
  }

  private static func degrees(_ label: String) -> Double {
    let numbers = label.split { !$0.isNumber }.compactMap { Double($0) }
    return zip(numbers, [1.0, 60, 3600]).reduce(0) { $0 + $1.0 / $1.1 }
  }

  private static func trueLatitude(
    of sheet: MapSheet, around latitude: Double, side: Double
  ) -> Double? {
    let box = Envelope(
      minX: 110 - side / 2, minY: latitude - side / 2, maxX: 110 + side / 2,
      maxY: latitude + side / 2)
    return SheetFit(box, in: (sheet.layout.frame.width, sheet.layout.frame.height))?.center.latitude
  }

  @Test("are as true northwards as eastwards in their middle", arguments: [-10.0, 0, 5])
  func bothDirections(latitude: Double) throws {
    let sheet = try Self.emptySheet(around: latitude, side: 0.3, Paper(.a3, .portrait))
    let lines = sheet.graticule.parallels
    let degrees = lines.map { line in
      Self.degrees(line.label) * (line.label.hasSuffix("LS") ? -1 : 1)
    }
    let last = lines.count - 1
    try #require(last >= 1)
    let ground = GroundMetric.distanceMeters(
      between: Coordinate(longitude: 110, latitude: degrees[0]),
      and: Coordinate(longitude: 110, latitude: degrees[last]))
    let units = abs(lines[last].position - lines[0].position)
    let onPaper = units / Paper.unitsPerMillimeter / 1000 * sheet.scaleDenominator
    #expect(abs(onPaper / ground - 1) < 0.001)
  }

  // MARK: Blocks

  private static let blocks = [
    "DESA BINAAN IMIGRASI", "Kabupaten Tirta Peraga", "Provinsi Peraga", "Skala 1 : ", "km",
    "DIAGRAM LOKASI", "KETERANGAN", "PROYEKSI DAN DATUM", "Datum WGS 84",
    "SUMBER DATA DAN RIWAYAT PETA", "generasi", "DIBUAT OLEH", "Kantor Imigrasi Peraga", "Dicetak",
    "BT", "LS", "Laut atau di luar data",
  ]

  private static func texts(_ items: [SceneItem]) -> [String] {
    items.flatMap { item -> [String] in
      switch item {
      case .label(let label): [label.text]
      case .clipped(let clip): texts(clip.items)
      default: []
      }
    }
  }

  /// Where every text of the sheet's own begins and ends.
  private static func reaches(_ items: [SceneItem]) -> [PlanarRectangle] {
    items.compactMap { item in
      guard case .label(let label) = item, !label.isUpwards else { return nil }
      return LabelPlacement.box(of: label)
    }
  }

  @Test(
    "have every block, and all of it on the paper", arguments: PaperSize.allCases,
    PaperOrientation.allCases)
  func blocks(size: PaperSize, orientation: PaperOrientation) throws {
    for layer in [TileLayer.coverage, .villages, .servicePoints] {
      let sheet = try Self.sheet(
        layer,
        [
          ("code", "99.01.02"), ("size", size.rawValue), ("orientation", orientation.rawValue),
        ])
      let scene = sheet.scene()
      let texts = Self.texts(scene.items).joined(separator: " ")
      for block in Self.blocks { #expect(texts.contains(block), "\(layer) \(block)") }
      #expect(texts.contains("Kecamatan Muara Tirta"))
      #expect(abs(scene.width / Paper.unitsPerMillimeter - sheet.paper.width) < 1e-9)
      let border = sheet.layout.border
      for box in Self.reaches(scene.items) {
        #expect(
          border.minX <= box.minX && box.maxX <= border.maxX && border.minY <= box.minY
            && box.maxY <= border.maxY)
      }
    }
  }

  @Test("tell what a density is made of, in both languages")
  func density() throws {
    for (language, words) in [
      ("id", ["Peta Kepadatan Laporan", "lebar pita 2.000 m", "TERBATAS", "bukan ukuran"]),
      ("en", ["Density of reports", "bandwidth 2,000 m", "RESTRICTED", "not a measure"]),
    ] {
      let sheet = try Self.sheet(.heat, [("bandwidth", "2000"), ("lang", language)])
      let texts = Self.texts(sheet.scene().items).joined(separator: " ")
      for word in words { #expect(texts.contains(word), "\(word)") }
    }
  }

  @Test("choose the way of holding the paper that shows the ground larger")
  func orientation() throws {
    let wide = try Self.sheet(.villages, [("bbox", "104.2,-9.5,104.9,-9.4")])
    #expect(wide.paper.orientation == .landscape)
    let high = try Self.sheet(.villages, [("bbox", "104.5,-9.7,104.52,-9.2")])
    #expect(high.paper.orientation == .portrait)
  }

  // MARK: Formats

  @Test("are the same as PDF, SVG and PNG, whoever reads them")
  func formats() throws {
    let sheet = try Self.sheet(.coverage, [("code", "99.01.02")])
    let scene = sheet.scene()
    let day = DemoWorkspace.today
    let pdf = try SheetFormat.pdf.data(of: scene, day: day)
    #expect(pdf.starts(with: Array("%PDF-".utf8)))
    #expect(try SheetFormat.pdf.data(of: scene, day: day) == pdf)
    let svg = String(decoding: try SheetFormat.svg.data(of: scene, day: day), as: UTF8.self)
    #expect(svg.contains("width=\"297mm\" height=\"210mm\""))
    for text in Self.texts(scene.items) { #expect(svg.contains(">\(text)</text>"), "\(text)") }
    let png = try SheetFormat.png.data(of: scene, day: day, resolution: 96)
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    guard PopplerTool.isThere else { return }
    let read = try PopplerTool.text(of: pdf)
    for block in Self.blocks where block != "km" { #expect(read.contains(block), "\(block)") }
    for name in ["Kalianyar", "Banjarlestari", "Skala 1 : 150.000"] { #expect(read.contains(name)) }
    let page = try PopplerTool.page(of: pdf, resolution: 96)
    let own = try SceneRaster.pixels(scene, scale: 1)
    #expect(page.pixels.count == own.count)
    // Letters and hairlines are antialiased differently, so it is their mean over squares that is compared.
    let differing = Self.differingSquares(page.pixels, own, width: page.width)
    #expect(differing < 0.01, "\(differing)")
  }

  /// The share of squares of 6 × 6 pixels whose mean lightness differs by more than a tenth.
  private static func differingSquares(_ a: [RGBA], _ b: [RGBA], width: Int) -> Double {
    let side = 6
    let (columns, rows) = (width / side, a.count / width / side)
    func light(_ color: RGBA) -> Int { Int(color.red) + Int(color.green) + Int(color.blue) }
    var differing = 0
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = 0
        for y in row * side..<(row + 1) * side {
          for x in column * side..<(column + 1) * side {
            sum += light(a[y * width + x]) - light(b[y * width + x])
          }
        }
        if abs(sum) > side * side * 765 / 10 { differing += 1 }
      }
    }
    return Double(differing) / Double(columns * rows)
  }

  @Test("keep the classes of a density apart in a document as in a picture")
  func densityInDocument() throws {
    guard PopplerTool.isThere else { return }
    let sheet = try Self.sheet(.heat, [("bandwidth", "5000"), ("code", "99.01.01")])
    let scene = sheet.scene()
    let page = try PopplerTool.page(
      of: try SheetFormat.pdf.data(of: scene, day: DemoWorkspace.today), resolution: 96)
    let own = try SceneRaster.pixels(scene, scale: 1)
    #expect(page.pixels.count == own.count)
    let differing = Self.differingSquares(page.pixels, own, width: page.width)
    #expect(differing < 0.01, "\(differing)")
  }

  // MARK: Refusals

  @Test(
    "refuse what cannot be printed, naming what is wrong",
    arguments: [
      ("size", "A2"), ("orientation", "upright"), ("lang", "fr"), ("dpi", "5000"), ("dpi", "7"),
      ("bbox", "1,2,3"), ("bbox", "104,-9,103,-8"), ("bbox", "90,-20,160,20"),
      ("bbox", "104,-9,nan,-8"), ("bbox", "10,-9,12,-8"), ("code", "12.34"), ("code", "here"),
      ("title", String(repeating: "x", count: 121)), ("colour", "red"),
    ])
  func refusals(name: String, value: String) throws {
    do {
      _ = try Self.sheet(.villages, [(name, value)])
      Issue.record("\(name)=\(value) was taken")
    } catch let error as RequestError {
      #expect("\(error)".contains("'\(name)'"))
    }
  }

  @Test("refuse a box and a code at once, and pictures that would take too much memory")
  func bounds() throws {
    #expect(throws: RequestError.self) {
      try Self.request(.villages, [("code", "99.01"), ("bbox", "104,-9.6,104.6,-9.1")])
    }
    for size in PaperSize.allCases {
      let paper = Paper(size, .portrait)
      let dots = Double(paper.finestResolution) / 25.4
      #expect(paper.width * paper.height * dots * dots <= Paper.mostPixels)
      #expect(paper.finestResolution >= 150)
      #expect(throws: RequestError.self) {
        try Self.request(
          .villages, [("size", size.rawValue), ("dpi", "\(paper.finestResolution + 1)")])
      }
    }
  }

  @Test("refuse to say anything of reports to those who may not see them")
  func disclosure() throws {
    let partner = Disclosure(
      try Principal(name: "p", role: .partner, area: try AreaOfResponsibility(parsing: "99.01")),
      purpose: nil)
    let request = try MapSheetRequest(
      .tips, QueryParameters([("code", "99.01")]), zone: .wib, for: .partner)
    #expect(throws: DisclosureRefusal.self) {
      try DemoWorkspace.snapshot().mapSheet(request, for: partner)
    }
    let near = try MapSheetRequest(
      .heat, QueryParameters([("code", "99.01.01.1001"), ("bandwidth", "2000")]), zone: .wib,
      for: .partner)
    #expect(throws: DisclosureRefusal.self) {
      try DemoWorkspace.snapshot().mapSheet(near, for: partner)
    }
  }
}

extension RGBA {
  fileprivate var isDark: Bool { Int(red) + Int(green) + Int(blue) < 330 }
}

@Suite("Round numbers")
struct RoundNumberTests {
  @Test("are the nearest on either side, round ones being their own")
  func nearest() {
    var random = SeededRandom(seed: 3)
    let digits = [1, 2, 2.5, 5]
    for _ in 0..<500 {
      let value = random.uniform(0.001...9_999_999)
      let (low, high) = (
        RoundNumber.atMost(value, of: digits), RoundNumber.atLeast(value, of: digits)
      )
      #expect(low <= value * (1 + 1e-9) && value <= high * (1 + 1e-9))
      #expect(high / low <= 2.0001)
    }
    for value in [1, 2, 25, 500, 0.5, 2e6] {
      #expect(abs(RoundNumber.atMost(value, of: digits) / value - 1) < 1e-9)
      #expect(abs(RoundNumber.atLeast(value, of: digits) / value - 1) < 1e-9)
    }
    for value in [0, -1, .infinity, .nan] as [Double] {
      #expect(RoundNumber.atMost(value, of: digits) == 0)
    }
  }

  @Test("of degrees are written as people read them")
  func degrees() {
    #expect(GraticuleStep.longitude(seconds: 405_000, .indonesian) == "112°30′ BT")
    #expect(GraticuleStep.latitude(seconds: -27_000, .indonesian) == "7°30′ LS")
    #expect(GraticuleStep.latitude(seconds: -27_000, .english) == "7°30′ S")
    #expect(GraticuleStep.latitude(seconds: 0, .indonesian) == "0°")
    #expect(GraticuleStep.latitude(seconds: 300, .indonesian) == "0°05′ LU")
    #expect(GraticuleStep.longitude(seconds: 376_300, .indonesian) == "104°31′40″ BT")
  }
}
