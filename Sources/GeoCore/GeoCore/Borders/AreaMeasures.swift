import Coverage
import GeoPrimitives
import TileMath

/// Where an area lies and how large it is: what maps and tables ask of nearly every area.
struct AreaMeasures: Sendable {
  /// The box around it, in degrees.
  let envelope: Envelope
  /// Its size in square kilometres on WGS 84.
  let squareKilometers: Double
  /// Where a label stands.
  let label: Coordinate

  /// The measures of an area; `nil` when it has no extent.
  /// - Complexity: O(n · c) for n vertices and some dozen cells in the search for the label's place.
  init?(_ geometry: MultiPolygon) {
    guard let label = LabelPoint.find(in: geometry) else { return nil }
    self.init(
      envelope: geometry.envelope, label: label,
      squareKilometers: EllipsoidalArea.squareKilometers(of: geometry))
  }

  init(envelope: Envelope, label: Coordinate, squareKilometers: Double) {
    self.envelope = envelope
    self.label = label
    self.squareKilometers = squareKilometers
  }
}
