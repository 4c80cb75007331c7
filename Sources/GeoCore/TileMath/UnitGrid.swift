/// A vertex in the units of vector tiles of one zoom, 4096 to the side of a tile, counted over the whole
/// world: eastwards from 0° and southwards from the equator.
///
/// A vertex is rounded once for all tiles, so neighbouring tiles and neighbouring areas agree on it.
public struct UnitPoint: Hashable, Sendable {
  /// Eastwards from 0°.
  public var x: Int32
  /// Southwards from the equator.
  public var y: Int32

  /// A vertex by its units.
  @inlinable
  public init(x: Int32, y: Int32) {
    self.x = x
    self.y = y
  }
}

/// A box of unit points, its edges included; empty when its edges are reversed.
public struct UnitBox: Hashable, Sendable {
  /// The westernmost column.
  public var minX: Int32
  /// The northernmost row.
  public var minY: Int32
  /// The easternmost column.
  public var maxX: Int32
  /// The southernmost row.
  public var maxY: Int32

  /// The box between two corners.
  @inlinable
  public init(minX: Int32, minY: Int32, maxX: Int32, maxY: Int32) {
    (self.minX, self.minY, self.maxX, self.maxY) = (minX, minY, maxX, maxY)
  }

  /// The smallest box around points; empty without any.
  @inlinable
  public init(around points: some Collection<UnitPoint>) {
    self.init(minX: .max, minY: .max, maxX: .min, maxY: .min)
    for point in points { extend(to: point) }
  }

  /// Makes the box as large as it must be to hold a point.
  @inlinable
  public mutating func extend(to point: UnitPoint) {
    (minX, minY) = (min(minX, point.x), min(minY, point.y))
    (maxX, maxY) = (max(maxX, point.x), max(maxY, point.y))
  }

  /// Whether another box has a point in common with this one.
  @inlinable
  public func touches(_ other: UnitBox) -> Bool {
    minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
  }

  /// Whether another box lies in this one.
  @inlinable
  public func holds(_ other: UnitBox) -> Bool {
    minX <= other.minX && other.maxX <= maxX && minY <= other.minY && other.maxY <= maxY
  }

  /// The longer of its sides, in units.
  @inlinable
  public var longerSide: Int { max(Int(maxX) - Int(minX), Int(maxY) - Int(minY)) }
}

/// The units of one zoom: how places of the global grid become whole numbers of them.
public struct UnitGrid: Hashable, Sendable {
  /// Units along the side of a tile.
  public static let unitsPerTile = 4096
  /// Units along the side of a pixel of a picture of 256.
  public static let unitsPerPixel = 16

  /// The zoom.
  public let zoom: Int
  /// The binary digits by which the global grid is finer.
  @usableFromInline
  let shift: UInt64

  /// The units of a zoom; beyond the deepest one its units.
  public init(zoom: Int) {
    self.zoom = min(max(zoom, 0), TileID.maximumZoom)
    shift = UInt64(TileID.maximumZoom - self.zoom)
  }

  /// Cells of the global grid along a unit.
  public var cellsPerUnit: Double { Double(sign: .plus, exponent: Int(shift), significand: 1) }

  /// The unit point nearest to the corner of a cell, halves eastwards and southwards.
  @inlinable
  public func point(_ cell: GridPoint) -> UnitPoint {
    UnitPoint(x: unit(cell.x), y: unit(cell.y))
  }

  @inlinable
  func unit(_ cell: UInt32) -> Int32 {
    let half: UInt64 = (1 &<< shift) &>> 1
    let units = Int64(bitPattern: (UInt64(cell) &+ half) &>> shift)
    return Int32(truncatingIfNeeded: units &- (1 &<< (31 &- Int64(shift))))
  }

  /// The upper left corner of a tile of this zoom.
  public func origin(of tile: TileID) -> UnitPoint {
    let middle = 1 << (11 + zoom)
    return UnitPoint(
      x: Int32(clamping: tile.x * Self.unitsPerTile - middle),
      y: Int32(clamping: tile.y * Self.unitsPerTile - middle))
  }

  /// The ground of a tile of this zoom with a buffer, in units.
  public func box(of tile: TileID, buffer: Int) -> UnitBox {
    let corner = origin(of: tile)
    let far = Self.unitsPerTile + buffer
    return UnitBox(
      minX: Int32(clamping: Int(corner.x) - buffer), minY: Int32(clamping: Int(corner.y) - buffer),
      maxX: Int32(clamping: Int(corner.x) + far), maxY: Int32(clamping: Int(corner.y) + far))
  }
}
