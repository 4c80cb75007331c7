/// Why a reference system or a transformation is not to be had.
public enum PROJError: Error, Hashable, Sendable {
  /// The text names no reference system that PROJ knows; `reason` in PROJ's words.
  case unknownReferenceSystem(String, reason: String)
  /// The text describes something else, such as an operation or an ellipsoid.
  case notAReferenceSystem(String)
  /// No operation leads from one reference system to the other.
  case noTransformation(from: String, to: String, reason: String)
  /// So many positions have no image in the other reference system; the first by its index.
  case outsideDomain(count: Int, firstIndex: Int)
  /// PROJ has no memory left.
  case outOfMemory
}

extension PROJError: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .unknownReferenceSystem(let text, let reason):
      "\(text.prefix(80)) is not a known reference system (\(reason)); write it as EPSG:n"
    case .notAReferenceSystem(let text):
      "\(text.prefix(80)) is not a coordinate reference system; write it as EPSG:n"
    case .noTransformation(let from, let to, let reason):
      "there is no way from \(from) to \(to) (\(reason))"
    case .outsideDomain(let count, let index):
      "\(count) positions have no image in the other reference system, the first at \(index)"
    case .outOfMemory: "PROJ has no memory left"
    }
  }
}
