public import Coverage
public import GeoPrimitives
public import GeoStore
public import Places
import SpatialIndexing
import TileMath

/// A village, district, regency or province as maps and tables need it.
public struct Area: Sendable {
  /// The code.
  public let code: AreaCode
  /// The name; `nil` where no file told it.
  public let name: String?
  /// How settled the border is; `nil` for areas above the village.
  public let boundaryStatus: BoundaryStatus?
  /// The stage in the programme today; `nil` for villages outside it and for areas above.
  public let status: ProgrammeStatus?
  /// The box around it, in degrees.
  public let envelope: Envelope
  /// Its size in square kilometres.
  public let squareKilometers: Double
  /// Where a label stands.
  public let label: Coordinate

  private let borders: LayerBorders
  private let position: Int

  init(_ row: AreaRow, _ borders: LayerBorders, at position: Int) {
    code = row.code
    name = row.name
    boundaryStatus = row.boundaryStatus
    status = row.status
    let measures = borders.measures[position]
    envelope = measures.envelope
    squareKilometers = measures.squareKilometers
    label = measures.label
    self.borders = borders
    self.position = position
  }

  /// The area in degrees. For all areas of a layer take the layer's `geometries`.
  /// - Complexity: O(n) in the vertices: it is made from the arcs.
  public var geometry: MultiPolygon { borders.geometry(of: position) }

  /// The area on the global grid.
  /// - Complexity: O(n) in the vertices.
  var gridPolygons: [GridPolygon] { borders.gridPolygons(of: position) }
}

/// What the workspace says of an area, but for its border.
struct AreaRow: Sendable {
  var code: AreaCode
  var name: String?
  var boundaryStatus: BoundaryStatus?
  var status: ProgrammeStatus?
  /// Which edition of a village it is.
  var validFrom: CivilDate?
}

/// All areas of one level, by code, with a tree over their boxes.
public struct AreaLayer: Sendable {
  /// The level of the areas.
  public let level: AdministrativeLevel
  /// The areas, ascending by code.
  public let areas: [Area]
  private let borders: LayerBorders
  /// What tiles of the layer are made from.
  let details: DetailStore
  private let tree: PackedHilbertTree
  private let positions: [String: Int]

  /// A layer of areas.
  /// - Parameters:
  ///   - level: Their level.
  ///   - rows: What is said of them, ascending by code.
  ///   - borders: The borders, in the same order.
  init(level: AdministrativeLevel, rows: [AreaRow], borders: LayerBorders) {
    self.level = level
    self.borders = borders
    let areas = rows.indices.map { Area(rows[$0], borders, at: $0) }
    self.areas = areas
    details = DetailStore(borders, areas, isDissolved: level != .village && borders.isDissolved)
    tree = PackedHilbertTree(areas.map(\.envelope))
    positions = Dictionary(
      areas.enumerated().map { ($1.code.text, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A layer without areas.
  init(empty level: AdministrativeLevel) {
    self.init(level: level, rows: [], borders: LayerBorders(geometryOf: [], measures: []))
  }

  /// The borders from which the areas are drawn, each once.
  public var arcs: ArcTopology { borders.arcs }

  /// The outlines of the areas along the arcs, by position among `areas`.
  public var outlines: ArcOutlines { borders.outlines }

  /// Whether the areas lie along the borders of the villages, and so share them with other levels.
  var isAlongVillages: Bool { level == .village || borders.isDissolved }

  /// The geometries of all areas, in degrees, by position; made at the first question and kept.
  public var geometries: [MultiPolygon] { borders.geometries }

  /// The box around all areas; empty when there are none.
  public var extent: Envelope { tree.extent }

  /// The area of a code, written as its scheme writes it.
  public func area(code: String) -> Area? { positions[code].map { areas[$0] } }

  /// The position among `areas` of a code.
  public func position(code: String) -> Int? { positions[code] }

  /// The positions of the areas whose boxes touch a box, ascending by code.
  public func positions(intersecting box: Envelope) -> [Int] {
    tree.positions(intersecting: box)
  }

  /// The areas whose boxes are nearest to a place, nearest first.
  func nearest(to place: Coordinate, count: Int) -> [Area] {
    tree.nearest(to: place, count: count).map { areas[$0.position] }
  }

  /// The area in which a place lies; of several the one with the lowest code.
  /// - Complexity: O(log n + v) for v vertices of the areas around the place.
  public func area(containing place: Coordinate) -> Area? {
    position(containing: place).map { areas[$0] }
  }

  /// The position among `areas` of `area(containing:)`.
  func position(containing place: Coordinate) -> Int? {
    let point = Envelope(
      minX: place.longitude, minY: place.latitude, maxX: place.longitude, maxY: place.latitude)
    return tree.positions(intersecting: point).first { areas[$0].geometry.contains(place) }
  }
}
