import GeoPrimitives
import GeoStore
public import MapRendering
import Places

extension DatasetSnapshot {
  /// The legend of coverage tiles with the same parameters.
  public func coverageLegend(
    of parameters: CoverageParameters, language: DisplayLanguage
  ) -> Legend {
    let words = CoverageWords(language)
    let levels: [AdministrativeLevel] =
      switch (parameters.measure, parameters.level) {
      case (.status, nil): [.district, .village]
      case (_, let level): [level ?? .village]
      }
    let hasEarlierPhases = programme.phases.count > CoverageScale.mostPhases
    let classes = levels.flatMap { level -> [Legend.Class] in
      let scale = coverageScale(by: parameters.measure, level: level)
      return scale.classes.filter { $0.hatch == nil }.map {
        Legend.Class(
          lower: nil, upper: nil, color: $0.color,
          label: words.label(
            of: $0.name, by: parameters.measure, scale, hasEarlier: hasEarlierPhases))
      }
    }
    var legend = Legend(
      language: language, title: words.title(of: parameters.measure),
      unit: words.unit(of: parameters.measure), classes: classes)
    let day = parameters.day ?? today
    legend.period = TimeInterval(
      start: Instant(startOf: day, in: zone), end: Instant(startOf: day.adding(days: 1), in: zone))
    legend.zone = zone
    legend.noDataLabel = words.noData
    legend.note = words.note(of: parameters.measure, level: parameters.level)
    return legend
  }
}

/// The words of coverage maps.
struct CoverageWords {
  private let language: DisplayLanguage

  init(_ language: DisplayLanguage) { self.language = language }

  var noData: String { choose("Tidak ada data", "No data") }

  /// What the map is called.
  func title(of measure: CoverageMeasure) -> String {
    switch measure {
    case .status: choose("Peta Cakupan: status program", "Coverage map: programme status")
    case .phase: choose("Peta Cakupan: fase program", "Coverage map: programme phase")
    case .activity: choose("Peta Cakupan: kegiatan terakhir", "Coverage map: last activity")
    case .distance: choose("Peta Cakupan: jarak layanan", "Coverage map: distance to service")
    }
  }

  func unit(of measure: CoverageMeasure) -> String? {
    switch measure {
    case .status, .phase: nil
    case .activity: choose("hari sejak kegiatan terakhir", "days since the last activity")
    case .distance: choose("km ke titik layanan terdekat", "km to the nearest service point")
    }
  }

  /// What holds for areas above the village; nothing to say of villages alone.
  func note(of measure: CoverageMeasure, level: AdministrativeLevel?) -> String? {
    guard level != .village else { return nil }
    return switch measure {
    case .status:
      choose(
        "Kecamatan ke atas: bagian desa/kelurahan yang aktif.",
        "Districts and above: the share of villages that are active.")
    case .phase:
      choose(
        "Kecamatan ke atas: fase paling awal desa aktifnya.",
        "Districts and above: the earliest phase of their active villages.")
    case .activity:
      choose(
        "Kecamatan ke atas: median desa aktifnya.",
        "Districts and above: the median of their active villages.")
    case .distance:
      choose(
        "Garis lurus; kecamatan ke atas: median desanya.",
        "Straight line; districts and above: the median of their villages.")
    }
  }

  /// A class in words.
  func label(
    of name: String, by measure: CoverageMeasure, _ scale: CoverageScale, hasEarlier: Bool
  ) -> String {
    switch name {
    case CoverageScale.outside: return choose("Di luar program", "Not in the programme")
    case CoverageScale.never: return choose("Belum ada kegiatan", "No activity so far")
    case "share-zero": return choose("Belum ada desa aktif", "No active village")
    default: break
    }
    switch measure {
    case .status: return ProgrammeStatus(rawValue: name).map(label(of:)) ?? share(name)
    case .phase: return phase(name, scale, hasEarlier: hasEarlier)
    case .activity: return days(name)
    case .distance: return kilometers(name)
    }
  }

  /// A status in words.
  func label(of status: ProgrammeStatus) -> String {
    switch status {
    case .calon: choose("Calon desa binaan", "Candidate")
    case .ditetapkan: choose("Ditetapkan", "Named by decree")
    case .aktif: choose("Desa/kelurahan binaan (aktif)", "Active programme village")
    case .nonaktif: choose("Nonaktif", "Ended")
    }
  }

  private func phase(_ name: String, _ scale: CoverageScale, hasEarlier: Bool) -> String {
    let number = scale.phases.indices.first { CoverageScale.phaseName($0) == name } ?? 0
    guard scale.phases.indices.contains(number) else { return name }
    let phase = scale.phases[number]
    guard number == 0, hasEarlier else { return phase }
    return choose("\(phase) dan sebelumnya", "\(phase) and before")
  }

  private func days(_ name: String) -> String {
    let limits = CoverageScale.dayLimits
    guard let number = limits.indices.first(where: { CoverageScale.dayName($0) == name }) else {
      return choose("lebih dari \(limits.last ?? 0)", "more than \(limits.last ?? 0)")
    }
    return "\(number == 0 ? 0 : limits[number - 1] + 1) – \(limits[number])"
  }

  private func kilometers(_ name: String) -> String {
    let limits = CoverageScale.kilometerLimits
    let number = limits.indices.first { CoverageScale.kilometerName($0) == name } ?? 0
    return range(limits, number)
  }

  private func share(_ name: String) -> String {
    let limits = CoverageScale.percentLimits
    let number = limits.indices.first { CoverageScale.percentName($0) == name } ?? 0
    let above = number + 1 < limits.count ? "" : choose(" ke atas", " and above")
    let text =
      number == 0
      ? choose("kurang dari \(plain(limits[1]))", "less than \(plain(limits[1]))")
      : above.isEmpty ? range(limits, number) : plain(limits[number])
    return choose("\(text) % desa aktif\(above)", "\(text) % of villages active\(above)")
  }

  private func range(_ limits: [Double], _ number: Int) -> String {
    guard number + 1 < limits.count else {
      return choose("\(plain(limits[number])) ke atas", "\(plain(limits[number])) and above")
    }
    return "\(plain(limits[number])) – \(plain(limits[number + 1]))"
  }

  private func plain(_ number: Double) -> String { language.number(number, decimals: 1) }

  private func choose(_ indonesian: String, _ english: String) -> String {
    language == .indonesian ? indonesian : english
  }
}
