public import GeoPrimitives
import TileMath

/// A packed Hilbert R-tree of boxes: villages, hulls, anything with an extent.
///
/// Static: built once, in flat buffers, then only read. The same input gives the same tree.
/// Source: Kamel & Faloutsos 1994; Leutenegger et al. 1997.
public struct PackedHilbertTree: Sendable {
  private let layout: NodeLayout
  /// The boxes of the items, in Hilbert order of their centres.
  private let itemBoxes: [Envelope]
  /// For each item in Hilbert order, its position in the input.
  private let inputPositions: [UInt32]
  /// The boxes of all nodes.
  private let nodeBoxes: [Envelope]

  /// A tree of boxes. Empty boxes are never found.
  /// - Complexity: O(n).
  public init(_ boxes: [Envelope]) {
    let present = boxes.indices.filter { !boxes[$0].isEmpty }
    let extent = present.reduce(Envelope.empty) { $0.union(boxes[$1]) }
    let keys = present.map { Self.key(of: boxes[$0].center, in: extent) }
    let order = HilbertSort.sorted(keys.span).order
    layout = NodeLayout(itemCount: order.count)
    inputPositions = order.map { UInt32(present[Int($0)]) }
    itemBoxes = inputPositions.map { boxes[Int($0)] }
    nodeBoxes = Self.pack(itemBoxes, layout)
  }

  /// The number of boxes that can be found.
  public var count: Int { itemBoxes.count }

  /// The box around all items; `Envelope.empty` when there are none.
  public var extent: Envelope { nodeBoxes.last ?? .empty }

  /// The input positions of the boxes that touch `box`, ascending.
  /// - Complexity: O(log n + m log m) for m boxes found.
  public func positions(intersecting box: Envelope) -> [Int] {
    guard !box.isEmpty else { return [] }
    var found: [Int] = []
    _ = layout.walk {
      nodeBoxes[$0].intersects(box) ? .across : .outside
    } _: { items, _ in
      for item in items where itemBoxes[item].intersects(box) {
        found.append(Int(inputPositions[item]))
      }
      return true
    }
    return found.sorted()
  }

  /// The boxes nearest to a place, nearest first, then by input position; a box around the place has
  /// distance zero.
  /// - Parameters:
  ///   - place: Where to look from, in degrees.
  ///   - count: How many at most.
  ///   - bound: Boxes farther than so many metres are not returned.
  /// - Returns: At most `count` boxes.
  public func nearest(
    to place: Coordinate, count: Int, within bound: Double = .infinity
  ) -> [Neighbor] {
    guard place.isOnGlobe else { return [] }
    let metric = GroundMetric(latitude: place.latitude)
    return NearestSearch.nearest(in: layout, count: count, within: bound) { entry, level in
      let box = level < 0 ? itemBoxes[entry] : nodeBoxes[layout.slot(ofNode: entry, level: level)]
      return .init(
        distance: Self.meters(from: place, to: box, metric), level: level,
        position: level < 0 ? Int(inputPositions[entry]) : entry)
    }
  }

  private static func meters(from place: Coordinate, to box: Envelope, _ metric: GroundMetric)
    -> Double
  {
    let nearest = Coordinate(
      longitude: min(max(place.longitude, box.minX), box.maxX),
      latitude: min(max(place.latitude, box.minY), box.maxY))
    return metric.distanceMeters(place, nearest)
  }

  private static func key(of center: Coordinate, in extent: Envelope) -> UInt64 {
    func cell(_ value: Double, _ low: Double, _ length: Double) -> UInt32 {
      guard length > 0 else { return 0 }
      return UInt32(min(max((value - low) / length, 0), 1) * 4_294_967_295)
    }
    return HilbertCurve.key(
      x: cell(center.longitude, extent.minX, extent.width),
      y: cell(center.latitude, extent.minY, extent.height))
  }

  private static func pack(_ items: [Envelope], _ layout: NodeLayout) -> [Envelope] {
    var boxes: [Envelope] = []
    boxes.reserveCapacity(layout.nodeCount)
    for level in 0..<layout.height {
      let start = level == 0 ? 0 : layout.slot(ofNode: 0, level: level - 1)
      for node in 0..<layout.nodeCount(ofLevel: level) {
        let entries = layout.entries(ofNode: node, level: level)
        boxes.append(
          entries.reduce(Envelope.empty) { $0.union(level == 0 ? items[$1] : boxes[start + $1]) })
      }
    }
    return boxes
  }
}
