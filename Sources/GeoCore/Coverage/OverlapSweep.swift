public import GEOSBindings
public import GeoPrimitives
import TileMath

/// Two areas that cover the same ground.
public struct Overlap: Hashable, Sendable {
  /// The earlier one, by the number that the caller gave it.
  public let first: Int
  /// The later one.
  public let second: Int
  /// The common ground, in square metres.
  public let squareMeters: Double
}

/// Finds the areas of a large set that overlap, while holding only those that a moving meridian
/// cuts: a sweep from west to east.
///
/// A set that covers a country is cut by one meridian in a few thousand places at most, whatever its
/// size.
public struct OverlapSweep: ~Copyable {
  private let context: GEOSContext
  private let smallest: Double
  private var active: [ActiveArea] = []

  /// A sweep at the far west.
  /// - Parameter squareMeters: Overlaps of less ground are not reported.
  /// - Throws: `GEOSError.failed` when GEOS has no memory left.
  public init(smallestSquareMeters squareMeters: Double = 100) throws(GEOSError) {
    context = try GEOSContext()
    smallest = squareMeters
  }

  /// Moves on to the next area and finds what it overlaps among those before it.
  /// - Parameters:
  ///   - area: A valid area whose western edge lies no farther west than that of any before it.
  ///   - number: What to call it in the answer.
  /// - Returns: The overlaps with areas before it, in the order in which those came.
  /// - Throws: `GEOSError` when an area is not valid.
  /// - Complexity: O(k) comparisons of boxes and an intersection for each of the few boxes that
  ///   meet, with k areas under the meridian.
  public mutating func advance(
    to area: MultiPolygon, number: Int
  ) throws(GEOSError) -> [Overlap] {
    let next = try ActiveArea(area, number: number, in: context)
    active.removeAll { $0.box.maxX < next.box.minX }
    var found: [Overlap] = []
    for other in active where other.box.intersects(next.box) {
      let ground = try other.commonSquareMeters(with: next)
      guard ground > smallest else { continue }
      found.append(Overlap(first: other.number, second: number, squareMeters: ground))
    }
    active.append(next)
    return found
  }
}

/// An area under the meridian; a class because arrays hold no noncopyable values.
private final class ActiveArea {
  let number: Int
  let box: Envelope
  private let area: GEOSArea

  init(
    _ area: MultiPolygon, number: Int, in context: borrowing GEOSContext
  ) throws(GEOSError) {
    self.number = number
    box = area.envelope
    self.area = try GEOSArea(area, in: context)
  }

  func commonSquareMeters(with other: ActiveArea) throws(GEOSError) -> Double {
    let squareDegrees = try area.intersection(other.area).planarArea()
    let latitude = (max(box.minY, other.box.minY) + min(box.maxY, other.box.maxY)) / 2
    return squareDegrees * EllipsoidalArea.squareMetersPerSquareDegree(latitude: latitude)
  }
}
