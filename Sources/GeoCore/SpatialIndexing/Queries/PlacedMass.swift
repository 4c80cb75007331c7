import TileMath

/// The mass at one place, as closely as an index knows it.
public struct PlacedMass: Hashable, Sendable {
  /// The widths of a grid cell from the western edge of the grid.
  public var x: Double
  /// The widths of a grid cell from the northern edge of the grid.
  public var y: Double
  /// The mass, in weights of one.
  public var mass: Float

  /// Mass at a place.
  @inlinable
  public init(x: Double, y: Double, mass: Float) {
    self.x = x
    self.y = y
    self.mass = mass
  }
}

extension PointIndex {
  /// Visits the points in a box where they lie, not where their cells have their middle; in the order of
  /// the Hilbert curve over the whole index.
  /// - Parameters:
  ///   - box: Cells of the global grid.
  ///   - visit: Called with up to some thousand masses at a time; tells whether to go on. A few points
  ///     of one place are given one by one, more of them together.
  /// - Complexity: O(log n + m) for m points visited, the boxes at the rim aside.
  public func visitPlacedMass(in box: GridBox, _ visit: (Span<PlacedMass>) -> Bool) {
    var gatherer = PlaceGatherer(index: self)
    let boxes = boxes
    let isWhole = walk(excluding: .none, { box.relation(to: boxes[$0]) }) { run, isInside in
      for position in run where isInside || box.contains(x: xs[position], y: ys[position]) {
        gatherer.append(position)
        guard gatherer.masses.count >= PlaceGatherer.chunk else { continue }
        guard visit(gatherer.masses.span) else { return false }
        gatherer.masses.removeAll(keepingCapacity: true)
      }
      return true
    }
    guard isWhole else { return }
    gatherer.finishPlace()
    if !gatherer.masses.isEmpty { _ = visit(gatherer.masses.span) }
  }

  /// Whether two points lie in the same cell, and there in the same spot.
  @inline(__always)
  fileprivate func isSamePlace(_ a: Int, _ b: Int) -> Bool {
    xs[a] == xs[b] && ys[a] == ys[b] && (offsets.isEmpty || offsets[a] == offsets[b])
  }
}

/// Takes together neighbours of the order that coincide.
private struct PlaceGatherer {
  static let chunk = 1024
  /// Up to so many points of one place are given one by one.
  private static let fewPoints = 4

  let index: PointIndex
  var masses: [PlacedMass] = []
  /// The points of the place that is being gathered.
  private var place = 0..<0

  init(index: PointIndex) {
    self.index = index
    masses.reserveCapacity(Self.chunk + Self.fewPoints)
  }

  /// Adds the point at a position, which lies behind those before it.
  @inline(__always)
  mutating func append(_ position: Int) {
    if position == place.upperBound, !place.isEmpty, index.isSamePlace(position, place.lowerBound) {
      place = place.lowerBound..<position + 1
    } else {
      finishPlace()
      place = position..<position + 1
    }
  }

  /// Gives what has been gathered of the last place.
  mutating func finishPlace() {
    if place.count <= Self.fewPoints {
      for position in place { give(index.units(at: position), at: position) }
    } else {
      give(place.reduce(0) { $0 + index.units(at: $1) }, at: place.lowerBound)
    }
    place = place.upperBound..<place.upperBound
  }

  private mutating func give(_ units: Int64, at position: Int) {
    let (x, y) = index.offset(at: position).fraction
    masses.append(
      PlacedMass(
        x: Double(index.xs[position]) + x, y: Double(index.ys[position]) + y,
        mass: Float(units) * (1 / Float(FixedWeight.unitsPerOne))))
  }
}
