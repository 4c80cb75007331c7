import Foundation
import GeoPrimitives
import Support
import Testing

@testable import MapRendering

@Suite struct SceneSVGTests {
  private func square(_ low: Double, _ high: Double) -> PlanarPolygon {
    PlanarPolygon(exterior: [
      PlanarPoint(x: low, y: low), PlanarPoint(x: high, y: low), PlanarPoint(x: high, y: high),
      PlanarPoint(x: low, y: high),
    ])
  }

  @Test("A square is written as short as it can be")
  func shortPath() {
    var path = SVGPath()
    path.add(ring: square(0.5, 12).exterior)
    #expect(path.text == "M.5 .5H12V12H.5z")
    var line = SVGPath()
    line.add(line: [
      PlanarPoint(x: 100.25, y: 100), PlanarPoint(x: 101, y: 99.5),
      PlanarPoint(x: 102.333, y: 99.5),
      PlanarPoint(x: 102.333, y: 99.501),
    ])
    #expect(line.text == "M100.25 100l.75-.5h1.33")
    var nothing = SVGPath()
    nothing.add(ring: [
      PlanarPoint(x: 1, y: 1), PlanarPoint(x: 1.001, y: 1), PlanarPoint(x: 2, y: 2),
    ])
    #expect(nothing.text.isEmpty)
  }

  @Test("A path read back gives the coordinates to a hundredth, without drift")
  func roundTrip() {
    var random = SeededRandom(seed: 21)
    for _ in 0..<50 {
      let ring = (0..<200).map { _ in
        PlanarPoint(x: random.uniform(-300...300), y: random.uniform(-3...3))
      }
      var path = SVGPath()
      path.add(ring: ring)
      let read = PathReader.points(path.text)
      #expect(read.count == ring.count)
      for (a, b) in zip(read, ring) {
        #expect(abs(a.x - b.x) < 0.00501 && abs(a.y - b.y) < 0.00501)
      }
    }
  }

  private func scene() -> Scene {
    var scene = Scene(width: 64, height: 48, background: RGBA(0xF4F5F6), title: "A & B <\"'\u{1}>")
    let stroke = SceneStroke(color: RGBA(0x8A9299), width: 0.8)
    let dashed = SceneStroke(color: RGBA(0x8A9299), width: 0.8, dash: [4, 2])
    scene.items = [
      .area(
        SceneArea(
          polygons: [square(2, 30)], fill: .color(RGBA(0x2A788E).opacity(0.5)), stroke: stroke,
          className: "village", title: "Desa <Sidomulyo> & \"x\"")),
      .area(SceneArea(polygons: [square(10, 40)], stroke: dashed, className: "village")),
      .area(SceneArea(polygons: [square(12, 20)], fill: .hatch(.suppressed))),
      .area(SceneArea(polygons: [square(5, 5.001)], fill: .color(RGBA(0)))),
      .line(SceneLine(points: [PlanarPoint(x: 0, y: 0), PlanarPoint(x: 9, y: 9)], stroke: stroke)),
      .marker(SceneMarker(center: PlanarPoint(x: 50, y: 20), radius: 4, fill: RGBA(0x2A788E))),
      .label(
        .centered(
          "Jl. <Surya> & Co", at: PlanarPoint(x: 30, y: 30), font: SceneFont(size: 11),
          color: RGBA(0), halo: RGBA(0xFFFFFF))),
    ]
    return scene
  }

  @Test("Equal looks share a class; areas that shrink to nothing are left out")
  func classes() {
    let text = SceneSVG.text(scene())
    #expect(text.contains(".village{"))
    #expect(text.contains(".village-2{"))
    #expect(text.contains("stroke-dasharray:4 2"))
    #expect(text.contains("fill-opacity:.5") || text.contains("fill-opacity:0.502"))
    #expect(text.contains("<pattern id=\"hatch-suppressed\""))
    #expect(!text.contains("hatch-no-data"))
    #expect(text.components(separatedBy: "<path").count == 1 + 3 + 1 + 1)
  }

  @Test(
    "The document is well-formed whatever names it is given",
    .enabled(if: ExternalTool.hasPython, "\(ExternalTool.pythonReason)"))
  func wellFormed() throws {
    let code = """
      import sys, xml.etree.ElementTree as tree
      root = tree.parse(sys.argv[1]).getroot()
      name = "{http://www.w3.org/2000/svg}"
      print(root.get("viewBox"))
      print("|".join(t.text for t in root.iter(name + "title")))
      print("|".join(t.text for t in root.iter(name + "text")))
      """
    let outcome = try ExternalTool.withFile(Array(SceneSVG.text(scene()).utf8), suffix: ".svg") {
      url in
      try #require(ExternalTool.run([ExternalTool.python, "-c", code, url.path]))
    }
    #expect(
      outcome.output == """
        0 0 64 48
        A & B <"' >|Desa <Sidomulyo> & "x"
        Jl. <Surya> & Co

        """)
  }

  @Test("A class name that CSS could not read is not used")
  func classNames() {
    for name in ["", "a b", "1a", "x{}", "é", "a;b"] {
      var scene = Scene(width: 9, height: 9)
      let fill = SceneFill.color(RGBA(0))
      scene.items = [.area(SceneArea(polygons: [square(1, 8)], fill: fill, className: name))]
      #expect(SceneSVG.text(scene).contains("class=\"area\""))
    }
  }
}

/// Reads the paths that are written: M, L, l, H, h, V, v and z with numbers of at most two decimals.
private enum PathReader {
  static func points(_ text: String) -> [PlanarPoint] {
    var points: [PlanarPoint] = []
    var (x, y) = (0.0, 0.0)
    for (command, numbers) in commands(text) {
      var rest = numbers[...]
      while let first = rest.popFirst() {
        switch command {
        case "H": x = first
        case "h": x += first
        case "V": y = first
        case "v": y += first
        default:
          let second = rest.popFirst() ?? .nan
          (x, y) = command == "l" ? (x + first, y + second) : (first, second)
        }
        points.append(PlanarPoint(x: x, y: y))
      }
    }
    return points
  }

  private static func commands(_ text: String) -> [(Character, [Double])] {
    var result: [(Character, [Double])] = []
    var number = ""
    func flush() {
      if let value = Double(number.hasPrefix("-.") ? "-0" + number.dropFirst() : "0" + number)
        ?? Double(number), !number.isEmpty
      {
        result[result.count - 1].1.append(value)
      }
      number = ""
    }
    for character in text {
      if character.isLetter {
        flush()
        result.append((character, []))
      } else if character == " " {
        flush()
      } else {
        if character == "-" { flush() }
        number.append(character)
      }
    }
    flush()
    return result
  }
}

@Suite struct SceneRasterTests {
  private func box(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) -> PlanarPolygon
  {
    PlanarPolygon(exterior: [
      PlanarPoint(x: minX, y: minY), PlanarPoint(x: maxX, y: minY), PlanarPoint(x: maxX, y: maxY),
      PlanarPoint(x: minX, y: maxY),
    ])
  }

  @Test("Areas, holes, strokes and dots fall on their pixels, at both scales", arguments: [1, 2])
  func pixels(scale: Int) throws {
    var area = box(2, 2, 12, 12)
    area.holes = [box(5, 5, 9, 9).exterior]
    var scene = Scene(width: 32, height: 16)
    let blue = RGBA(0x2A788E)
    let half = RGBA(0xFF0000).opacity(0.5)
    scene.items = [
      .area(SceneArea(polygons: [area], fill: .color(blue))),
      .area(SceneArea(polygons: [box(16, 2, 20, 12)], fill: .color(half))),
      .line(
        SceneLine(
          points: [PlanarPoint(x: 22, y: 8), PlanarPoint(x: 30, y: 8)],
          stroke: SceneStroke(color: RGBA(0x102030), width: 2))),
      .marker(SceneMarker(center: PlanarPoint(x: 27, y: 13), radius: 2, fill: RGBA(0x00FF00))),
    ]
    let pixels = try SceneRaster.pixels(scene, scale: Double(scale))
    #expect(pixels.count == 32 * 16 * scale * scale)
    func pixel(_ x: Double, _ y: Double) -> RGBA {
      pixels[Int(y * Double(scale)) * 32 * scale + Int(x * Double(scale))]
    }
    #expect(pixel(3.5, 3.5) == blue && pixel(11.5, 11.5) == blue)
    #expect(pixel(7, 7) == .transparent && pixel(14, 3) == .transparent)
    #expect(pixel(18, 5) == half)
    #expect(pixel(25, 7.5) == RGBA(0x102030) && pixel(25, 9.5) == .transparent)
    #expect(pixel(27, 13) == RGBA(0x00FF00))
  }

  @Test("Hatched areas are filled where the pattern lies, and nowhere else")
  func hatches() throws {
    var scene = Scene(width: 40, height: 40)
    scene.items = [.area(SceneArea(polygons: [box(4, 4, 36, 36)], fill: .hatch(.noData)))]
    let sparse = try SceneRaster.pixels(scene, scale: 1).count { $0.alpha > 0 }
    scene.items = [.area(SceneArea(polygons: [box(4, 4, 36, 36)], fill: .hatch(.suppressed)))]
    let crossed = try SceneRaster.pixels(scene, scale: 1)
    #expect(sparse > 100 && sparse < crossed.count { $0.alpha > 0 })
    #expect(crossed[..<160].allSatisfy { $0.alpha == 0 })
  }

  @Test("Text is drawn, its halo around it, and measured as wide as it is drawn")
  func text() throws {
    let font = SceneFont(size: 20)
    let width = TextMeasure.width(of: "Hutan", font: font)
    var scene = Scene(width: 120, height: 40)
    let place = PlanarPoint(x: 10, y: 30)
    scene.items = [.label(SceneLabel(text: "Hutan", place: place, font: font, color: RGBA(0)))]
    let pixels = try SceneRaster.pixels(scene, scale: 1)
    let columns = (0..<120).filter { x in (0..<40).contains { pixels[$0 * 120 + x].alpha > 0 } }
    let (first, last) = (try #require(columns.first), try #require(columns.last))
    #expect(first >= 10 && Double(last) <= 10 + width + 1 && Double(last) > 10 + width - 4)
    scene.items = [
      .label(
        SceneLabel(text: "Hutan", place: place, font: font, color: RGBA(0), halo: RGBA(0xFFFFFF)))
    ]
    let haloed = try SceneRaster.pixels(scene, scale: 1)
    #expect(haloed.count { $0.alpha > 0 } > pixels.count { $0.alpha > 0 })
  }

  @Test("Labels that would touch are left out, the first stays")
  func placement() {
    func label(_ text: String, _ x: Double) -> SceneLabel {
      .centered(text, at: PlanarPoint(x: x, y: 20), font: SceneFont(size: 11), color: RGBA(0))
    }
    let labels = [label("Purwantoro", 50), label("Bunulrejo", 80), label("Arjosari", 200)]
    let bounds = PlanarRectangle(minX: 0, minY: 0, maxX: 210, maxY: 40)
    #expect(LabelPlacement.keepingApart(labels).map(\.text) == ["Purwantoro", "Arjosari"])
    #expect(LabelPlacement.keepingApart(labels, inside: bounds).map(\.text) == ["Purwantoro"])
  }

  @Test("A picture without pixels, or too many, is refused")
  func refusals() {
    for (width, height, scale) in [
      (0.0, 5.0, 1), (5, -3, 1), (20_000, 5, 1), (9000, 5, 2), (5, 5, 0), (.nan, 5, 1),
      (.infinity, 5, 1),
    ] {
      #expect(throws: RenderingError.self) {
        try SceneRaster.png(Scene(width: width, height: height), scale: Double(scale))
      }
    }
  }

  @Test("The same picture gives the same bytes on many threads at once")
  func threads() async throws {
    var scene = Scene(width: 64, height: 64, background: RGBA(0xF4F5F6))
    scene.items = [
      .area(SceneArea(polygons: [box(4, 4, 36, 36)], fill: .hatch(.noData))),
      .label(
        .centered(
          "Klojen", at: PlanarPoint(x: 32, y: 32), font: SceneFont(size: 11), color: RGBA(0),
          halo: RGBA(0xFFFFFF))),
    ]
    let expected = try SceneRaster.png(scene)
    let drawn = scene
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<16 { group.addTask { try SceneRaster.png(drawn) } }
      for try await bytes in group { #expect(bytes == expected) }
    }
  }
}
