import GeoPrimitives
import PROJBindings

/// Brings the shapes of a file to WGS 84 and judges where they fall.
struct Placement: ~Copyable {
  /// The file's reference system.
  let system: CoordinateReferenceSystem
  private let transformation: CoordinateTransformation
  private let check: PlaceCheck

  /// Prepares the way from a reference system.
  /// - Throws: `crs.invalid` when there is none.
  init(from system: CoordinateReferenceSystem, within extent: Envelope) throws(ImportProblem) {
    do {
      transformation = try CoordinateTransformation(system)
    } catch {
      throw ImportProblem(.crsInvalid, value: system.label, "\(error)")
    }
    self.system = system
    check = PlaceCheck(extent: extent, readsDegrees: system.isGeographic)
  }

  /// The place of a position.
  /// - Throws: A problem of the place.
  func place(of position: SystemPosition) throws(ImportProblem) -> Coordinate {
    let place = try moved(position)
    try check.require(place)
    return place
  }

  /// The area, rings as they stand in the file.
  /// - Throws: A problem of its place.
  func area(of source: SourceArea) throws(ImportProblem) -> MultiPolygon {
    let places = try moved(source.positions)
    var polygons: [Polygon] = []
    var ringStart = 0
    var start = 0
    for polygonEnd in source.polygonEnds {
      var rings: [Ring] = []
      for end in source.ringEnds[ringStart..<polygonEnd] {
        rings.append(Ring(Array(places[start..<end])))
        start = end
      }
      ringStart = polygonEnd
      guard let exterior = rings.first else { continue }
      polygons.append(Polygon(exterior: exterior, holes: Array(rings.dropFirst())))
    }
    let area = MultiPolygon(polygons)
    try check.require(area)
    return area
  }

  private func moved(_ position: SystemPosition) throws(ImportProblem) -> Coordinate {
    do {
      return try transformation.coordinate(of: position)
    } catch {
      throw ImportProblem(.crsFailed, "\(position.x), \(position.y)", system.label)
    }
  }

  private func moved(_ positions: [SystemPosition]) throws(ImportProblem) -> [Coordinate] {
    do {
      return try transformation.coordinates(of: positions)
    } catch {
      let first = positions.first.map { "\($0.x), \($0.y)" } ?? ""
      throw ImportProblem(.crsFailed, first, system.label)
    }
  }
}
