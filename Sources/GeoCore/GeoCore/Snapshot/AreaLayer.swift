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
  /// The area in degrees.
  public let geometry: MultiPolygon
  /// The box around it, in degrees.
  public let envelope: Envelope
  /// Its size in square kilometres.
  public let squareKilometers: Double
  /// Where a label stands.
  public let label: Coordinate

  init?(
    code: AreaCode, name: String?, boundaryStatus: BoundaryStatus?, status: ProgrammeStatus?,
    geometry: MultiPolygon
  ) {
    guard let label = LabelPoint.find(in: geometry) else { return nil }
    self.code = code
    self.name = name
    self.boundaryStatus = boundaryStatus
    self.status = status
    self.geometry = geometry
    self.label = label
    envelope = geometry.envelope
    squareKilometers = EllipsoidalArea.squareKilometers(of: geometry)
  }
}

extension Area {
  /// The area on the global grid.
  /// - Complexity: O(n) in the vertices.
  var gridPolygons: [GridPolygon] { geometry.polygons.map { GridPolygon($0) } }
}

/// All areas of one level, by code, with a tree over their boxes.
public struct AreaLayer: Sendable {
  /// The level of the areas.
  public let level: AdministrativeLevel
  /// The areas, ascending by code.
  public let areas: [Area]
  /// The borders from which the areas are drawn, each once.
  public let arcs: ArcTopology
  /// The outlines of the areas along the arcs, by position among `areas`.
  public let outlines: ArcOutlines
  private let tree: PackedHilbertTree
  private let positions: [String: Int]

  /// A layer of areas; those that consist of villages are drawn along the villages' borders.
  /// - Complexity: O(n log n) in the vertices, unless the areas consist of villages, then O(n).
  init(level: AdministrativeLevel, areas: [Area], villages: AreaLayer? = nil) {
    self.level = level
    let sorted = areas.sorted { $0.code < $1.code }
    self.areas = sorted
    let borders =
      villages.flatMap { AreaBorders(dissolving: $0, into: sorted) }
      ?? AreaBorders(of: sorted)
    arcs = borders.arcs
    outlines = borders.outlines
    tree = PackedHilbertTree(sorted.map(\.envelope))
    positions = Dictionary(
      sorted.enumerated().map { ($1.code.text, $0) }, uniquingKeysWith: { first, _ in first })
  }

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
