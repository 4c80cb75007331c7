import GeoCore

/// Villages where no file of them is at hand: a grid of areas whose borders wind between the
/// corners, as many vertices each as real ones have (median 75), neighbours sharing theirs.
enum VillageGrid {
  static let columns = 386
  static let rows = 216
  /// How many straight pieces the border between two corners has.
  static let piecesPerSide = 18

  /// GeoJSON, one Feature a line, with `kode` and six decimals as the usual files have.
  static func geoJSONLines() -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(columns * rows * 1700)
    for row in 0..<rows {
      for column in 0..<columns { appendFeature(column, row, to: &text) }
    }
    return text
  }

  private static func appendFeature(_ column: Int, _ row: Int, to text: inout [UInt8]) {
    let code = row * columns + column
    text += #"{"type":"Feature","properties":{"kode":"\#(code)"},"geometry":"#.utf8
    text += #"{"type":"Polygon","coordinates":[["#.utf8
    let south = side(column, row, isHorizontal: true)
    let east = side(column + 1, row, isHorizontal: false)
    let north = side(column, row + 1, isHorizontal: true)
    let west = side(column, row, isHorizontal: false)
    let ring = south.dropLast() + east.dropLast() + north.reversed().dropLast() + west.reversed()
    for (position, vertex) in ring.enumerated() {
      if position > 0 { text.append(UInt8(ascii: ",")) }
      let x = JSONText.number(vertex.longitude, decimals: 6)
      let y = JSONText.number(vertex.latitude, decimals: 6)
      text += "[\(x),\(y)]".utf8
    }
    text += "]]}}\n".utf8
  }

  /// The border that runs from a corner of the grid to the east or to the north. It depends on the
  /// corner alone, so both neighbours have the same.
  private static func side(_ column: Int, _ row: Int, isHorizontal: Bool) -> [Coordinate] {
    let from = corner(column, row)
    let to = isHorizontal ? corner(column + 1, row) : corner(column, row + 1)
    let seed = UInt64(2 * (row * (columns + 1) + column) + (isHorizontal ? 1 : 0))
    var random = SeededRandom(seed: SeededRandom.scramble(seed))
    return (0...piecesPerSide).map { piece in
      let share = Double(piece) / Double(piecesPerSide)
      // Nothing at the corners, where sides meet; at most an eighth of a village in between.
      let swing = 0.5 * share * (1 - share) * (random.unit() - 0.5)
      return Coordinate(
        longitude: from.longitude + share * (to.longitude - from.longitude)
          + (isHorizontal ? 0 : swing * width),
        latitude: from.latitude + share * (to.latitude - from.latitude)
          + (isHorizontal ? swing * height : 0))
    }
  }

  private static var width: Double { DataFolder.nation.width / Double(columns) }
  private static var height: Double { DataFolder.nation.height / Double(rows) }

  private static func corner(_ column: Int, _ row: Int) -> Coordinate {
    Coordinate(
      longitude: DataFolder.nation.minX + Double(column) * width,
      latitude: DataFolder.nation.minY + Double(row) * height)
  }
}
