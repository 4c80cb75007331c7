import Foundation
import Testing

@testable import MapRendering

@Suite("Symbols of points")
struct PointSymbolTests {
  private static let blue = RGBA(0x0072B2)
  private static let orange = RGBA(0xE69F00)
  private static let grey = RGBA(0x7F8790)

  private static func group(_ count: Int, _ parts: [Int], of greatest: Int = 1000) -> GroupSymbol {
    GroupSymbol(
      count: count, greatest: greatest,
      parts: zip([orange, grey, blue], parts).map { GroupSymbol.Part(color: $0, count: $1) })
  }

  /// Every shape, and groups from two points to millions.
  private static func sheet() -> Scene {
    var scene = Scene(width: 256, height: 160, background: RGBA(0xF4F5F6))
    for (number, shape) in PointShape.allCases.enumerated() {
      for (row, isHollow) in [false, true].enumerated() {
        let symbol = PointSymbol(shape, [blue, orange, grey, blue][number], isHollow: isHollow)
        scene.items += symbol.items(
          at: PlanarPoint(x: 24 + 30 * Double(number), y: 24 + 28 * Double(row)))
      }
    }
    let groups = [
      group(2, [0, 0, 2]), group(12, [3, 2, 7]), group(250, [0, 100, 150]),
      group(1000, [100, 300, 600]), group(23_456, [1, 1, 23_454], of: 5_000_000),
      group(3_200_000, [3_200_000], of: 5_000_000),
    ]
    for (number, group) in groups.enumerated() {
      scene.items += group.items(at: PlanarPoint(x: 24 + 41 * Double(number), y: 110))
    }
    return scene
  }

  @Test(
    "look as they did when they were looked at",
    .enabled(if: ExternalTool.hasPillow, "\(ExternalTool.pillowReason)"))
  func golden() throws {
    try Golden.check(
      try SceneRaster.png(Self.sheet(), scale: 2), "points@2x", tolerance: 40, share: 0.02)
  }

  @Test(
    "stand in a legend with what they mean",
    .enabled(if: ExternalTool.hasPillow, "\(ExternalTool.pillowReason)"))
  func legend() throws {
    var legend = Legend(
      language: .indonesian, title: "Akomodasi",
      classes: [
        .init(symbol: PointSymbol(.square, Self.grey, isHollow: true), label: "Belum diketahui"),
        .init(symbol: PointSymbol(.diamond, Self.orange), label: "Tidak melapor"),
        .init(symbol: PointSymbol(.circle, Self.blue), label: "Melapor"),
      ])
    legend.group = .init(
      symbol: Self.group(12, [3, 2, 7], of: 24), label: "Kelompok; cincin: bagian tiap status")
    try Golden.check(try legend.png(scale: 2), "points-legend", tolerance: 40, share: 0.02)
    let json = try JSONSerialization.jsonObject(with: Data(legend.json.utf8))
    let root = try #require(json as? [String: Any])
    let classes = try #require(root["classes"] as? [[String: Any]])
    #expect(classes.compactMap { $0["shape"] as? String } == ["square", "diamond", "circle"])
    #expect(classes.compactMap { $0["hollow"] as? Bool } == [true, false, false])
    #expect((root["group"] as? [String: Any])?["label"] as? String == legend.group?.label)
  }

  @Test("of groups grow by area, and never beyond what keeps two of them apart")
  func areas() {
    let radii = [100, 400, 1000].map { Self.group($0, []).radius }
    #expect(radii[2] == GroupSymbol.largestRadius)
    #expect(abs(Self.group(640, []).radius / 20 - 0.8) < 1e-12)
    #expect(radii == radii.sorted())
    // A number has room also where its share would be too small for it.
    for count in [2, 10, 100, 1000, 9999, 10_000, 999_999, 1_000_000, .max] {
      let radius = Self.group(count, [], of: .max).radius
      #expect(radius >= 9.5 && radius <= GroupSymbol.largestRadius)
    }
  }

  @Test("write large numbers in thousands and millions")
  func numbers() {
    let expected = [
      (2, "2"), (9999, "9999"), (10_000, "10rb"), (999_999, "999rb"), (1_000_000, "1jt"),
      (10_500_000, "10jt"),
    ]
    for (count, text) in expected { #expect(GroupSymbol.text(count) == text) }
  }

  @Test("have rings whose parts go all the way round")
  func rings() {
    let center = PlanarPoint(x: 50, y: 50)
    let symbol = Self.group(10, [1, 0, 9])
    let sectors = symbol.items(at: center).compactMap { item -> SceneArea? in
      if case .area(let area) = item { area } else { nil }
    }
    #expect(sectors.count == 2)
    let ends = sectors.compactMap { $0.polygons.first?.exterior.first }
    #expect(abs((ends.first?.y ?? 0) - (50 - symbol.radius)) < 1e-9)
    let whole = Self.group(5, [0, 0, 5]).items(at: center)
    #expect(!whole.contains { if case .area = $0 { true } else { false } })
  }

  @Test("of every shape have the area of a circle of their radius", arguments: PointShape.allCases)
  func shapes(shape: PointShape) throws {
    guard let corners = shape.corners(around: PlanarPoint(x: 3, y: 4), radius: 10) else { return }
    let area = abs(PlanarRing.doubledArea(corners)) / 2
    #expect(abs(area / (100 * .pi) - 1) < 0.01)
    let reach = corners.map { (($0.x - 3) * ($0.x - 3) + ($0.y - 4) * ($0.y - 4)).squareRoot() }
    let drawn = (reach.max() ?? 0) / 10 * PointSymbol.radius
    #expect(drawn + 0.6 <= PointSymbol.reach)
  }
}
