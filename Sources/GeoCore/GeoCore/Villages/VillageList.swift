public import GeoPrimitives
import Places

/// The villages around a place, the one that contains it first.
public struct VillageList: Sendable {
  private let entries: [(area: Area, containsPlace: Bool)]

  /// Looks for villages near a place.
  /// - Parameters:
  ///   - place: In degrees.
  ///   - limit: How many at most.
  ///   - snapshot: Where to look.
  public init(near place: Coordinate, limit: Int, in snapshot: DatasetSnapshot) {
    let inside = snapshot.villages.area(containing: place)
    // Boxes are nearer than borders, so a few more are asked for than are shown.
    let around = snapshot.villages.nearest(to: place, count: limit + 8)
      .filter { $0.code != inside?.code }
    let found = (inside.map { [($0, true)] } ?? []) + around.map { ($0, false) }
    entries = Array(found.prefix(limit))
  }

  /// The list as a JSON object.
  public var json: String {
    let items = entries.map { entry in
      let area = entry.area
      return """
        {"code":\(JSONText.string(area.code.text)),\
        "name":\(area.name.map(JSONText.string) ?? "null"),\
        "contains":\(entry.containsPlace),\
        "label":[\(JSONText.number(area.label.longitude, decimals: 6)),\
        \(JSONText.number(area.label.latitude, decimals: 6))]}
        """
    }
    return #"{"villages":["# + items.joined(separator: ",") + "]}"
  }
}
