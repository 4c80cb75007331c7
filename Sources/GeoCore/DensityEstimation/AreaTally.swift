import GeoPrimitives

/// What is known of a field over an area, or over a part of it.
struct AreaTally: Sendable {
  /// The ground that has been looked at, in any unit.
  private(set) var ground = 0.0
  private var mass = 0.0
  private var largest: Float = 0
  private var peak: Coordinate?

  /// A stretch of a row.
  mutating func add(length: Double, groundPerLength share: Double) { ground += length * share }

  /// What the field amounts to along a stretch of a row.
  mutating func add(
    _ value: RowIntegral.Value, groundPerLength share: Double, place: (Double) -> Coordinate
  ) {
    mass += value.integral * share
    guard value.largest > largest else { return }
    largest = value.largest
    peak = place(value.column)
  }

  /// Another part.
  mutating func add(_ other: AreaTally) {
    ground += other.ground
    mass += other.mass
    guard other.largest > largest else { return }
    largest = other.largest
    peak = other.peak
  }

  /// Mean and peak. The slight undershoot of a cubic at a rim is cut to zero.
  var density: AreaDensity {
    AreaDensity(
      meanPerSquareKilometer: ground > 0 ? max(mass, 0) / ground : 0,
      peakPerSquareKilometer: Double(largest), peak: peak)
  }
}
