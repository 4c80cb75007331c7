import GeoPrimitives
import MapRendering
import TileMath

/// How far the lines of a graticule are apart: round parts of a degree.
struct GraticuleStep: Sendable {
  /// Seconds of arc.
  let seconds: Int

  private static let roundSeconds = [
    1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 18_000, 36_000,
  ]

  /// The least step that leaves room between lines.
  /// - Parameters:
  ///   - degreesPerUnit: How many degrees a unit of the sheet is.
  ///   - distance: How far lines are to be apart, in units.
  init(degreesPerUnit: Double, apart distance: Double) {
    let wanted = degreesPerUnit * distance * 3600
    seconds = Self.roundSeconds.first { Double($0) >= wanted } ?? 36_000
  }

  /// The step in words, such as `10′`.
  var label: String { Self.text(seconds: seconds) }

  /// The multiples of the step between two degrees, in seconds.
  func multiples(from low: Double, to high: Double) -> [Int] {
    let step = Double(seconds)
    let first = (low * 3600 / step).rounded(.up)
    let last = (high * 3600 / step).rounded(.down)
    guard first <= last, last - first < 200 else { return [] }
    return (Int(first)...Int(last)).map { $0 * seconds }
  }

  /// Degrees, and minutes and seconds where there are any: `112°30′`.
  static func text(seconds: Int) -> String {
    let (degrees, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    if seconds < 60 { return "\(rest)″" }
    if seconds < 3600 { return "\(minutes)′" + (rest == 0 ? "" : two(rest) + "″") }
    return "\(degrees)°" + (minutes == 0 && rest == 0 ? "" : two(minutes) + "′")
      + (rest == 0 ? "" : two(rest) + "″")
  }

  /// A longitude: `112°30′ BT`.
  static func longitude(seconds: Int, _ language: DisplayLanguage) -> String {
    let side =
      language == .indonesian ? (seconds < 0 ? " BB" : " BT") : seconds < 0 ? " W" : " E"
    return position(seconds) + (seconds == 0 ? "" : side)
  }

  /// A latitude: `7°30′ LS`.
  static func latitude(seconds: Int, _ language: DisplayLanguage) -> String {
    let side =
      language == .indonesian ? (seconds < 0 ? " LS" : " LU") : seconds < 0 ? " S" : " N"
    return position(seconds) + (seconds == 0 ? "" : side)
  }

  private static func position(_ seconds: Int) -> String {
    let magnitude = abs(seconds)
    return magnitude < 3600
      ? "0°" + (magnitude == 0 ? "" : minutes(magnitude)) : text(seconds: magnitude)
  }

  private static func minutes(_ seconds: Int) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60)
    return (minutes < 10 ? "0" : "") + "\(minutes)′"
      + (rest == 0 ? "" : (rest < 10 ? "0" : "") + "\(rest)″")
  }
}

extension SheetFit {
  /// The graticule of the map in a frame, in units of the sheet; its lines are at least so many millimetres of an
  /// A3 apart.
  func graticule(
    in frame: PlanarRectangle, _ style: SheetStyle, language: DisplayLanguage,
    apart millimeters: Double = 58
  ) -> (lines: SheetGraticule, step: GraticuleStep) {
    let degrees = degrees
    let step = GraticuleStep(
      degreesPerUnit: degrees.width / frame.width, apart: style.length(millimeters))
    let meridians = step.multiples(from: degrees.minX, to: degrees.maxX).map { seconds in
      let x = WebMercator.meters(of: Coordinate(longitude: Double(seconds) / 3600, latitude: 0)).x
      return SheetGraticule.Line(
        at: (x - extent.minX) / extent.width * frame.width,
        label: GraticuleStep.longitude(seconds: seconds, language))
    }
    let parallels = step.multiples(from: degrees.minY, to: degrees.maxY).map { seconds in
      let y = WebMercator.meters(of: Coordinate(longitude: 0, latitude: Double(seconds) / 3600)).y
      return SheetGraticule.Line(
        at: (extent.maxY - y) / extent.height * frame.height,
        label: GraticuleStep.latitude(seconds: seconds, language))
    }
    return (SheetGraticule(meridians: meridians, parallels: parallels), step)
  }
}
