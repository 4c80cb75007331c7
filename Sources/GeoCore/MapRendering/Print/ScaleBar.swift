import GeoPrimitives

/// A scale bar: how long a round distance on the ground is on the sheet.
public struct ScaleBar: Hashable, Sendable {
  /// The ground length of one of its parts, in metres.
  public let partMeters: Double
  /// How many parts there are.
  public static let parts = 4
  /// The length of a metre of ground on the sheet, in units.
  public let unitsPerMeter: Double

  /// The longest bar of round parts that fits.
  /// - Parameters:
  ///   - denominator: The scale, such as 25 000.
  ///   - width: How long it may be, in units.
  public init(denominator: Double, width: Double) {
    unitsPerMeter = 1000 * Paper.unitsPerMillimeter / denominator
    partMeters = RoundNumber.atMost(width / unitsPerMeter / Double(Self.parts), of: [1, 2, 2.5, 5])
  }

  /// How long it is, in units.
  public var length: Double { partMeters * Double(Self.parts) * unitsPerMeter }

  /// The whole length on the ground, in metres.
  public var meters: Double { partMeters * Double(Self.parts) }

  /// The bar with its upper left corner at a place.
  func items(
    at corner: PlanarPoint, _ style: SheetStyle, language: DisplayLanguage
  ) -> [SceneItem] {
    let height = style.length(1.7)
    let part = length / Double(Self.parts)
    let isKilometers = meters >= 2000
    var items: [SceneItem] = []
    for number in 0..<Self.parts {
      let box = PlanarRectangle(
        minX: corner.x + part * Double(number), minY: corner.y,
        maxX: corner.x + part * Double(number + 1), maxY: corner.y + height)
      let fill = number.isMultiple(of: 2) ? SheetStyle.frame : SheetStyle.paper
      items.append(
        .area(
          SceneArea(
            polygons: [box.polygon], fill: .color(fill), stroke: style.stroke(0.5),
            className: "scale-bar")))
    }
    let labels = (0...Self.parts).map { number in
      let meters = partMeters * Double(number)
      return language.number(isKilometers ? meters / 1000 : meters, decimals: 2)
    }
    let widest = labels.map { TextMeasure.width(of: $0, font: style.small) }.max() ?? 0
    let step = part > widest * 1.3 ? 1 : Self.parts / 2
    for number in stride(from: 0, through: Self.parts, by: step) {
      let unit = number == Self.parts ? (isKilometers ? " km" : " m") : ""
      let place = PlanarPoint(
        x: corner.x + part * Double(number), y: corner.y + height + style.small.size * 1.15)
      items.append(
        .label(
          SceneLabel(
            text: labels[number] + unit, place: place, anchor: number == 0 ? .start : .middle,
            font: style.small, color: SheetStyle.ink)))
    }
    return items
  }
}

/// Round numbers.
public enum RoundNumber {
  /// The greatest number of some leading digits, 1 ≤ d < 10, times a power of ten that does not exceed a value above zero.
  public static func atMost(_ value: Double, of digits: [Double]) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    let power = decade(of: value)
    // What rounding takes from a round value does not count.
    let found = digits.last { $0 * power <= value * (1 + 1e-9) }
    return found.map { $0 * power } ?? (digits.last ?? 1) * power / 10
  }

  /// The least such number that is not less than a value above zero.
  public static func atLeast(_ value: Double, of digits: [Double]) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    let power = decade(of: value)
    let found = digits.first { $0 * power >= value * (1 - 1e-9) }
    return found.map { $0 * power } ?? (digits.first ?? 1) * power * 10
  }

  /// The power of ten below a value.
  private static func decade(of value: Double) -> Double {
    var power = 1.0
    while power * 10 <= value * (1 + 1e-9) { power *= 10 }
    while power > value * (1 + 1e-9) { power /= 10 }
    return power
  }
}
