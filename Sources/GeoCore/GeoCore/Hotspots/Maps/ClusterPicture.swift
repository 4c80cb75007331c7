import GeoPrimitives
import MapRendering
import TileMath

/// Clusters of single reports in a picture: the area around each, and in its middle how many reports it has.
struct ClusterPicture {
  let clusters: ClusterMap
  let frame: PictureFrame

  static let hullColor = RGBA(0x7B3294).opacity(0.25)
  private static let ink = RGBA(0x7B3294)
  /// An area of fewer pixels across lies under its symbol.
  private static let smallestHull = 6.0

  /// The symbol of so many reports.
  static func symbol(count: Int, greatest: Int) -> GroupSymbol {
    GroupSymbol(
      count: count, greatest: greatest, parts: [GroupSymbol.Part(color: ink, count: count)])
  }

  // MARK: Picture

  /// The areas, and above them the symbols, large ones beneath.
  func scene() -> Scene {
    let shown = shown(beyond: GroupSymbol.largestRadius)
    let areas = shown.compactMap { hull(of: $0.cluster) }
    let symbols = shown.flatMap { cluster, center in
      Self.symbol(count: cluster.count, greatest: greatest).items(at: center)
    }
    return Scene(width: frame.width, height: frame.height, items: areas + symbols)
  }

  private var greatest: Int { clusters.clusters.first?.count ?? 1 }

  private func hull(of cluster: ReportClusters.Cluster) -> SceneItem? {
    let corners = cluster.hull.compactMap(GridPoint.init).map(frame.position)
    guard corners.count > 2, let box = PlanarRectangle(around: corners),
      max(box.maxX - box.minX, box.maxY - box.minY) >= Self.smallestHull
    else { return nil }
    return .area(
      SceneArea(
        polygons: [PlanarPolygon(exterior: corners)], fill: .color(Self.hullColor),
        stroke: SceneStroke(color: Self.ink, width: 1.5), className: "cluster",
        title: "\(cluster.count)"))
  }

  /// The clusters that reach into the picture, each with its middle in pixels.
  private func shown(
    beyond pixels: Double
  ) -> [(cluster: ReportClusters.Cluster, center: PlanarPoint)] {
    let picture = PlanarRectangle(minX: 0, minY: 0, maxX: frame.width, maxY: frame.height)
      .widened(by: pixels)
    return clusters.clusters.compactMap { cluster in
      let corners = (cluster.hull + [cluster.center]).compactMap(GridPoint.init).map(frame.position)
      guard let center = corners.last, let box = PlanarRectangle(around: corners),
        box.minX <= picture.maxX, box.maxX >= picture.minX, box.minY <= picture.maxY,
        box.maxY >= picture.minY
      else { return nil }
      return (cluster, center)
    }
  }

  // MARK: Vector tile

  /// The layers `clusters`, points in exactly one tile of a zoom, and `cluster_hulls`.
  func vectorLayers() -> [VectorTileLayer] {
    let window = frame.clipWindow(unitsPerPixel: UnitGrid.unitsPerPixel, buffer: 64)
    let clipper = TileClipper(window)
    let own = frame.gridBox(beyond: 0)
    var hulls = VectorTileLayer(name: "cluster_hulls")
    var points = VectorTileLayer(name: "clusters")
    for (number, cluster) in clusters.clusters.enumerated() {
      let id = UInt64(number + 1)
      let tags = cluster.tags(rank: number + 1)
      let ring = cluster.hull.compactMap(GridPoint.init)
      if ring.count > 2 {
        hulls.add(
          polygons: clipper.polygons(of: GridPolygon(rings: [ring + ring.prefix(1)])), id: id,
          tags: tags)
      }
      if let center = GridPoint(cluster.center), center.x >= own.minX,
        center.x <= own.maxX, center.y >= own.minY, center.y <= own.maxY
      {
        points.add(points: [window.position(of: center)], id: id, tags: tags)
      }
    }
    return [hulls, points]
  }

  // MARK: Questions

  /// The clusters whose symbols lie no farther than so many pixels from a point, the nearest first.
  func features(at point: PlanarPoint, within pixels: Double) -> [MapFeature] {
    clusters.clusters.enumerated().compactMap { number, cluster -> (Double, MapFeature)? in
      guard let center = GridPoint(cluster.center).map(frame.position) else { return nil }
      let radius = Self.symbol(count: cluster.count, greatest: greatest).radius
      let (dx, dy) = (center.x - point.x, center.y - point.y)
      let distance = max((dx * dx + dy * dy).squareRoot() - radius, 0)
      guard distance <= pixels else { return nil }
      let feature = MapFeature(
        layer: .clusters, id: "\(number + 1)", geometry: .point(cluster.center),
        properties: cluster.tags(rank: number + 1))
      return (distance, feature)
    }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

extension ReportClusters.Cluster {
  /// What tiles tell of the cluster.
  fileprivate func tags(rank: Int) -> [VectorTileTag] {
    [
      ("rank", .integer(Int64(rank))), ("count", .integer(Int64(count))),
      ("from", .string("\(days.lowerBound)")), ("to", .string("\(days.upperBound)")),
    ]
  }
}
