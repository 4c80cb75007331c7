/// An ordered scale of colours that stays ordered for colour-blind readers and in a grey print:
/// the lightness of every ramp runs one way.
///
/// viridis and magma: S. van der Walt and N. Smith (2015), eleven stops each, at most 13 of 255
/// levels from the original between stops. cividis: Nuñez, Anderson and Renslow (2018),
/// doi:10.1371/journal.pone.0199239, eleven stops. `ylorrd` and `blues` follow the idea of Brewer's
/// schemes; their stops were computed for PetaBinaan as straight lines in OKLCH.
public enum ColorRamp: String, CaseIterable, Sendable {
  /// Purple, blue, green, yellow; dark is low.
  case viridis
  /// Violet, pink, cream; dark is low.
  case magma
  /// Blue, grey, yellow; dark is low. Made for colour-blind readers.
  case cividis
  /// Yellow, orange, red; light is low.
  case ylorrd
  /// Pale to dark blue; light is low.
  case blues

  /// The ramp of a `ramp=` parameter.
  /// - Throws: `RenderingError.unknownRamp` for any other name.
  public init(parameter name: String) throws(RenderingError) {
    guard let ramp = ColorRamp(rawValue: name) else { throw .unknownRamp(name: name) }
    self = ramp
  }

  /// The colour at a position of 0 (low) … 1 (high), linear in sRGB between the stops.
  public func color(at position: Double) -> RGBA {
    let stops = stops
    let scaled = min(max(position, 0), 1) * Double(stops.count - 1)
    let lower = min(Int(scaled), stops.count - 2)
    return Self.mix(RGBA(stops[lower]), RGBA(stops[lower + 1]), scaled - Double(lower))
  }

  /// Colours for so many classes, from low to high, evenly spread over the ramp.
  public func classColors(count: Int) -> [RGBA] {
    let (low, high) = classRange
    guard count > 1 else { return count == 1 ? [color(at: low + (high - low) * 0.6)] : [] }
    return (0..<count).map { color(at: low + (high - low) * Double($0) / Double(count - 1)) }
  }

  private static func mix(_ a: RGBA, _ b: RGBA, _ share: Double) -> RGBA {
    func channel(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
    }
    return RGBA(
      red: channel(a.red, b.red), green: channel(a.green, b.green), blue: channel(a.blue, b.blue))
  }

  /// The part of the ramp that classes use: not so dark or light that a class is lost in the map.
  private var classRange: (Double, Double) {
    switch self {
    case .viridis, .cividis: (0, 1)
    case .magma: (0.15, 0.97)
    case .ylorrd: (0.03, 1)
    case .blues: (0.12, 1)
    }
  }

  private var stops: [UInt32] {
    switch self {
    case .viridis: Self.viridisStops
    case .magma: Self.magmaStops
    case .cividis: Self.cividisStops
    case .ylorrd: Self.ylorrdStops
    case .blues: Self.bluesStops
    }
  }

  private static let viridisStops: [UInt32] = [
    0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151,
    0xBDDF26, 0xFDE725,
  ]
  private static let magmaStops: [UInt32] = [
    0x000004, 0x140E36, 0x3B0F70, 0x641A80, 0x8C2981, 0xB73779, 0xDE4968, 0xF7705C, 0xFE9F6D,
    0xFECF92, 0xFCFDBF,
  ]
  private static let cividisStops: [UInt32] = [
    0x00224E, 0x083370, 0x35456C, 0x4F576C, 0x666970, 0x7D7C78, 0x948E77, 0xAEA371, 0xC8B866,
    0xE5CF52, 0xFEE838,
  ]
  private static let ylorrdStops: [UInt32] = [
    0xFAF7BD, 0xFDE28E, 0xFFC95E, 0xFFA839, 0xFF8421, 0xEE5A19, 0xD72824, 0xA61325, 0x77001E,
  ]
  private static let bluesStops: [UInt32] = [
    0xDFF2FD, 0xBBDFF6, 0x96CCEF, 0x72B4E5, 0x4E9CDA, 0x3A82C2, 0x2668AB, 0x1F4D87, 0x153365,
  ]
}
