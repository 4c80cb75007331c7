import GeoCore
import Glibc

/// Points evenly spread inside villages, of which few hold very many.
struct VillagePoints {
  private let villages: [MultiPolygon]
  private let boxes: [Envelope]
  private var random = SeededRandom(seed: 4)

  init(in villages: [MultiPolygon]) {
    self.villages = villages
    boxes = villages.map(\.envelope)
  }

  /// The next points: longitude, latitude, longitude, latitude … They are drawn village by village
  /// and then mixed, so that the first m of n are a fair sample.
  mutating func next(_ count: Int) -> [Double] {
    let weights = villages.map { _ in pow(1 - random.unit(), -1 / ClusteredPoints.paretoExponent) }
    let perWeight = Double(count) / weights.reduce(0, +)
    var places: [Coordinate] = []
    var share = 0.0
    for (village, weight) in weights.enumerated() {
      share += weight * perWeight
      while places.count < min(Int(share.rounded()), count) { places.append(place(in: village)) }
    }
    while places.count < count { places.append(place(in: 0)) }
    places.shuffle(using: &random)
    return places.flatMap { [$0.longitude, $0.latitude] }
  }

  /// A place in a village; after a thousand tries, as in an area without inside, the middle of its
  /// box.
  private mutating func place(in village: Int) -> Coordinate {
    let box = boxes[village]
    for _ in 0..<1000 {
      let place = Coordinate(
        longitude: random.uniform(box.minX...box.maxX),
        latitude: random.uniform(box.minY...box.maxY))
      if villages[village].contains(place) { return place }
    }
    return box.center
  }
}
