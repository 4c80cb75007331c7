/// How a sheet's words and lines look: quiet, and told apart in a grey print.
///
/// Lengths grow with the sheet, less than the sheet does: an A1 is read from farther than an A4, but not from four
/// times as far.
public struct SheetStyle: Hashable, Sendable {
  /// By how much lengths differ from those of an A3.
  public let factor: Double

  static let ink = RGBA(0x1B2127)
  static let quietInk = RGBA(0x4E5862)
  static let rule = RGBA(0x9AA3AC)
  static let frame = RGBA(0x1B2127)
  static let accent = RGBA(0x1D4467)
  static let paper = RGBA(0xFFFFFF)

  /// How many units a unit of the map itself becomes.
  public let mapFactor: Double

  /// The look of a paper size.
  public init(_ size: PaperSize) {
    switch size {
    case .a4: (factor, mapFactor) = (0.8, 0.86)
    case .a3: (factor, mapFactor) = (1, 1)
    case .a1: (factor, mapFactor) = (1.75, 1.45)
    }
  }

  /// A length given in millimetres of an A3, in units.
  public func length(_ millimeters: Double) -> Double {
    millimeters * factor * Paper.unitsPerMillimeter
  }

  func font(_ points: Double, isBold: Bool = false, isItalic: Bool = false) -> SceneFont {
    SceneFont(size: points * factor * 96 / 72, isBold: isBold, isItalic: isItalic)
  }

  var overline: SceneFont { font(7.4, isBold: true) }
  var title: SceneFont { font(15.5, isBold: true) }
  var subtitle: SceneFont { font(10.5, isBold: true) }
  var heading: SceneFont { font(7.8, isBold: true) }
  var body: SceneFont { font(7.6) }
  var strong: SceneFont { font(7.6, isBold: true) }
  var small: SceneFont { font(6.8) }
  var smallItalic: SceneFont { font(6.8, isItalic: true) }

  func stroke(_ points: Double, _ color: RGBA = SheetStyle.frame) -> SceneStroke {
    SceneStroke(color: color, width: points * factor * 96 / 72)
  }
}

extension PlanarRectangle {
  /// Across.
  public var width: Double { maxX - minX }
  /// Down.
  public var height: Double { maxY - minY }

  /// The four corners as an area.
  var polygon: PlanarPolygon {
    PlanarPolygon(exterior: [
      PlanarPoint(x: minX, y: minY), PlanarPoint(x: maxX, y: minY),
      PlanarPoint(x: maxX, y: maxY), PlanarPoint(x: minX, y: maxY),
    ])
  }

  /// The same with its edges moved inwards.
  func inset(by distance: Double) -> PlanarRectangle { widened(by: -distance) }
}
