import GeoPrimitives
public import GeoStore
import Places

extension VillageHistory {
  /// The name of the village then, and those of its district, regency and province.
  public var placeNames: [String] {
    guard let edition else { return [] }
    let areas = [AdministrativeLevel.district, .regency, .province].compactMap {
      register.areaName($0, of: edition)
    }
    return [edition.name] + areas
  }

  /// The codes that BPS gives the village.
  public var bpsCodes: [String] { register.crosswalk.bps(of: code) }

  /// The last name of another code.
  public func name(of code: String) -> String? { register.name(of: code, on: register.today) }

  /// The programme entries that hold for the village, its own and those of earlier codes, oldest first.
  public var programmeEntries: [ProgrammeRecord] { programme }

  /// The history as a JSON object.
  public var json: String {
    JSONMembers.object(
      [
        ("code", JSONText.string(code)), ("name", JSONMembers.text(edition?.name)),
      ] + members + [("editions", editionsJSON), ("changes", changesJSON)])
  }

  /// What an answer about a village says of its code.
  var members: [(String, String)] {
    [
      ("scheme", JSONText.string(code.contains(".") ? "kemendagri" : "bps")),
      ("bps", JSONMembers.array(register.crosswalk.bps(of: code).map(JSONText.string))),
      ("asof", JSONMembers.day(day)), ("standing", JSONText.string(standingName)),
      ("valid_from", JSONMembers.day(edition?.validFrom)),
      ("valid_to", JSONMembers.day(edition?.validTo)),
      ("decree", JSONMembers.text(edition?.decree)),
    ] + endMembers + [
      ("successors", sharesJSON(successors)), ("predecessors", sharesJSON(predecessors)),
      ("programme", programmeJSON),
    ]
  }

  /// One word for what the code is.
  public var standingName: String {
    switch standing {
    case .unknown: "unknown"
    case .current: "current"
    case .notYet: "not_yet"
    case .gone(let descent): descent.successors.isEmpty ? "ended" : "gone"
    case .lapsed: "lapsed"
    }
  }

  private var endMembers: [(String, String)] {
    switch standing {
    case .gone(let descent) where descent.endedArea > 0:
      [
        ("ended_on", JSONMembers.day(descent.endedOn)),
        ("ended_share", JSONText.number(descent.endedArea, decimals: 4)),
      ]
    case .lapsed(let day): [("ended_on", JSONMembers.day(day))]
    default: []
    }
  }

  private func sharesJSON(_ shares: [LineageShare]) -> String {
    JSONMembers.array(
      shares.map { share in
        JSONMembers.object([
          ("code", JSONText.string(share.code)),
          ("name", JSONMembers.text(register.name(of: share.code, on: register.today))),
          ("area_share", JSONText.number(share.area, decimals: 4)),
          ("population_share", JSONText.number(share.population, decimals: 4)),
          ("since", JSONMembers.day(share.since)), ("history", "\(share.passesHistoryOn)"),
        ])
      })
  }

  private var programmeJSON: String {
    JSONMembers.array(
      programme.map { entry in
        JSONMembers.object([
          ("status", JSONText.string(entry.status.rawValue)),
          ("since", JSONMembers.day(entry.since)), ("until", JSONMembers.day(entry.until)),
          ("phase", JSONMembers.text(entry.phase)), ("decree", JSONMembers.text(entry.decree)),
          ("office", JSONMembers.text(entry.office)), ("code", JSONText.string(entry.code)),
          ("inherited", "\(entry.code != code)"),
        ])
      })
  }

  private var editionsJSON: String {
    JSONMembers.array(
      (register.editions[code] ?? []).map { edition in
        JSONMembers.object([
          ("name", JSONText.string(edition.name)),
          ("valid_from", JSONMembers.day(edition.validFrom)),
          ("valid_to", JSONMembers.day(edition.validTo)),
          ("decree", JSONMembers.text(edition.decree)),
        ])
      })
  }

  private var changesJSON: String {
    JSONMembers.array(
      changes.map { change in
        let share = { (value: Double?) in
          value.map { JSONText.number($0, decimals: 4) } ?? "null"
        }
        return JSONMembers.object([
          ("date", JSONMembers.day(change.date)), ("kind", JSONText.string(change.kind.rawValue)),
          ("old", JSONText.string(change.old)), ("new", JSONMembers.text(change.new)),
          ("area_share", share(change.areaShare)),
          ("population_share", share(change.populationShare)),
          ("basis", JSONMembers.text(change.basis?.rawValue)),
        ])
      })
  }
}

/// Pieces of JSON objects.
enum JSONMembers {
  /// A text, or `null`.
  static func text(_ text: String?) -> String { text.map(JSONText.string) ?? "null" }

  /// A day, or `null`.
  static func day(_ day: CivilDate?) -> String { day.map { JSONText.string("\($0)") } ?? "null" }

  static func array(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

  static func numbers(_ numbers: [Double]) -> String {
    array(numbers.map { JSONText.number($0, decimals: 6) })
  }

  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { JSONText.string($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
  }
}
