/// How letters look.
public struct SceneFont: Hashable, Sendable {
  /// The size in pixels.
  public var size: Double
  /// Whether bold.
  public var isBold: Bool
  /// Whether italic.
  public var isItalic: Bool

  /// The families that are tried, the best first.
  static let families = ["Noto Sans", "DejaVu Sans", "sans-serif"]

  /// A font of the house's family.
  public init(size: Double, isBold: Bool = false, isItalic: Bool = false) {
    self.size = size
    self.isBold = isBold
    self.isItalic = isItalic
  }
}

/// A piece of text in a picture, on one line.
public struct SceneLabel: Hashable, Sendable {
  /// Which part of the text lies at its place.
  public enum Anchor: String, Hashable, Sendable {
    /// The beginning.
    case start
    /// The middle.
    case middle
    /// The end.
    case end
  }

  /// The text.
  public var text: String
  /// The place on the baseline.
  public var place: PlanarPoint
  /// Which part of the text lies there.
  public var anchor: Anchor
  /// The font.
  public var font: SceneFont
  /// The colour.
  public var color: RGBA
  /// The colour around the letters, which keeps them readable on a busy ground; `nil` for none.
  public var halo: RGBA?
  /// Whether it reads from below to above, turned to the left about its place.
  public var isUpwards = false

  /// The width of the halo on each side of a stroke, in pixels.
  public static let haloWidth = 1.5

  /// A text on one line.
  public init(
    text: String, place: PlanarPoint, anchor: Anchor = .start, font: SceneFont, color: RGBA,
    halo: RGBA? = nil
  ) {
    self.text = text
    self.place = place
    self.anchor = anchor
    self.font = font
    self.color = color
    self.halo = halo
  }

  /// A text whose middle, rather than its baseline, lies at a place: for names of areas.
  public static func centered(
    _ text: String, at place: PlanarPoint, font: SceneFont, color: RGBA, halo: RGBA? = nil
  ) -> SceneLabel {
    // Small letters of Noto Sans are 0.54 of its size high, capitals 0.71; the middle lies between.
    let baseline = PlanarPoint(x: place.x, y: place.y + font.size * 0.34)
    return SceneLabel(
      text: text, place: baseline, anchor: .middle, font: font, color: color, halo: halo)
  }
}
