/// A sheet's size (ISO 216).
public enum PaperSize: String, Hashable, Sendable, CaseIterable {
  /// 210 × 297 mm.
  case a4 = "A4"
  /// 297 × 420 mm.
  case a3 = "A3"
  /// 594 × 841 mm.
  case a1 = "A1"

  /// The shorter side in millimetres.
  public var shortSide: Double {
    switch self {
    case .a4: 210
    case .a3: 297
    case .a1: 594
    }
  }

  /// The longer side in millimetres.
  public var longSide: Double {
    switch self {
    case .a4: 297
    case .a3: 420
    case .a1: 841
    }
  }
}

/// How a sheet is held.
public enum PaperOrientation: String, Hashable, Sendable, CaseIterable {
  /// The longer side upright.
  case portrait
  /// The longer side level.
  case landscape
}

/// A sheet of paper.
public struct Paper: Hashable, Sendable {
  /// Its size.
  public var size: PaperSize
  /// How it is held.
  public var orientation: PaperOrientation

  /// Units of pictures (1/96 inch) to a millimetre.
  public static let unitsPerMillimeter = 96 / 25.4

  /// A sheet.
  public init(_ size: PaperSize, _ orientation: PaperOrientation) {
    self.size = size
    self.orientation = orientation
  }

  /// Across, in millimetres.
  public var width: Double { orientation == .portrait ? size.shortSide : size.longSide }
  /// Down, in millimetres.
  public var height: Double { orientation == .portrait ? size.longSide : size.shortSide }

  /// The most pixels of a picture of a sheet: A3 at 300 dots an inch, A1 at 150.
  public static let mostPixels = 18_000_000.0
  /// The dots an inch that a picture may have, if the sheet is small enough.
  public static let resolutions = 96...600

  /// The dots an inch of a picture, unless others are asked for: 150, about what a screen or an office printer shows.
  public static let usualResolution = 150

  /// The most dots an inch that a picture of this sheet may have.
  public var finestResolution: Int {
    let squareInches = width * height / (25.4 * 25.4)
    return min(Int((Self.mostPixels / squareInches).squareRoot()), Self.resolutions.upperBound)
  }
}
