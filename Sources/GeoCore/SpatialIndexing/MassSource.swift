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
