public import GEOSBindings
public import GeoPrimitives
import SpatialIndexing
import TileMath

/// Two editions of a country's areas, one laid over the other.
public struct EditionOverlay: Sendable {
  /// The ground that an area of the one has in common with an area of the other.
  public struct Common: Hashable, Sendable {
    /// The position of the area of the older edition.
    public let old: Int
    /// The position of that of the newer.
    public let new: Int
    /// The ground in square metres.
    public let squareMeters: Double
  }

  /// All pairs that have ground in common, by position.
  public let common: [Common]
  /// The size of each old area in square metres.
  public let oldSquareMeters: [Double]
  /// The size of each new area in square metres.
  public let newSquareMeters: [Double]
  /// Of each old area, whether boxes of new ones meet its box.
  public let isDrawnAround: [Bool]

  /// So many old areas are laid under the new ones at a time, each thread with its own.
  private static let batchSize = 64

  /// Lays valid areas over each other. Areas with the very same outline are told without computing.
  /// - Parameters:
  ///   - old: The older edition, in degrees; neighbours near each other in the list, as in the order of
  ///     codes.
  ///   - new: The newer.
  ///   - threads: How many threads compute.
  /// - Throws: `GEOSError` when an area is not valid.
  /// - Complexity: O(n log n), and an intersection for each pair of boxes that meet.
  public init(
    old: [MultiPolygon], new: [MultiPolygon], threads: Int = ConcurrentMap.processorCount
  ) throws(GEOSError) {
    let boxes = new.map(\.envelope)
    let tree = PackedHilbertTree(boxes)
    let starts = Array(stride(from: 0, to: old.count, by: Self.batchSize))
    let batches = ConcurrentMap.map(starts.count, threads: threads) { number in
      let range = starts[number]..<min(starts[number] + Self.batchSize, old.count)
      return Result { () throws(GEOSError) in try Self.batch(range, old, new, boxes, tree) }
    }
    var common: [Common] = []
    var around: [Bool] = []
    for batch in batches {
      let found = try batch.get()
      common += found.common
      around += found.isDrawnAround
    }
    self.common = common
    isDrawnAround = around
    oldSquareMeters = old.map { EllipsoidalArea.squareKilometers(of: $0) * 1e6 }
    newSquareMeters = new.map { EllipsoidalArea.squareKilometers(of: $0) * 1e6 }
  }

  private static func batch(
    _ range: Range<Int>, _ old: [MultiPolygon], _ new: [MultiPolygon], _ boxes: [Envelope],
    _ tree: PackedHilbertTree
  ) throws(GEOSError) -> (common: [Common], isDrawnAround: [Bool]) {
    var prepared = NewAreas(new, context: try GEOSContext())
    var common: [Common] = []
    var around: [Bool] = []
    for position in range {
      let box = old[position].envelope
      let near = tree.positions(intersecting: box)
      around.append(!near.isEmpty)
      if let same = near.first(where: { boxes[$0] == box && new[$0] == old[position] }) {
        let ground = EllipsoidalArea.squareKilometers(of: old[position]) * 1e6
        common.append(Common(old: position, new: same, squareMeters: ground))
        continue
      }
      common += try prepared.common(with: old[position], position, near, boxes)
    }
    return (common, around)
  }
}

/// The new areas in GEOS's form, each converted when it is first needed.
private struct NewAreas: ~Copyable {
  private let areas: [MultiPolygon]
  private let context: GEOSContext
  private var converted: [Int: Box] = [:]

  /// A class because collections hold no noncopyable values.
  private final class Box {
    let area: GEOSArea
    init(_ area: consuming GEOSArea) { self.area = area }
  }

  init(_ areas: [MultiPolygon], context: consuming GEOSContext) {
    self.areas = areas
    self.context = context
  }

  mutating func common(
    with area: MultiPolygon, _ position: Int, _ near: [Int], _ boxes: [Envelope]
  ) throws(GEOSError) -> [EditionOverlay.Common] {
    let box = area.envelope
    let scale = EllipsoidalArea.squareMetersPerSquareDegree(latitude: (box.minY + box.maxY) / 2)
    let mine = try GEOSArea(area, in: context)
    var found: [EditionOverlay.Common] = []
    for candidate in near.sorted() {
      let ground = try self.area(candidate).area.intersection(mine).planarArea() * scale
      guard ground > 0 else { continue }
      found.append(EditionOverlay.Common(old: position, new: candidate, squareMeters: ground))
    }
    return found
  }

  private mutating func area(_ position: Int) throws(GEOSError) -> Box {
    if let known = converted[position] { return known }
    let box = Box(try GEOSArea(areas[position], in: context))
    converted[position] = box
    return box
  }
}
