/// Mass taken together: how much, where its centre lies, and how far it is spread around it.
public struct MassSource: Hashable, Sendable {
  /// The column of the centre of mass, on the global grid.
  public var x: UInt32
  /// The row of the centre of mass.
  public var y: UInt32
  /// The mass, in weights of one.
  public var mass: Float
  /// The variance along x, in squared grid units.
  public var xx: Float
  /// The covariance, in squared grid units.
  public var xy: Float
  /// The variance along y, in squared grid units.
  public var yy: Float

  /// Mass at one point.
  @inlinable
  public init(x: UInt32, y: UInt32, mass: Float, xx: Float = 0, xy: Float = 0, yy: Float = 0) {
    self.x = x
    self.y = y
    self.mass = mass
    self.xx = xx
    self.xy = xy
    self.yy = yy
  }
}

/// The sources of 8 × 8 cells side by side: first those of light cells, then those of cells that hold
/// much of the group's mass, each in the order of the curve.
public struct MassGroup: Hashable, Sendable {
  /// The position after the last source of a light cell; they begin where the group before ends.
  public let lightEnd: Int
  /// The position after the last source.
  public let end: Int

  /// Which cells are heavy.
  public struct Heaviness: Hashable, Sendable {
    /// The least share of the group's mass.
    let share: Float
    /// The level of a cell which, filled evenly, is spread wider than a heavy one.
    let level: Int

    /// Cells with more than a share of their group's mass, spread less than an evenly filled cell of a
    /// level; and each part of a cell that holds such a share by itself.
    public init(share: Float, narrowerThanLevel level: Int) {
      self.share = share
      self.level = level
    }
  }
}

extension MassSource {
  /// Adds mass that lies less than 2³¹ grid units away: the centre and the spread are those of both.
  mutating func formUnion(_ other: MassSource) {
    let sum = mass + other.mass
    guard sum > 0 else { return }
    let share = other.mass / sum
    let dx = Float(Int32(bitPattern: other.x &- x))
    let dy = Float(Int32(bitPattern: other.y &- y))
    let between = share * (1 - share)
    xx += share * (other.xx - xx) + between * dx * dx
    xy += share * (other.xy - xy) + between * dx * dy
    yy += share * (other.yy - yy) + between * dy * dy
    x = x &+ UInt32(bitPattern: Int32((dx * share).rounded()))
    y = y &+ UInt32(bitPattern: Int32((dy * share).rounded()))
    mass = sum
  }
}
