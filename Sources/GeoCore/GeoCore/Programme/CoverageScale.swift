import GeoPrimitives
import GeoStore
public import MapRendering
import Places

/// The classes of a coverage map: names, colours and limits, without areas.
///
/// Pale to dark blue and yellow to violet keep their order for colour-blind readers and in a grey print; brown
/// stands for what has ended.
struct CoverageScale: Sendable {
  /// The classes in the order in which legends list them from below, "no data" last.
  let classes: [AreaClasses.Class]
  /// Of a map of phases those that have a class, the earliest first, which stands for those before it, too.
  private(set) var phases: [String] = []

  private static let ground = RGBA(0xF1EFE8)
  private static let opacity = 0.9

  /// The number of a class by its name; the one of "no data" for a name that is none.
  func number(of name: String) -> UInt8 {
    UInt8(truncatingIfNeeded: classes.firstIndex { $0.name == name } ?? classes.count - 1)
  }

  private init(_ classes: [(name: String, color: RGBA)]) {
    let noData = AreaClasses.Class(
      name: Self.noData, color: HatchPattern.noData.color, hatch: .noData)
    self.classes =
      classes.map {
        AreaClasses.Class(name: $0.name, color: $0.color.opacity(Self.opacity), hatch: nil)
      } + [noData]
  }

  // MARK: Names

  static let noData = "no-data"
  static let outside = "outside"
  static let never = "never"
  /// The upper limits of classes of days since the last session; above the last one more class is open.
  static let dayLimits = [90, 180, 365]
  /// The lower limits of classes of kilometres.
  static let kilometerLimits = [0.0, 5, 10, 25, 50, 100]
  /// The lower limits of classes of shares above zero, in percent.
  static let percentLimits = [0.0, 5, 10, 25, 50]
  /// So many phases have a class of their own; those before share one.
  static let mostPhases = 8

  /// Phases are free text; the names of classes are not.
  static func phaseName(_ number: Int) -> String { "phase-\(number + 1)" }

  static func dayName(_ number: Int) -> String {
    number < dayLimits.count ? "days-to-\(dayLimits[number])" : "days-over-\(dayLimits.last ?? 0)"
  }

  static func kilometerName(_ number: Int) -> String {
    "km-from-\(DecimalText.rounded(kilometerLimits[number], decimals: 0))"
  }

  static func percentName(_ number: Int) -> String {
    "share-from-\(DecimalText.rounded(percentLimits[number], decimals: 0))"
  }

  // MARK: Scales

  /// The status of a village.
  static let status = CoverageScale([
    (outside, ground), (ProgrammeStatus.nonaktif.rawValue, RGBA(0x8A7B66)),
    (ProgrammeStatus.calon.rawValue, RGBA(0xEAD68A)),
    (ProgrammeStatus.ditetapkan.rawValue, RGBA(0x86B8DB)),
    (ProgrammeStatus.aktif.rawValue, RGBA(0x17598C)),
  ])

  /// The share of an area's villages that are active.
  static let share = CoverageScale(
    [("share-zero", ground)]
      + zip(
        percentLimits.indices.map(percentName),
        ColorRamp.blues.classColors(count: percentLimits.count)
      ).map { ($0, $1) })

  /// Days since the last session, the most recent last.
  static let activity = CoverageScale(
    [(never, ground)]
      + zip(
        (0...dayLimits.count).reversed().map(dayName),
        ColorRamp.blues.classColors(count: dayLimits.count + 1)
      ).map { ($0, $1) })

  /// Kilometres to the nearest service point.
  static let distance = CoverageScale(
    zip(
      kilometerLimits.indices.map(kilometerName),
      ColorRamp.viridis.classColors(count: kilometerLimits.count).reversed()
    ).map { ($0, $1) })

  /// The phases of a workspace, the earliest first.
  static func phases(_ phases: [String]) -> CoverageScale {
    let shown = Array(phases.suffix(mostPhases))
    let colors = ColorRamp.viridis.classColors(count: shown.count).reversed()
    var scale = CoverageScale(
      [(outside, ground)] + zip(shown.indices.map(phaseName), colors).map { ($0, $1) })
    scale.phases = shown
    return scale
  }

  // MARK: Values

  /// The class of a phase.
  func name(ofPhase phase: String?) -> String {
    guard let phase, !phases.isEmpty else { return Self.noData }
    return Self.phaseName(phases.firstIndex(of: phase) ?? 0)
  }

  /// The class of days since the last session; `nil` for none so far.
  static func name(ofDays days: Int?) -> String {
    guard let days else { return never }
    return dayName(dayLimits.firstIndex { days <= $0 } ?? dayLimits.count)
  }

  /// The class of a distance.
  static func name(ofMeters meters: Double?) -> String {
    guard let meters else { return noData }
    return kilometerName(max(kilometerLimits.lastIndex { $0 * 1000 <= meters } ?? 0, 0))
  }

  /// The class of a share.
  static func name(ofShare share: Double?) -> String {
    guard let share else { return noData }
    guard share > 0 else { return "share-zero" }
    return percentName(percentLimits.lastIndex { $0 <= share * 100 } ?? 0)
  }
}

extension DatasetSnapshot {
  /// The classes of a coverage map of a level.
  func coverageScale(by measure: CoverageMeasure, level: AdministrativeLevel) -> CoverageScale {
    switch measure {
    case .status: level == .village ? .status : .share
    case .phase: .phases(programme.phases)
    case .activity: .activity
    case .distance: .distance
    }
  }
}

extension DatasetSnapshot {
  /// The colours of a map of the programme's status, by the attribute `class` of vector tiles.
  public static var coverageColors: [(name: String, color: RGBA)] {
    (CoverageScale.status.classes + CoverageScale.share.classes).filter { $0.hatch == nil }
      .map { ($0.name, $0.color) }
  }
}
