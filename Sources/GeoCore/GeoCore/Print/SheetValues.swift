import GeoPrimitives
import GeoStore
import MapRendering

/// Values of sheets in words.
extension SheetWords {
  /// A number, or a dash.
  func number(_ value: Double?, decimals: Int = 1) -> String {
    value.map { language.number($0, decimals: decimals) } ?? "–"
  }

  /// A whole number, or a dash.
  func number(_ value: Int?) -> String { value.map(count) ?? "–" }

  /// A share in percent, or a dash.
  func percent(_ share: Double?) -> String {
    share.map { language.number($0 * 100, decimals: 1) + " %" } ?? "–"
  }

  /// A day, or a dash.
  func day(_ day: CivilDate?) -> String { day.map(language.date) ?? "–" }

  /// Minutes as hours and minutes, or a dash.
  func minutes(_ minutes: Double?) -> String {
    guard let minutes, minutes.isFinite else { return "–" }
    let whole = Int(min(minutes.rounded(), 1e6))
    guard whole >= 60 else { return "\(whole) " + choose("menit", "min") }
    return "\(whole / 60) " + choose("jam", "h")
      + (whole % 60 == 0 ? "" : " \(whole % 60) " + choose("menit", "min"))
  }

  /// A distance in metres as kilometres.
  func kilometers(_ meters: Double) -> String {
    language.number(meters / 1000, decimals: meters < 10_000 ? 1 : 0) + " km"
  }

  /// The stage of a village in words.
  func status(_ stage: ProgrammeRecord?) -> String {
    guard let stage else { return choose("Di luar program", "Not in the programme") }
    return status(stage.status)
  }

  /// A status in few words.
  func status(_ status: ProgrammeStatus) -> String {
    switch status {
    case .calon: choose("Calon", "Candidate")
    case .ditetapkan: choose("Ditetapkan", "Named")
    case .aktif: choose("Aktif", "Active")
    case .nonaktif: choose("Nonaktif", "Ended")
    }
  }

  /// How settled a border is.
  func boundary(_ status: BoundaryStatus?) -> String {
    switch status {
    case .definitif: choose("Definitif", "Settled")
    case .indikatif: choose("Indikatif", "Indicative")
    case .sengketa: choose("Sengketa", "Disputed")
    case nil: "–"
    }
  }

  /// The foot of a sheet: by whom, of when, from which data.
  func footer(_ snapshot: DatasetSnapshot, office: OfficeRecord?) -> String {
    let made = choose(
      "dicetak \(language.date(snapshot.today)), generasi data \(count(Int(clamping: snapshot.generation)))",
      "printed on \(language.date(snapshot.today)), data generation \(count(Int(clamping: snapshot.generation)))"
    )
    return ([office?.name].compactMap { $0 } + ["PetaBinaan, " + made]).joined(separator: " · ")
  }
}
