public import GeoPrimitives

/// Why GEOS could not do what was asked.
public enum GEOSError: Error, Hashable, Sendable {
  /// A ring has too few vertices to enclose anything, or does not end where it began.
  case unusableRing(vertices: Int, at: Coordinate?)
  /// A coordinate is infinite or not a number.
  case notFinite
  /// GEOS gave up; `operation` is the function that was called and `message` what GEOS said.
  case failed(operation: String, message: String)
}

extension GEOSError: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .unusableRing(let vertices, let place):
      "a ring of \(vertices) vertices encloses nothing\(place.map { " near \($0)" } ?? "")"
    case .notFinite: "a coordinate is not a finite number"
    case .failed(let operation, let message): "\(operation): \(message)"
    }
  }
}
