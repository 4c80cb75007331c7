import Coverage
import DisclosureControl
import GeoPrimitives
import SpatialIndexing

/// The tips of a workspace as they were read last, with what has been derived of them so far: the part
/// that is costly to make and stays while single tips come and go.
///
/// It is shared by all snapshots that differ in some tips only. What is derived is bounded.
final class TipBase: Sendable {
  /// What makes one view of the tips differ from another.
  struct ViewKey: Hashable, Sendable {
    var scope: TipScope
    /// How many tips are spread over a disc; two bandwidths that spread the same tips share a view.
    var spreadCount: Int
  }

  /// A view, and the radius in metres from which on a tip was spread in it.
  struct View: Sendable {
    var points: PointView
    var spreadFrom: Float
  }

  /// The tips.
  let columns: TipColumns
  let views = SharedCache<ViewKey, View>(capacity: 16)
  /// The village of every tip, found once.
  let villages = SharedCache<Int, [Int32]>(capacity: 1)
  /// How many tips of a filter lie in each village.
  let counts = SharedCache<TipFilter, VillageCounts>(capacity: 16)
  /// The mean density of every village.
  let villageMeans = SharedCache<HeatQuery, [Double]>(capacity: 16)
  /// The positions of the tips in an area, ascending.
  let areaTips = SharedCache<AreaOfResponsibility, [Int32]>(capacity: 16)
  private let radii = SharedCache<Int, RadiusTally>(capacity: 1)
  private let period = SharedCache<Int, ClosedRange<Int64>?>(capacity: 1)
  /// The views that an earlier run has left beside the workspace.
  let file: ViewFile

  init(_ columns: TipColumns, file: ViewFile) {
    self.columns = columns
    self.file = file
  }

  /// From the first to the last moment at which a tip occurred; `nil` without tips.
  var seconds: ClosedRange<Int64>? {
    period.value(for: 0) { columns.seconds.range }
  }

  /// How many tips have a radius of at least so many metres.
  func spreadCount(from threshold: Float) -> Int {
    radii.value(for: 0) { RadiusTally(columns.radii) }.count(from: threshold)
  }
}

/// How many tips have which radius. There are few different ones: they come from the level of the
/// place, or from what people write.
struct RadiusTally: Sendable {
  /// Ascending.
  private let radii: [Float]
  /// For each radius, how many have it or a larger one.
  private let counts: [Int]

  /// - Complexity: O(n + d log d) for n radii, d of them different.
  init(_ all: [Float]) {
    var tally: [Float: Int] = [:]
    for radius in all { tally[radius, default: 0] += 1 }
    radii = tally.keys.sorted()
    var (sum, sums) = (0, [Int]())
    for radius in radii.reversed() {
      sum += tally[radius] ?? 0
      sums.append(sum)
    }
    counts = sums.reversed()
  }

  /// How many are at least so large.
  /// - Complexity: O(log d).
  func count(from threshold: Float) -> Int {
    let first = radii.partitioningIndex { $0 >= threshold }
    return first < counts.count ? counts[first] : 0
  }
}
