import Coverage
import GeoPrimitives
import GeoStore
import Places
import TileMath

/// What is known of a village on another day than today, or under a code that has ended: the same members
/// as a profile, with the borders of that edition and without figures.
///
/// Figures are counted and published by the villages of today. Told for the ground of an older edition
/// beside them, they would give away by subtraction what the published ones hide.
public struct VillageEditionProfile: Sendable {
  private let history: VillageHistory
  private let geometry: MultiPolygon?

  /// The profile of a village whose history was looked up.
  /// - Parameters:
  ///   - history: The code on its day.
  ///   - snapshot: Where the borders of today are.
  public init(_ history: VillageHistory, in snapshot: DatasetSnapshot) {
    self.history = history
    let edition = history.edition
    geometry =
      edition?.geometry
      ?? (edition?.isValid(on: history.register.today) == true
        ? snapshot.villages.area(code: history.code)?.geometry : nil)
  }

  /// The codes under which the village's ground is to be found today.
  public var successorCodes: [String] {
    history.standing == .current ? [] : history.successors.map(\.code)
  }

  /// The profile as a JSON object.
  public var json: String {
    let status = history.status
    let residents = history.residents
    let members: [(String, String)] =
      [
        ("code", JSONText.string(history.code)),
        ("name", JSONMembers.text(history.edition?.name)),
      ] + areas + [
        ("status", JSONMembers.text(status?.status.rawValue)),
        ("boundary_status", JSONMembers.text(history.edition?.boundaryStatus.rawValue)),
      ] + groundMembers + [
        ("residents", residents.map { "\($0.count)" } ?? "null"),
        ("density", "null"), ("accommodations", "null"), ("nearest_service_point", "null"),
        ("density_refused", Self.refusal),
      ] + history.inheritanceMembers + history.members
    return JSONMembers.object(members)
  }

  private var areas: [(String, String)] {
    let code = try? AreaCode(history.code, scheme: history.code.contains(".") ? .kemendagri : .bps)
    return [AdministrativeLevel.district, .regency, .province].compactMap { level in
      guard let area = code?.ancestor(at: level) else { return nil }
      let name =
        history.edition.flatMap { history.register.areaName(level, of: $0) }
        ?? history.register.areaNames[area.text]
      return (
        level.rawValue,
        JSONMembers.object([
          ("code", JSONText.string(area.text)), ("name", JSONMembers.text(name)),
        ])
      )
    }
  }

  private var groundMembers: [(String, String)] {
    guard let geometry, let label = LabelPoint.find(in: geometry) else {
      return [("area_km2", "null"), ("bbox", "null"), ("label", "null")]
    }
    let box = geometry.envelope
    return [
      (
        "area_km2",
        JSONText.number(EllipsoidalArea.squareKilometers(of: geometry), decimals: 4)
      ),
      ("bbox", JSONMembers.numbers([box.minX, box.minY, box.maxX, box.maxY])),
      ("label", JSONMembers.numbers([label.longitude, label.latitude])),
    ]
  }

  private static let refusal = JSONMembers.object([
    ("code", JSONText.string("other-edition")),
    ("detail", JSONText.string("figures are told for the villages of today; see successors")),
  ])
}

extension VillageHistory {
  /// From which earlier codes stage and residents come, where they do.
  var inheritanceMembers: [(String, String)] {
    let status = status.flatMap { $0.source == code ? nil : $0.source }
    let residents = residents?.sources ?? []
    return [
      ("status_from", JSONMembers.text(status)),
      ("residents_from", JSONMembers.array(residents.map(JSONText.string))),
    ]
  }
}
