/// Gives every hole to the outer ring around it.
enum HoleAssignment {
  /// The polygons in the order of their outer rings; a hole inside none is dropped.
  ///
  /// Of nested outer rings the smallest around a hole gets it.
  /// - Complexity: O(n log n) in the vertices, and for each hole the outer rings and the edges at its
  ///   height.
  static func polygons(exteriors: [[PlanarPoint]], holes: [[PlanarPoint]]) -> [PlanarPolygon] {
    if exteriors.count == 1 { return [PlanarPolygon(exterior: exteriors[0], holes: holes)] }
    var polygons = exteriors.map { PlanarPolygon(exterior: $0) }
    guard !holes.isEmpty else { return polygons }
    var rings = NestedRings(exteriors)
    for hole in holes {
      if let smallest = rings.smallest(around: hole) { polygons[smallest].holes.append(hole) }
    }
    return polygons
  }
}

/// Outer rings, the smallest first, among which the one around a hole is looked for.
private struct NestedRings {
  private struct Candidate {
    let place: Int
    let area: Double
    let box: PlanarRectangle
    var ring: SearchedRing
  }

  private var candidates: [Candidate]
  private let bins: IntervalBins

  init(_ rings: [[PlanarPoint]]) {
    let candidates = rings.enumerated().map { place, ring in
      Candidate(
        place: place, area: abs(PlanarRing.doubledArea(ring)), box: PlanarRing.box(ring),
        ring: SearchedRing(ring))
    }.sorted { ($0.area, $0.place) < ($1.area, $1.place) }
    self.candidates = candidates
    bins = IntervalBins(count: candidates.count) {
      (candidates[$0].box.minY, candidates[$0].box.maxY)
    }
  }

  /// The place of the smallest ring around a hole.
  mutating func smallest(around hole: [PlanarPoint]) -> Int? {
    guard let first = hole.first else { return nil }
    for member in bins.members(at: first.y) {
      let index = Int(member)
      guard candidates[index].box.contains(first) else { continue }
      if candidates[index].ring.surrounds(hole) { return candidates[index].place }
    }
    return nil
  }
}

/// A ring that is asked for the places inside it, many times perhaps.
private struct SearchedRing {
  private let ring: [PlanarPoint]
  /// The edges by their heights, once a long ring has been asked.
  private var edges: IntervalBins?
  /// Shorter rings are walked around sooner than sorted.
  private static let shortest = 48

  init(_ ring: [PlanarPoint]) { self.ring = ring }

  /// Whether most of the first three vertices lie inside: one may touch this ring.
  mutating func surrounds(_ hole: [PlanarPoint]) -> Bool {
    guard hole.count > 2 else { return false }
    let (first, second) = (contains(hole[0]), contains(hole[1]))
    return first == second ? first : contains(hole[2])
  }

  private mutating func contains(_ point: PlanarPoint) -> Bool {
    guard ring.count >= Self.shortest else { return PlanarRing.contains(ring, point) }
    let found =
      edges
      ?? IntervalBins(count: ring.count) { [ring] index in
        let (from, to) = (ring[index > 0 ? index - 1 : ring.count - 1].y, ring[index].y)
        return (min(from, to), max(from, to))
      }
    edges = found
    var inside = false
    for member in found.members(at: point.y) {
      let index = Int(member)
      let before = ring[index > 0 ? index - 1 : ring.count - 1]
      if PlanarRing.isCrossed(point, from: before, to: ring[index]) { inside.toggle() }
    }
    return inside
  }
}
