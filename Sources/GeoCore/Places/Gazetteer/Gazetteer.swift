import GeoPrimitives

/// Areas and places with names, ready to be found by them: immutable, and small enough to keep at hand.
///
/// Areas stand in the order of their codes, so that everything an area holds stands directly behind it.
public struct Gazetteer: Sendable {
  /// The areas.
  public let areas: [GazetteerArea]
  /// Single places.
  public let points: [GazetteerPoint]

  /// The area that holds each area; −1 for a province.
  let parents: [Int32]
  /// The end of what each area holds.
  let ends: [Int32]
  /// Whether a regency is a kota.
  let isCity: [Bool]
  /// The middle and the radius in metres of each area.
  let places: [Coordinate]
  let radii: [Double]
  /// The area that each point lies in; −1 for none.
  let pointAreas: [Int32]
  /// The name each entry of `index` stands for: areas first, then points; old names are negative.
  let index: NameIndex
  /// Which key each area has by its present name.
  let keys: [Int32]
  let grid: PlaceGrid

  /// A gazetteer of areas and places.
  /// - Parameters:
  ///   - areas: In any order; of two with one code the first counts.
  ///   - points: Accommodations, offices and the like.
  /// - Complexity: O(n log n), O(n) where the areas come in the order of their codes.
  public init(areas: [GazetteerArea], points: [GazetteerPoint] = []) {
    let tree = AreaTree(areas)
    self.areas = tree.areas
    self.points = points
    parents = tree.parents
    ends = tree.ends
    let extents = AreaExtents(tree)
    places = extents.places
    radii = extents.radii
    isCity = tree.areas.map { $0.code.level == .regency && GazetteerNames.isCity($0.name) }
    var index = NameIndex(capacity: tree.areas.count + points.count * 2 + 16)
    keys = GazetteerNames.add(tree.areas, to: &index)
    GazetteerNames.add(points, behind: tree.areas.count, to: &index)
    index.finish()
    self.index = index
    pointAreas = points.map { point in point.code.map { Int32(tree.position(of: $0) ?? -1) } ?? -1 }
    grid = PlaceGrid(
      tree.areas.indices.filter { tree.areas[$0].code.level == .village }, at: extents.places)
  }

  /// Where an area with a code stands.
  /// - Complexity: O(log n).
  func position(of code: AreaCode) -> Int? { AreaTree.position(of: code, in: areas) }

  /// The areas that hold an area, smallest first.
  func ancestors(of area: Int) -> [Int] {
    var ancestors: [Int] = []
    var next = Int(parents[area])
    while next >= 0 {
      ancestors.append(next)
      next = Int(parents[next])
    }
    return ancestors
  }

  /// The area of a level that an area is or lies in; −1 where there is none.
  func ancestor(of area: Int, at level: AdministrativeLevel) -> Int {
    var next = area
    while next >= 0, areas[next].code.level != level { next = Int(parents[next]) }
    return next
  }

  /// Whether an area is, or lies in, another.
  func lies(_ area: Int, in other: Int) -> Bool { other <= area && area < Int(ends[other]) }

  /// The name with the names of the areas around it: `Kebon Kosong, Kemayoran, Kota Adm. Jakarta Pusat`.
  func fullName(of area: Int) -> String {
    ([area] + ancestors(of: area)).map { areas[$0].name }.joined(separator: ", ")
  }
}
