import Coverage
import GeoStore
import Synchronization
import TileMath

/// What the tiles of a layer have been prepared from so far, by zoom.
///
/// Bounded: what was made up to zoom 14 stays, and takes no more than a few times what the arcs take; of
/// deeper zooms, which show few areas at a time, the two used last stay.
final class DetailStore: Sendable {
  /// The borders and outlines from which a zoom is drawn.
  struct Source: Sendable {
    let arcs: ArcTopology
    let outlines: ArcOutlines
  }

  /// From this zoom on all levels are drawn along the villages' borders; below it, areas that consist of
  /// villages are drawn along borders that keep no vertex for the villages' sake.
  private static let sharedZoom = 9

  /// What is asked of every area in a tile, by position.
  struct Columns: Sendable {
    /// Where labels stand.
    var labels: [GridPoint]
    /// The numbers in vector tiles: the digits of the codes, the same in every tile and every generation.
    var featureIDs: [UInt64]
    /// The codes.
    var codes: [String]
    /// The names.
    var names: [String?]
    /// The stages in the programme.
    var statuses: [ProgrammeStatus?]
    /// How settled the borders are.
    var boundaryStatuses: [BoundaryStatus?]
  }

  private let source: Source
  private let areas: [Area]
  /// Whether the areas consist of smaller ones that share the arcs.
  private let isDissolved: Bool
  private let known = SharedCache<Int, Columns>(capacity: 1)
  private let coarse = SharedCache<Int, Source>(capacity: 1)
  private let shapes = Layered<AreaDetail>()
  private let lines = Layered<BorderDetail>()
  private let classes = SharedCache<Bool, BorderClasses>(capacity: 2)

  init(_ borders: LayerBorders, _ areas: [Area], isDissolved: Bool) {
    source = Source(arcs: borders.arcs, outlines: borders.outlines)
    self.areas = areas
    self.isDissolved = isDissolved
  }

  /// What is asked of every area, made at the first question.
  var columns: Columns {
    known.value(for: 0) {
      Columns(
        labels: areas.map { GridPoint($0.label) ?? GridPoint(x: 0, y: 0) },
        featureIDs: areas.map(\.featureID), codes: areas.map(\.code.text),
        names: areas.map(\.name), statuses: areas.map(\.status),
        boundaryStatuses: areas.map(\.boundaryStatus))
    }
  }

  private func isCoarse(_ level: DetailLevel) -> Bool {
    isDissolved && level.grid.zoom < Self.sharedZoom
  }

  /// The borders and outlines from which a level of detail is drawn.
  func source(at level: DetailLevel) -> Source {
    guard isCoarse(level) else { return source }
    return coarse.value(for: 0) {
      let threshold = DetailLevel(zoom: Self.sharedZoom - 1).threshold
      let arcs = source.arcs.dissolved(into: source.outlines, threshold: threshold)
      return Source(arcs: arcs, outlines: arcs.outlines())
    }
  }

  /// The areas at a level of detail.
  func areas(at level: DetailLevel) -> AreaDetail {
    shapes[level].value(for: level) {
      AreaDetail(source(at: level), labels: columns.labels, at: level)
    }
  }

  /// The borders at a level of detail.
  func borders(at level: DetailLevel) -> BorderDetail {
    lines[level].value(for: level) { BorderDetail(source(at: level).arcs, at: level) }
  }

  /// The classes of the borders at a level of detail.
  func borderClasses(at level: DetailLevel) -> BorderClasses {
    classes.value(for: isCoarse(level)) {
      let source = source(at: level)
      return BorderClasses(areas, source.outlines, arcCount: source.arcs.arcCount)
    }
  }

  /// Details by level, the deep ones apart.
  private struct Layered<Detail: Sendable>: Sendable {
    private let shallow = SharedCache<DetailLevel, Detail>(capacity: 24)
    private let deep = SharedCache<DetailLevel, Detail>(capacity: 2)

    subscript(level: DetailLevel) -> SharedCache<DetailLevel, Detail> {
      level.grid.zoom > 14 ? deep : shallow
    }
  }
}
