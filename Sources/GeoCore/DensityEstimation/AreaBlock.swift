import GeoPrimitives
import TileMath

/// A block of the lattice and the areas that it touches.
struct AreaBlock: Sendable {
  let column: Int
  let row: Int
  /// The areas, and by how many powers of two their rows lie closer than the lattice's.
  let members: [(area: Int, shift: Int)]

  /// The blocks that areas touch, by row from the north, then from the west; the members of each in the
  /// order of the areas.
  static func blocks(touchedBy outlines: [AreaLattice.Outline]) -> [AreaBlock] {
    var pairs: [(row: Int, column: Int, outline: Int)] = []
    for (position, outline) in outlines.enumerated() {
      for row in outline.blockRows {
        for column in outline.blockColumns { pairs.append((row, column, position)) }
      }
    }
    pairs.sort { ($0.row, $0.column, $0.outline) < ($1.row, $1.column, $1.outline) }
    var blocks: [AreaBlock] = []
    var rest = pairs[...]
    while let first = rest.first {
      let own = rest.prefix { $0.row == first.row && $0.column == first.column }
      rest = rest.dropFirst(own.count)
      let members = own.map { (outlines[$0.outline].area, outlines[$0.outline].shift) }
      blocks.append(AreaBlock(column: first.column, row: first.row, members: members))
    }
    return blocks
  }

  /// What the part of each member that lies in the block adds to it.
  func tallies(of areas: [MultiPolygon], _ lattice: AreaLattice) -> [(area: Int, tally: AreaTally)]
  {
    let values = BlockValues(of: lattice, column: column, row: row)
    return members.compactMap { member in
      let tally = values.tally(of: areas[member.area], shift: member.shift)
      return tally.ground > 0 ? (member.area, tally) : nil
    }
  }
}
