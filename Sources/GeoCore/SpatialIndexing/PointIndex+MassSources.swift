import GeoPrimitives
import TileMath

extension PointIndex {
  /// Visits the mass in and around a box, gathered in cells of a level with their second moments.
  ///
  /// A cell that holds an unusually large share of the mass around it, or few points, is given in finer
  /// parts, down to three levels below. What is gathered with what depends on the points and the level
  /// alone, and the order is that of the Hilbert curve over the whole index: two boxes that overlap
  /// meet their common sources in the same order.
  /// - Parameters:
  ///   - level: 0 … 32; level l has 2^l cells across.
  ///   - box: All mass in it is visited, and some around it.
  ///   - share: The share of the mass of the 8 × 8 cells around it from which on a cell is divided.
  ///   - fewPoints: The points of a cell that holds no more are given one by one.
  ///   - joiningPairs: Whether two cells of the level side by side, halves of one cell above, are
  ///     given as one source: half a level coarser.
  ///   - visit: Called with up to some thousand sources at a time; tells whether to go on.
  /// - Complexity: O(c) for c sources visited, plus O(√c log n) at the rim of the box.
  public func visitMassSources(
    level: Int, in box: GridBox, dividingFrom share: Float, fewPoints: Int = 4,
    joiningPairs: Bool = false, _ visit: (Span<MassSource>) -> Bool
  ) {
    visitMassGroups(
      level: level, in: box, dividing: MassDivision(share: share), heaviness: nil,
      fewPoints: fewPoints, joiningPairs: joiningPairs
    ) { sources, _ in visit(sources) }
  }

  /// Visits the mass in and around a box as `visitMassSources` does, group by group.
  ///
  /// A group is always visited whole, and is the same from every box.
  /// - Parameters:
  ///   - level: 0 … 32; level l has 2^l cells across.
  ///   - box: All mass in it is visited, and some around it.
  ///   - division: Which cells are given in finer parts.
  ///   - heaviness: Which cells are heavy; `nil` for none.
  ///   - fewPoints: The points of a cell that holds no more are given one by one.
  ///   - joiningPairs: Whether two light cells of the level side by side are given as one source.
  ///   - visit: Called with up to some thousand sources at a time and their groups, in their order;
  ///     tells whether to go on.
  /// - Complexity: O(c) for c sources visited, plus O(√c log n) at the rim of the box.
  public func visitMassGroups(
    level: Int, in box: GridBox, dividing division: MassDivision, heaviness: MassGroup.Heaviness?,
    fewPoints: Int = 4, joiningPairs: Bool = false,
    _ visit: (Span<MassSource>, Span<MassGroup>) -> Bool
  ) {
    var gatherer = SourceGatherer(
      index: self, level: min(max(level, 0), 32), division: division, heaviness: heaviness,
      fewPoints: max(fewPoints, 1), joinsPairs: joiningPairs)
    for run in gatherer.runs(touching: box) {
      var position = run.lowerBound
      while position < run.upperBound {
        position = gatherer.append(from: position, to: run.upperBound)
        guard gatherer.sources.count >= SourceGatherer.chunk else { continue }
        guard visit(gatherer.sources.span, gatherer.groups.span) else { return }
        gatherer.sources.removeAll(keepingCapacity: true)
        gatherer.groups.removeAll(keepingCapacity: true)
      }
    }
    if !gatherer.sources.isEmpty { _ = visit(gatherer.sources.span, gatherer.groups.span) }
  }
}
