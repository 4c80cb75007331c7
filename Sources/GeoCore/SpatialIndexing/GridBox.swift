public import GeoPrimitives
import TileMath

/// A box of cells of the global grid, all four edges included.
public struct GridBox: Hashable, Sendable {
  /// The western column.
  public var minX: UInt32
  /// The northern row.
  public var minY: UInt32
  /// The eastern column.
  public var maxX: UInt32
  /// The southern row.
  public var maxY: UInt32

  /// A box from its edges.
  @inlinable
  public init(minX: UInt32, minY: UInt32, maxX: UInt32, maxY: UInt32) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// The cells that a box of degrees touches, cut to the Web Mercator square; `nil` when it is
  /// empty, not a number, or wholly beyond the square.
  public init?(_ box: Envelope) {
    let limit = WebMercator.maximumLatitude
    guard !box.isEmpty, box.minX <= 180, box.maxX >= -180, box.minY <= limit, box.maxY >= -limit,
      let northWest = GridPoint(
        Coordinate(longitude: max(box.minX, -180), latitude: min(box.maxY, limit))),
      let southEast = GridPoint(
        Coordinate(longitude: min(box.maxX, 180), latitude: max(box.minY, -limit)))
    else { return nil }
    self.init(minX: northWest.x, minY: northWest.y, maxX: southEast.x, maxY: southEast.y)
  }

  /// The whole grid.
  public static let everything = GridBox(minX: 0, minY: 0, maxX: .max, maxY: .max)

  /// The box that contains nothing and leaves any box unchanged in a union.
  static let nothing = GridBox(minX: .max, minY: .max, maxX: 0, maxY: 0)

  // Comparisons as signs of differences: whether a box is touched cannot be foreseen, and a branch
  // that is mistaken costs more than all four. It would also hold up the reading of what comes next.

  @inline(__always)
  func intersects(_ other: GridBox) -> Bool {
    let gaps =
      (Int64(other.maxX) &- Int64(minX)) | (Int64(maxX) &- Int64(other.minX))
      | (Int64(other.maxY) &- Int64(minY)) | (Int64(maxY) &- Int64(other.minY))
    return gaps >= 0
  }

  @inline(__always)
  func contains(_ other: GridBox) -> Bool {
    let margins =
      (Int64(other.minX) &- Int64(minX)) | (Int64(maxX) &- Int64(other.maxX))
      | (Int64(other.minY) &- Int64(minY)) | (Int64(maxY) &- Int64(other.maxY))
    return margins >= 0
  }

  @inline(__always)
  func contains(x: UInt32, y: UInt32) -> Bool {
    let margins =
      (Int64(x) &- Int64(minX)) | (Int64(maxX) &- Int64(x))
      | (Int64(y) &- Int64(minY)) | (Int64(maxY) &- Int64(y))
    return margins >= 0
  }

  /// How the points inside `bounds` lie to the box.
  @inline(__always)
  func relation(to bounds: GridBox) -> NodeLayout.Relation {
    guard intersects(bounds) else { return .outside }
    return contains(bounds) ? .inside : .across
  }

  @inline(__always)
  mutating func formUnion(_ other: GridBox) {
    minX = min(minX, other.minX)
    minY = min(minY, other.minY)
    maxX = max(maxX, other.maxX)
    maxY = max(maxY, other.maxY)
  }
}
