import TileMath

/// Points grouped for every zoom of a map, in one hierarchy: a group of a zoom is a union of groups of
/// the next, so that zooming out only joins and zooming in only parts, and nothing jumps.
///
/// At each zoom from 16 to 0 what stands on the map is more than 40 pixels apart (of tiles of 256); a
/// group stands at the mean place of its points. Beyond zoom 16 every point stands for itself. Nothing
/// depends on the order of the input.
///
/// The hierarchy is its own search tree: a query goes down from the coarsest groups, leaves out those
/// whose box misses the window, and stops at those that stand at the zoom. Points lie in the order of
/// the tree, so every group is a run of them.
///
/// About 21 bytes a point and 56 a group. Immutable. Distances are those of the map, in Web Mercator;
/// nothing is joined across the antimeridian.
public struct PointGrouping: Sendable {
  /// The finest zoom at which points are grouped.
  public static let finestZoom = 16
  /// How far apart things stand at least, in pixels of tiles of 256 pixels.
  public static let separationPixels = 40

  /// A group: its children are further groups and single points.
  struct Group: Sendable {
    var place: GridPoint
    /// The box of its points.
    var box: GridBox
    /// The first of its points; those of its groups come first, then its single ones.
    var firstPoint: UInt32
    var pointCount: UInt32
    var firstGroup: UInt32
    var groupCount: UInt32
    /// The least key of its points.
    var leastKey: UInt64
    /// The finest zoom at which it stands; −1 for the root, which never does.
    var zoom: Int8
  }

  /// All groups, the root first, those of one group next to each other and after it.
  let groups: [Group]
  let places: [GridPoint]
  let keys: [UInt64]
  let inputPositions: [UInt32]
  let categories: CategoryCounts

  /// The number of points.
  public var count: Int { places.count }

  /// The radius within which things merge at a zoom, in cells of the global grid: 40 of the 256 pixels
  /// of a tile.
  static func radius(at zoom: Int) -> UInt32 {
    UInt32(separationPixels) << UInt32(32 - 8 - zoom)
  }

  /// The binary logarithm of 64 pixels at a zoom.
  static func cellBits(at zoom: Int) -> UInt32 { UInt32(32 - 2 - zoom) }
}
