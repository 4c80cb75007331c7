import GeoPrimitives
import Glibc

/// How far areas reach around their middles.
struct AreaExtents {
  private(set) var places: [Coordinate]
  private(set) var radii: [Double]

  /// What is known, and estimates from neighbours and parts where it is not.
  /// - Complexity: O(n · s) with s areas in a district.
  init(_ tree: AreaTree) {
    let unknown = Coordinate(longitude: .nan, latitude: .nan)
    places = tree.areas.map { $0.place ?? unknown }
    radii = tree.areas.map { area in
      area.squareKilometers.map { Self.reach * ($0 * 1e6 / .pi).squareRoot() } ?? .nan
    }
    // Backwards, so that what an area holds is known before the area itself.
    for area in tree.areas.indices.reversed() {
      let parts = Self.parts(of: area, tree)
      if places[area].latitude.isNaN { places[area] = middle(of: parts) }
      if !parts.isEmpty { spread(parts, radiusOfWhole: radii[area]) }
      if radii[area].isNaN, !parts.isEmpty { radii[area] = reach(of: parts, around: places[area]) }
    }
    placeTheUnknown(in: tree)
    for area in tree.areas.indices where radii[area].isNaN { radii[area] = Self.usualRadius }
  }

  /// Nine tenths of a disc lie within 0.95 of its radius; villages are longer than they are wide, and
  /// their middles are not quite in the middle.
  private static let reach = 1.3
  /// The radius of a village of which nothing is known.
  private static let usualRadius = 3_000.0

  /// An area of which nothing is known is somewhere in the one that holds it.
  private mutating func placeTheUnknown(in tree: AreaTree) {
    for area in tree.areas.indices where !places[area].isOnGlobe {
      let holder = Int(tree.parents[area])
      guard holder >= 0 else { continue }
      places[area] = places[holder]
      radii[area] = radii[holder]
    }
  }

  private static func parts(of area: Int, _ tree: AreaTree) -> [Int] {
    var parts: [Int] = []
    var next = area + 1
    while next < Int(tree.ends[area]) {
      parts.append(next)
      next = Int(tree.ends[next])
    }
    return parts
  }

  private func middle(of parts: [Int]) -> Coordinate {
    let known = parts.filter { !places[$0].latitude.isNaN }
    let count = Double(known.count)
    return Coordinate(
      longitude: known.reduce(0) { $0 + places[$1].longitude } / count,
      latitude: known.reduce(0) { $0 + places[$1].latitude } / count)
  }

  /// Estimates radii of parts from the distances to their nearest neighbours.
  private mutating func spread(_ parts: [Int], radiusOfWhole: Double) {
    for part in parts where radii[part].isNaN {
      var (first, second) = (Double.infinity, Double.infinity)
      for other in parts where other != part {
        let distance = GroundDistance.meters(places[part], places[other])
        if distance < first {
          (first, second) = (distance, first)
        } else if distance < second {
          second = distance
        }
      }
      guard first.isFinite else { continue }
      let spacing = second.isFinite ? (first + second) / 2 : first
      radii[part] = min(max(spacing * 1.1, 300), 30_000)
    }
  }

  private func reach(of parts: [Int], around place: Coordinate) -> Double {
    var distances = parts.map { part -> Double in
      let distance = GroundDistance.meters(place, places[part])
      return distance.isNaN ? 0 : distance + (radii[part].isNaN ? 0 : radii[part] / 2)
    }
    distances.sort()
    return max(distances[(distances.count * 9 - 1) / 10], 500)
  }
}

/// Distances on the ground between places some hundred kilometres apart at most.
enum GroundDistance {
  /// Metres in a degree of latitude on a sphere of 6,371 km.
  static let metersPerDegree = 111_195.0

  /// The distance in metres, on a plane that touches the sphere between the two.
  static func meters(_ a: Coordinate, _ b: Coordinate) -> Double {
    let north = (b.latitude - a.latitude) * metersPerDegree
    let middle = (a.latitude + b.latitude) / 2 * .pi / 180
    let east = (b.longitude - a.longitude) * metersPerDegree * cos(middle)
    return (north * north + east * east).squareRoot()
  }
}
