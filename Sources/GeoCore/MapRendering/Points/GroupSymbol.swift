/// The symbol of a group: a circle whose area grows with the number of its points, the number inside,
/// and around it a ring that tells the shares of its classes.
public struct GroupSymbol: Hashable, Sendable {
  /// A part of the ring.
  public struct Part: Hashable, Sendable {
    /// Its colour.
    public var color: RGBA
    /// How many points it stands for.
    public var count: Int

    /// A part of the ring.
    public init(color: RGBA, count: Int) {
      self.color = color
      self.count = count
    }
  }

  /// The number of points.
  public var count: Int
  /// The ring, clockwise from the top; parts of no points are not seen.
  public var parts: [Part]
  /// The radius in pixels, the ring included.
  public var radius: Double

  /// The largest radius in pixels: symbols whose places are twice as far apart do not touch.
  public static let largestRadius = 20.0
  private static let ringWidth = 3.5
  /// The width of a ring of one colour, which tells nothing by its parts.
  private static let plainRingWidth = 2.5
  private static let ink = RGBA(0x1F2429)

  /// A symbol of a number of points.
  /// - Parameters:
  ///   - count: The number.
  ///   - greatest: The number that has the largest circle.
  ///   - parts: The ring.
  public init(count: Int, greatest: Int, parts: [Part]) {
    self.count = count
    self.parts = parts
    let share = (Double(count) / Double(max(greatest, count, 1))).squareRoot()
    radius = max(Self.largestRadius * share, Self.smallestRadius(for: Self.text(count)))
  }

  /// The symbol at a place.
  public func items(at center: PlanarPoint) -> [SceneItem] {
    let ground = SceneMarker(
      center: center, radius: radius, fill: RGBA(0xFFFFFF).opacity(0.92), title: "\(count)")
    let label = SceneLabel.centered(
      Self.text(count), at: center, font: Self.font, color: Self.ink)
    return [.marker(ground)] + ring(around: center) + [.label(label)]
  }

  private func ring(around center: PlanarPoint) -> [SceneItem] {
    let total = parts.reduce(0) { $0 + $1.count }
    let seen = parts.filter { $0.count > 0 }
    if let only = seen.first, seen.count == 1 { return [fullRing(around: center, only.color)] }
    var start = 0
    return seen.map { part in
      defer { start += part.count }
      return sector(
        center, part.color, from: Double(start) / Double(total),
        to: Double(start + part.count) / Double(total))
    }
  }

  private func fullRing(around center: PlanarPoint, _ color: RGBA) -> SceneItem {
    let width = parts.count > 1 ? Self.ringWidth : Self.plainRingWidth
    return .marker(
      SceneMarker(
        center: center, radius: radius - width / 2, fill: .transparent,
        stroke: SceneStroke(color: color, width: width)))
  }

  private func sector(
    _ center: PlanarPoint, _ color: RGBA, from start: Double, to end: Double
  ) -> SceneItem {
    let outer = PlanarArc.points(center, radius, from: start, to: end)
    let inner = PlanarArc.points(center, radius - Self.ringWidth, from: end, to: start)
    return .area(
      SceneArea(
        polygons: [PlanarPolygon(exterior: outer + inner)], fill: .color(color),
        className: "share"))
  }

  // MARK: The number

  private static let font = SceneFont(size: 11, isBold: true)

  /// The number as it stands in a circle: whole up to 9999, beyond in thousands (ribu) and millions
  /// (juta).
  static func text(_ count: Int) -> String {
    switch count {
    case ..<10_000: "\(count)"
    case ..<1_000_000: "\(count / 1000)rb"
    default: "\(count / 1_000_000)jt"
    }
  }

  /// The radius in which a number has room; digits of the bold font are 0.57 of its size wide.
  private static func smallestRadius(for text: String) -> Double {
    let half = 0.57 * font.size * Double(text.count) / 2
    return min(max(half + ringWidth + 1.5, 9.5), largestRadius)
  }
}
