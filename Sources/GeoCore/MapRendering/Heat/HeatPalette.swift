/// The classes of a heat map with their colours: what its tiles, its isobands and its legend share.
///
/// Lower classes are more transparent, so that the map beneath shows through where there is little.
public struct HeatPalette: Hashable, Sendable {
  /// The classes.
  public let breaks: ClassBreaks
  /// One colour a class, from low to high, with its opacity.
  public let colors: [RGBA]

  /// The opacity of the lowest and of the highest class.
  public static let opacityRange = 0.55...0.88

  /// The colours of a ramp for the classes.
  public init(breaks: ClassBreaks, ramp: ColorRamp) {
    self.breaks = breaks
    let range = Self.opacityRange
    let steps = Double(max(breaks.count - 1, 1))
    colors = ramp.classColors(count: breaks.count).enumerated().map { index, color in
      let share = breaks.count == 1 ? 1 : Double(index) / steps
      return color.opacity(
        range.lowerBound + (range.upperBound - range.lowerBound) * share.squareRoot())
    }
  }
}
