import GeoPrimitives

/// Places in cells of a tenth of a degree, to find the nearest.
struct PlaceGrid: Sendable {
  private var cells: [Cell: [Int32]] = [:]
  private let places: [Coordinate]

  private struct Cell: Hashable {
    var column: Int32
    var row: Int32
  }

  /// Some of many places.
  init(_ members: [Int], at places: [Coordinate]) {
    self.places = places
    for member in members where places[member].isOnGlobe {
      cells[Self.cell(places[member]), default: []].append(Int32(member))
    }
  }

  /// The places around a place, nearest first, each with its distance in metres.
  /// - Complexity: O(r²) cells, where the nearest place lies r cells away; at most 31² cells.
  func nearest(to place: Coordinate, count: Int) -> [(member: Int, meters: Double)] {
    guard place.isOnGlobe else { return [] }
    let middle = Self.cell(place)
    var found: [(member: Int, meters: Double)] = []
    for ring in Int32(0)...15 {
      for row in -ring...ring {
        let step = abs(row) == ring ? 1 : max(2 * ring, 1)
        for column in stride(from: -ring, through: ring, by: Int(step)) {
          let cell = Cell(column: middle.column + column, row: middle.row + row)
          for member in cells[cell] ?? [] {
            found.append((Int(member), GroundDistance.meters(place, places[Int(member)])))
          }
        }
      }
      // A place in the next ring may still be nearer than one in a corner of this.
      let sure = Double(ring) * 0.098 * GroundDistance.metersPerDegree
      if found.count(where: { $0.meters <= sure }) >= count { break }
    }
    return Array(found.sorted { ($0.meters, $0.member) < ($1.meters, $1.member) }.prefix(count))
  }

  private static func cell(_ place: Coordinate) -> Cell {
    Cell(
      column: Int32((place.longitude * 10).rounded(.down)),
      row: Int32((place.latitude * 10).rounded(.down)))
  }
}
