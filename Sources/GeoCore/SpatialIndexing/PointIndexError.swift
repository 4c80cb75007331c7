/// Why a set of points cannot be indexed.
public enum PointIndexError: Error, Hashable, Sendable {
  /// The point at this position of the input lies off the Web Mercator square, or is not a number.
  case outsideGrid(position: Int)
  /// The weight at this position is negative, not a number, or too large.
  case unusableWeight(position: Int)
  /// All weights together exceed 2²⁶.
  case totalWeightTooLarge
  /// There are not as many weights as points.
  case countsDiffer(points: Int, weights: Int)
  /// There are not as many offsets as points.
  case offsetCountDiffers(points: Int, offsets: Int)
  /// More points than 32 bits can number.
  case tooManyPoints(Int)
}

extension PointIndexError: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .outsideGrid(let position):
      "point \(position) lies beyond 85.0511° north or south, or is not a place"
    case .unusableWeight(let position):
      "the weight of point \(position) is not a number from 0 to 67108864"
    case .totalWeightTooLarge: "the weights add up to more than 67108864"
    case .countsDiffer(let points, let weights): "\(points) points came with \(weights) weights"
    case .offsetCountDiffers(let points, let offsets):
      "\(points) points came with \(offsets) offsets in their cells"
    case .tooManyPoints(let count): "\(count) points are more than the index can number"
    }
  }
}
