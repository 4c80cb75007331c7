import Coverage
public import GeoPrimitives
import GeoStore
import Places
import TileMath

/// The villages around a place, the one that contains it first.
public struct VillageList: Sendable {
  private let entries: [(village: Entry, containsPlace: Bool)]
  private let day: CivilDate

  private struct Entry {
    let code: String
    let name: String?
    let label: Coordinate
  }

  /// Looks for villages near a place.
  /// - Parameters:
  ///   - place: In degrees.
  ///   - limit: How many at most.
  ///   - day: The day whose villages are meant; `nil` for today.
  ///   - snapshot: Where to look.
  /// - Complexity: O(log n) today, O(n log n) on other days.
  public init(
    near place: Coordinate, limit: Int, asOf day: CivilDate? = nil, in snapshot: DatasetSnapshot
  ) {
    self.day = day ?? snapshot.today
    if let day, day != snapshot.today {
      entries = Self.entries(near: place, limit, on: day, snapshot)
      return
    }
    let inside = snapshot.villages.area(containing: place)
    // Boxes are nearer than borders, so a few more are asked for than are shown.
    let around = snapshot.villages.nearest(to: place, count: limit + 8)
      .filter { $0.code != inside?.code }
    let found = (inside.map { [($0, true)] } ?? []) + around.map { ($0, false) }
    entries = found.prefix(limit).map { area, contains in
      (Entry(code: area.code.text, name: area.name, label: area.label), contains)
    }
  }

  /// The villages of another day by the distance of their boxes.
  private static func entries(
    near place: Coordinate, _ limit: Int, on day: CivilDate, _ snapshot: DatasetSnapshot
  ) -> [(village: Entry, containsPlace: Bool)] {
    let metric = GroundMetric(latitude: place.latitude)
    var editions: [(edition: DatedArea, meters: Double)] = snapshot.areas(on: day).map { edition in
      (edition, metric.distanceMeters(place, edition.box.nearest(to: place)))
    }
    editions.sort { ($0.meters, $0.edition.code) < ($1.meters, $1.edition.code) }
    let inside = editions.prefix { $0.meters == 0 }
      .first { $0.edition.geometry().contains(place) }?.edition.code
    let ordered =
      editions.filter { $0.edition.code == inside } + editions.filter { $0.edition.code != inside }
    return ordered.prefix(limit).compactMap { edition, _ in
      LabelPoint.find(in: edition.geometry()).map { label in
        (Entry(code: edition.code, name: edition.name, label: label), edition.code == inside)
      }
    }
  }

  /// The list as a JSON object.
  public var json: String {
    let items = entries.map { entry in
      let village = entry.village
      return """
        {"code":\(JSONText.string(village.code)),\
        "name":\(village.name.map(JSONText.string) ?? "null"),\
        "contains":\(entry.containsPlace),\
        "label":[\(JSONText.number(village.label.longitude, decimals: 6)),\
        \(JSONText.number(village.label.latitude, decimals: 6))]}
        """
    }
    return #"{"asof":"\#(day)","villages":["# + items.joined(separator: ",") + "]}"
  }
}

/// A village of a day with its border, which is made only when it is needed.
struct DatedArea {
  let code: String
  let name: String?
  let box: Envelope
  let geometry: () -> MultiPolygon
}

extension DatasetSnapshot {
  /// The villages that were valid on a day and are drawn.
  /// - Complexity: O(n) in the villages of today and the editions of other days.
  func areas(on day: CivilDate) -> [DatedArea] {
    var found: [DatedArea] = []
    for (code, editions) in register.editions {
      guard let edition = editions.last(where: { $0.isValid(on: day) }) else { continue }
      if let geometry = edition.geometry {
        found.append(
          DatedArea(code: code, name: edition.name, box: geometry.envelope) { geometry })
      } else if edition.isValid(on: today), let area = villages.area(code: code) {
        found.append(
          DatedArea(code: code, name: edition.name, box: area.envelope) { area.geometry })
      }
    }
    return found
  }
}

extension Envelope {
  /// The place of the box that is nearest to another place.
  fileprivate func nearest(to place: Coordinate) -> Coordinate {
    Coordinate(
      longitude: min(max(place.longitude, minX), maxX),
      latitude: min(max(place.latitude, minY), maxY))
  }
}
