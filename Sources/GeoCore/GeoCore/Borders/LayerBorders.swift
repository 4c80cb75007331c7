import Coverage
import GeoPrimitives
import Synchronization
import TileMath

/// The borders of a layer of areas: arcs, the areas' outlines along them, and what was measured on those.
///
/// An area's geometry is made from the arcs when it is asked for. Only areas whose outline is another one in
/// the workspace, because it overlaps a neighbour's, are kept as they are there.
final class LayerBorders: Sendable {
  /// The borders, each once.
  let arcs: ArcTopology
  /// The outlines along the arcs, by position among the areas.
  let outlines: ArcOutlines
  /// Where each area lies and how large it is.
  let measures: [AreaMeasures]
  /// The areas that the arcs do not draw as the workspace has them, by position.
  let exact: [Int: MultiPolygon]
  /// All geometries, made when all are asked for.
  private let all = Mutex<[MultiPolygon]?>(nil)

  /// Borders from their parts.
  init(
    arcs: ArcTopology, outlines: ArcOutlines, measures: [AreaMeasures],
    exact: [Int: MultiPolygon] = [:]
  ) {
    self.arcs = arcs
    self.outlines = outlines
    self.measures = measures
    self.exact = exact
  }

  /// Whether each area consists of several regions of the arcs, as those above the villages do.
  var isDissolved: Bool { arcs.regionCount != outlines.count }

  /// The geometry of an area, in degrees.
  /// - Complexity: O(n) in its vertices.
  func geometry(of position: Int) -> MultiPolygon {
    exact[position] ?? arcs.multiPolygon(position, of: outlines)
  }

  /// The geometry of an area, on the global grid.
  /// - Complexity: O(n) in its vertices.
  func gridPolygons(of position: Int) -> [GridPolygon] {
    if let exact = exact[position] { return exact.polygons.map { GridPolygon($0) } }
    return outlines.polygons(of: position).compactMap { polygon in
      guard case .rings(let rings) = arcs.polygon(polygon, of: outlines, threshold: 0) else {
        return nil
      }
      return rings
    }
  }

  /// The geometries of all areas, in degrees; made at the first question and kept.
  /// - Complexity: O(n) in the vertices.
  var geometries: [MultiPolygon] {
    all.withLock { all in
      if let all { return all }
      let made = ConcurrentMap.inBlocks(measures.count) { self.geometry(of: $0) }
      all = made
      return made
    }
  }
}

extension ConcurrentMap {
  /// The values of `body` for 0 ..< `count`, computed in blocks: one by one, handing out numbers would
  /// take longer than the values.
  static func inBlocks<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    let size = 256
    return map((count + size - 1) / size) { block in
      (block * size..<min((block + 1) * size, count)).map(body)
    }.flatMap { $0 }
  }
}
