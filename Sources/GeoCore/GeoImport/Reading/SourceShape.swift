import PROJBindings

/// A shape in the reference system of its file.
enum SourceShape {
  /// The row has no place for one, or the place is empty.
  case none
  /// A single position.
  case point(SystemPosition)
  /// An area.
  case area(SourceArea)
  /// Something else, by its name in the Simple Features standard.
  case other(String)
}

/// The rings of an area, laid end to end so that all positions are transformed in one call.
struct SourceArea {
  /// All positions, ring after ring.
  var positions: [SystemPosition] = []
  /// Where each ring ends in `positions`.
  var ringEnds: [Int] = []
  /// Where each polygon ends in `ringEnds`; its first ring is the outer one.
  var polygonEnds: [Int] = []
}
