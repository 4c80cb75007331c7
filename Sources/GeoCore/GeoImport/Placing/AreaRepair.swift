import GEOSBindings
import GeoPrimitives

/// Makes the areas of a file valid, and says of each what was wrong with it.
struct AreaRepair: ~Copyable {
  private let context: GEOSContext

  init() throws(GEOSError) { context = try GEOSContext() }

  /// An area, and what was wrong with it.
  struct Outcome {
    var area: MultiPolygon
    /// GEOS's reason and the place; `nil` when nothing was wrong.
    var defect: (reason: String, place: Coordinate?)?
  }

  /// The valid area that comes closest.
  /// - Throws: `geometry.collapsed` when nothing is left, `geometry.unrepairable` when GEOS gives up.
  func validArea(of area: MultiPolygon, named name: String) throws(ImportProblem) -> Outcome {
    let closed = Self.withUsableRings(area)
    do throws(GEOSError) {
      var outcome = try validArea(of: closed.area)
      outcome.defect = closed.defect ?? outcome.defect
      if !outcome.area.polygons.isEmpty { return outcome }
    } catch {
      throw ImportProblem(.geometryUnrepairable, value: name, "\(error)")
    }
    throw ImportProblem(.geometryCollapsed, value: name)
  }

  /// The area that several valid ones cover.
  func union(of areas: [MultiPolygon], named name: String) throws(ImportProblem) -> MultiPolygon {
    do {
      return try context.union(of: areas).multiPolygon()
    } catch {
      throw ImportProblem(.geometryUnrepairable, value: name, "\(error)")
    }
  }

  private func validArea(of area: MultiPolygon) throws(GEOSError) -> Outcome {
    guard !area.polygons.isEmpty else { return Outcome(area: area) }
    let given = try GEOSArea(area, in: context)
    switch try given.validity() {
    case .valid: return Outcome(area: area)
    case .invalid(let reason, let place):
      let repaired = try given.repaired(Self.method(against: reason)).multiPolygon()
      return Outcome(area: repaired, defect: (reason, place))
    }
  }

  /// A shell inside a shell is a hole that was written as a part of its own: only the even–odd rule
  /// brings it back. Everything else keeps its shells.
  private static func method(against reason: String) -> RepairMethod {
    reason.hasPrefix("Nested shells") ? .linework : .structure
  }

  /// Closes open rings and drops those that enclose nothing, which GEOS does not even take in.
  private static func withUsableRings(_ area: MultiPolygon) -> Outcome {
    var outcome = Outcome(area: MultiPolygon([]))
    for polygon in area.polygons {
      guard let exterior = usable(polygon.exterior, &outcome) else { continue }
      let holes = polygon.holes.compactMap { usable($0, &outcome) }
      outcome.area.polygons.append(Polygon(exterior: exterior, holes: holes))
    }
    return outcome
  }

  private static func usable(_ ring: Ring, _ outcome: inout Outcome) -> Ring? {
    guard let first = ring.coordinates.first else { return nil }
    var closed = ring
    if ring.coordinates.last != first {
      closed.coordinates.append(first)
      outcome.defect = outcome.defect ?? ("Ring is not closed", first)
    }
    guard closed.coordinates.count >= 4 else {
      outcome.defect = outcome.defect ?? ("Too few points in geometry component", first)
      return nil
    }
    return closed
  }
}
