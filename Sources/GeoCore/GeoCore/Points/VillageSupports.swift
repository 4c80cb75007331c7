import DensityEstimation
import GeoPrimitives
import Synchronization

/// The places that stand for a village whose mass has no finer place, found when first asked for.
///
/// At most 64 places for each village, so the store is bounded by the villages.
final class VillageSupports: Sendable {
  private let places: Mutex<[[Coordinate]?]>

  init(villages count: Int) { places = Mutex(Array(repeating: nil, count: count)) }

  /// The places of the village at a position of a layer: points all over it, or its label where it is too
  /// thin.
  func places(ofVillage position: Int, in layer: AreaLayer) -> [Coordinate] {
    if let known = places.withLock({ $0[position] }) { return known }
    let area = layer.areas[position]
    let found = UncertainPlaces.areaPoints(in: area.geometry)
    let result = found.isEmpty ? [area.label] : found
    places.withLock { $0[position] = result }
    return result
  }
}
