public import GeoPrimitives

/// Filled contours: for every class the area in which a field lies in it.
///
/// Between nodes the field is linear along the edges of the lattice; a saddle is decided by the mean
/// of its corners. In tiles, outlines away from the
/// border are simplified by an eighth of a pixel. Nodes lie on a lattice that does not know of tiles, and a crossing depends on its
/// two nodes only, so the bands of neighbouring tiles meet without a gap and the bands of one
/// tile share their borders.
public enum Isobands {
  /// How far the cut lies beside the given edge, to the lower right: less than anyone sees, and no
  /// multiple of the lattice's quantum, so no vertex lies on it. Tiles shift it alike.
  private static let shift = 0x1p-14 + 0x1p-41

  /// The bands of a tile whose nodes lie at (i + ½) · spacing with one node around them: for 256
  /// pixels and a spacing of 4, 66 × 66 nodes, the first at (−2, −2).
  /// - Parameters:
  ///   - nodes: The field per km², row 0 in the north; `NaN` and infinities are outside every band.
  ///   - spacing: The distance between nodes in pixels: a whole number or a half.
  ///   - breaks: The classes.
  ///   - buffer: How far beyond the tile the bands reach, at most half the spacing.
  ///   - tolerance: As for `bands(of:spacing:origin:breaks:clip:tolerance:)`.
  /// - Returns: The bands that are not empty, the lowest class first.
  /// - Complexity: As for `bands(of:spacing:origin:breaks:clip:tolerance:)`.
  public static func tileBands(
    of nodes: RasterGrid, spacing: Double, breaks: ClassBreaks, buffer: Double = 0,
    tolerance: Double = 0.125
  ) -> [Isoband] {
    let side = Double(max(nodes.columns - 2, 1)) * spacing
    return bands(
      of: nodes, spacing: spacing, origin: PlanarPoint(x: -spacing / 2, y: -spacing / 2),
      breaks: breaks, clip: .tile(side: side, buffer: min(buffer, spacing / 2)),
      tolerance: tolerance)
  }

  /// The bands of a field inside a rectangle.
  /// - Parameters:
  ///   - nodes: The field, row 0 in the north; `NaN` and infinities are outside every band.
  ///   - spacing: The distance between nodes in pixels: a whole number or a half.
  ///   - origin: The place of the first node in pixels, a multiple of half the spacing.
  ///   - breaks: The classes.
  ///   - clip: What to keep, at whole or half pixels; the nodes should reach beyond it.
  ///   - tolerance: How far, in pixels, a vertex may be left out beside the outline; what lies within
  ///     two nodes of the clip's border keeps every vertex.
  /// - Returns: The bands that are not empty, the lowest class first.
  /// - Complexity: O(nodes), and O(n log n) in the vertices of each class.
  public static func bands(
    of nodes: RasterGrid, spacing: Double, origin: PlanarPoint, breaks: ClassBreaks,
    clip: PlanarRectangle, tolerance: Double = 0
  ) -> [Isoband] {
    guard nodes.columns > 0, nodes.rows > 0 else { return [] }
    var lattice = IsobandLattice(
      nodes, levels: breaks.limits, spacing: spacing, origin: origin)
    let border = PlanarRectangle(
      minX: clip.minX + shift, minY: clip.minY + shift, maxX: clip.maxX + shift,
      maxY: clip.maxY + shift)
    let clipper = RectangleClipper(border: border, bounds: clip)
    let simplification = OutlineSimplification(
      inside: clip.widened(by: -2 * spacing), tolerance: tolerance)
    let levels = breaks.limits.indices.map { rank in
      LevelOutline(lattice.outlines(at: rank, simplification), clipper)
    }
    return levels.indices.compactMap { band in
      let inner = band + 1 < levels.count ? levels[band + 1] : LevelOutline([], clipper)
      let polygons = polygons(between: levels[band], and: inner, clipper)
      guard !polygons.isEmpty else { return nil }
      return Isoband(
        band: band, lower: breaks.limits[band], upper: breaks.upper(of: band), polygons: polygons)
    }
  }

  /// The area inside the outer outline and outside the inner one, which lies within it.
  private static func polygons(
    between outer: LevelOutline, and inner: LevelOutline, _ clipper: RectangleClipper
  ) -> [PlanarPolygon] {
    let crossing = outer.cutRings + inner.cutRings
    let alongBorder = clipper.rings(joining: outer.chains + inner.chains) { place in
      crossing.reduce(false) { $0 != PlanarRing.contains($1, place) }
    }
    let exteriors = alongBorder + outer.exteriors + inner.holes
    let holes = outer.holes + inner.exteriors
    return HoleAssignment.polygons(
      exteriors: exteriors.compactMap { oriented($0, isHole: false) },
      holes: holes.compactMap { oriented($0, isHole: true) })
  }

  /// The ring in the direction of its role; `nil` when it has no area.
  private static func oriented(_ ring: [PlanarPoint], isHole: Bool) -> [PlanarPoint]? {
    let area = PlanarRing.doubledArea(ring)
    if area == 0 { return nil }
    return (area < 0) == isHole ? ring : ring.reversed()
  }
}

/// The outline of the area above one level, cut with the rectangle.
private struct LevelOutline {
  /// Rings within the rectangle, by their role.
  var exteriors: [[PlanarPoint]] = []
  var holes: [[PlanarPoint]] = []
  /// Rings that cross the rectangle's border or run around it, uncut.
  var cutRings: [[PlanarPoint]] = []
  /// Their parts inside.
  var chains: [RectangleClipper.Chain] = []

  init(_ rings: [[PlanarPoint]], _ clipper: RectangleClipper) {
    for ring in rings {
      switch clipper.pieces(of: ring) {
      case .outside: continue
      case .whole:
        if PlanarRing.doubledArea(ring) > 0 { exteriors.append(ring) } else { holes.append(ring) }
      case .cut(let pieces):
        cutRings.append(ring)
        chains += pieces
      }
    }
  }
}
