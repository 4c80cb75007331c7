/// The smallest box around positions.
struct GeocentricBox: Sendable {
  private(set) var low: GeocentricPosition
  private(set) var high: GeocentricPosition

  /// A box with nothing in it.
  static let empty = GeocentricBox(
    low: GeocentricPosition(x: .infinity, y: .infinity, z: .infinity),
    high: GeocentricPosition(x: -.infinity, y: -.infinity, z: -.infinity))

  /// Makes room for a position.
  @inline(__always)
  mutating func add(_ position: GeocentricPosition) {
    low.x = min(low.x, position.x)
    low.y = min(low.y, position.y)
    low.z = min(low.z, position.z)
    high.x = max(high.x, position.x)
    high.y = max(high.y, position.y)
    high.z = max(high.z, position.z)
  }

  /// Makes room for another box.
  mutating func add(_ other: GeocentricBox) {
    add(other.low)
    add(other.high)
  }

  /// The square of the least distance to a position.
  @inline(__always)
  func squaredDistance(to position: GeocentricPosition) -> Double {
    let dx = max(low.x - position.x, position.x - high.x, 0)
    let dy = max(low.y - position.y, position.y - high.y, 0)
    let dz = max(low.z - position.z, position.z - high.z, 0)
    return dx * dx + dy * dy + dz * dz
  }

  /// The square of the least distance to another box.
  func squaredDistance(to other: GeocentricBox) -> Double {
    let dx = max(low.x - other.high.x, other.low.x - high.x, 0)
    let dy = max(low.y - other.high.y, other.low.y - high.y, 0)
    let dz = max(low.z - other.high.z, other.low.z - high.z, 0)
    return dx * dx + dy * dy + dz * dz
  }

  /// The square of the distance that nothing in one box exceeds to anything in the other.
  func squaredReach(to other: GeocentricBox) -> Double {
    let dx = max(high.x - other.low.x, other.high.x - low.x)
    let dy = max(high.y - other.low.y, other.high.y - low.y)
    let dz = max(high.z - other.low.z, other.high.z - low.z)
    return dx * dx + dy * dy + dz * dz
  }

  /// How long the box is along its longest side.
  var longestSide: Double { max(high.x - low.x, high.y - low.y, high.z - low.z) }

  /// Along which coordinate the box is longest: 0, 1 or 2.
  var longestDimension: Int {
    let (dx, dy, dz) = (high.x - low.x, high.y - low.y, high.z - low.z)
    if dx >= dy { return dx >= dz ? 0 : 2 }
    return dy >= dz ? 1 : 2
  }
}
