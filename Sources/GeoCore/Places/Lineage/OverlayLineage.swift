public import GeoPrimitives

/// What became of the villages of an older edition of borders, found out by laying the newer over it.
///
/// Borders of two editions never agree to the metre: what two villages have in common counts only from a
/// share of the smaller of them on. Of the ground that counts, a village's shares add up to 1.
///
/// - All of it in one village of another code: `move`, or `upgrade` where the kind of village in the code
///   differs; `merge` where most of another village is there too.
/// - In several: `split` into codes that are new, `transfer` to villages that were there already, `merge`
///   into those where its own code is gone.
/// - In none, among neighbours that are drawn: `end`.
public struct OverlayLineage: Sendable {
  /// A village of either edition.
  public struct Village: Sendable {
    /// The code.
    public var code: String
    /// The name.
    public var name: String
    /// Its size in square metres.
    public var squareMeters: Double

    /// A village.
    public init(code: String, name: String, squareMeters: Double) {
      self.code = code
      self.name = name
      self.squareMeters = squareMeters
    }
  }

  /// The ground that two villages have in common.
  public struct Overlap: Sendable {
    /// The position of the village of the older edition.
    public var old: Int
    /// The position of that of the newer.
    public var new: Int
    /// The ground in square metres.
    public var squareMeters: Double

    /// Common ground.
    public init(old: Int, new: Int, squareMeters: Double) {
      self.old = old
      self.new = new
      self.squareMeters = squareMeters
    }
  }

  /// From what size on common ground counts.
  public struct Rule: Hashable, Sendable {
    /// The smallest part of the smaller village.
    public var smallestShare = 0.02
    /// The smallest ground in square metres, unless it is half of the smaller village.
    public var smallestSquareMeters = 10_000.0

    /// 2 %, and one hectare.
    public init() {}

    func counts(_ ground: Double, of first: Double, and second: Double) -> Bool {
      let smaller = min(first, second)
      guard smaller > 0, ground >= smallestShare * smaller else { return false }
      return ground >= smallestSquareMeters || ground >= smaller / 2
    }
  }

  private let old: [Village]
  private let new: [Village]
  private let date: CivilDate
  /// The common ground that counts, with its share of the old village, by position of that.
  private var parts: [[Part]]
  private let isDrawnAround: [Bool]
  private let oldCodes: Set<String>
  private let newCodes: Set<String>
  /// Of how many old villages each new one has most.
  private var heirs: [Int: Int] = [:]

  private struct Part {
    let new: Int
    let share: Double
  }

  /// Takes two editions and what they have in common.
  /// - Parameters:
  ///   - old: The older edition.
  ///   - new: The newer edition.
  ///   - overlaps: What they have in common, each pair of villages once.
  ///   - isDrawnAround: Of each old village, whether the newer edition has anything where it lies.
  ///   - date: The first day of the newer edition.
  ///   - rule: What counts.
  /// - Complexity: O(n log n) in villages and pairs.
  public init(
    old: [Village], new: [Village], overlaps: [Overlap], isDrawnAround: [Bool], on date: CivilDate,
    rule: Rule = Rule()
  ) {
    self.old = old
    self.new = new
    self.date = date
    self.isDrawnAround = isDrawnAround
    oldCodes = Set(old.map(\.code))
    newCodes = Set(new.map(\.code))
    var ground = [[(new: Int, squareMeters: Double)]](repeating: [], count: old.count)
    for overlap in overlaps {
      let sizes = (old[overlap.old].squareMeters, new[overlap.new].squareMeters)
      guard rule.counts(overlap.squareMeters, of: sizes.0, and: sizes.1) else { continue }
      ground[overlap.old].append((overlap.new, overlap.squareMeters))
    }
    parts = ground.map { pieces in
      let sum = pieces.reduce(0) { $0 + $1.squareMeters }
      return pieces.map { Part(new: $0.new, share: $0.squareMeters / sum) }
        .sorted { new[$0.new].code < new[$1.new].code }
    }
    for parts in parts {
      for part in parts where part.share >= 0.5 { heirs[part.new, default: 0] += 1 }
    }
  }

  /// Names what happened.
  public func derived() -> DerivedLineage {
    var lineage = DerivedLineage(basis: .overlay, findings: [])
    for position in old.indices {
      lineage.findings += findings(of: position)
      if !newCodes.contains(old[position].code) { lineage.vanishedCount += 1 }
      if parts[position].isEmpty, !isDrawnAround[position] {
        lineage.uncovered.append(old[position].code)
      }
    }
    lineage.findings.sort { $0.change < $1.change }
    let sources = Set(parts.flatMap { $0.map(\.new) })
    lineage.appeared = new.indices.filter { index in
      !sources.contains(index) && !oldCodes.contains(new[index].code)
    }.map { new[$0].code }.sorted()
    return lineage
  }

  private func findings(of position: Int) -> [LineageFinding] {
    let parts = parts[position]
    let village = old[position]
    guard !parts.isEmpty else {
      return isDrawnAround[position] ? [finding(village, nil, .end, share: nil)] : []
    }
    guard parts.count > 1 else { return whole(village, in: parts[0].new) }
    let isSplit = parts.contains { isNew($0.new) }
    return parts.map { part in
      finding(village, new[part.new], kind(of: part, from: village, isSplit), share: part.share)
    }
  }

  /// What happened to a village whose ground is that of one other.
  private func whole(_ village: Village, in position: Int) -> [LineageFinding] {
    let successor = new[position]
    if successor.code == village.code {
      let isSame = PlaceNameKey(successor.name).text == PlaceNameKey(village.name).text
      return isSame ? [] : [finding(village, successor, .rename, share: nil)]
    }
    let isShared = (heirs[position] ?? 0) > 1
    let isSameKind = VillageNumber.kind(of: successor.code) == VillageNumber.kind(of: village.code)
    let kind: LineageKind = isShared ? .merge : isSameKind ? .move : .upgrade
    return [finding(village, successor, kind, share: 1)]
  }

  private func kind(of part: Part, from village: Village, _ isSplit: Bool) -> LineageKind {
    if new[part.new].code == village.code { return isSplit ? .split : .transfer }
    if isNew(part.new) { return .split }
    return newCodes.contains(village.code) ? .transfer : .merge
  }

  private func isNew(_ position: Int) -> Bool { !oldCodes.contains(new[position].code) }

  private func finding(
    _ village: Village, _ successor: Village?, _ kind: LineageKind, share: Double?
  ) -> LineageFinding {
    var change = LineageChange(village.code, successor?.code, kind, on: date)
    change.areaShare = share
    change.basis = .overlay
    var finding = LineageFinding(change, oldName: village.name, newName: successor?.name)
    finding.rule = "overlay"
    return finding
  }
}
