/// Which villages' guests of a month are told together, so that no single establishment's number can be
/// read from a sum.
///
/// A sum is told when at least three establishments contribute and none has more than three quarters of
/// it. Villages below that are merged with each other within their district; what is still below takes the
/// smallest village of the district that could stand alone; what is below even then goes up to the
/// regency, the province and the country, and is withheld if the country is below.
///
/// Source: minimum frequency and dominance rules as in Hundepool et al., *Statistical Disclosure Control*
/// (Wiley 2012), § 4.2.
public enum GuestRule {
  /// The guests of an establishment in a month.
  public struct Report: Hashable, Sendable {
    /// The establishment's place in a list of the caller.
    public let establishment: Int
    /// The code of its village, in dotted Kemendagri text.
    public let village: String
    /// The number of guests.
    public let guests: Int

    /// A report; negative numbers count as zero.
    public init(establishment: Int, village: String, guests: Int) {
      self.establishment = establishment
      self.village = village
      self.guests = max(guests, 0)
    }
  }

  /// Villages whose guests are told together.
  public struct Block: Hashable, Sendable {
    /// The codes of the villages, ascending.
    public let villages: [String]
    /// What their establishments reported, by village, then establishment.
    public let reports: [Report]

    /// All guests; so many reports of so many guests cannot overflow.
    public var guests: Int { reports.reduce(0) { $0 &+ $1.guests } }

    fileprivate init(_ reports: [Report]) {
      self.reports = reports.sorted {
        ($0.village, $0.establishment) < ($1.village, $1.establishment)
      }
      villages = Set(reports.map(\.village)).sorted()
    }

    fileprivate init(joining blocks: [Block]) { self.init(blocks.flatMap(\.reports)) }

    /// Whether the sum may be told.
    fileprivate var isSafe: Bool {
      let contributors = reports.filter { $0.guests > 0 }
      guard let largest = contributors.map(\.guests).max() else { return true }
      return contributors.count >= leastEstablishments && 4 * largest <= 3 * guests
    }
  }

  /// The fewest establishments behind a sum.
  public static let leastEstablishments = 3

  /// The sums of a month that may be told; reports in none of them are withheld.
  ///
  /// Several reports of one establishment count as one.
  /// - Complexity: O(n log n).
  public static func blocks(of reports: [Report]) -> [Block] {
    var open = Dictionary(grouping: joined(reports), by: \.village).values.map { Block($0) }
    var told: [Block] = []
    for level in (0..<DottedCode.village).reversed() {
      let areas = Dictionary(grouping: open + told, by: { area(of: $0, level) })
      let inArea = Dictionary(grouping: open, by: { area(of: $0, level) })
      open = []
      for (code, blocks) in inArea.sorted(by: { $0.key < $1.key }) {
        let isFirst = level == DottedCode.village - 1
        let alone = isFirst ? blocks.filter(\.isSafe) : []
        let small = isFirst ? blocks.filter { !$0.isSafe } : blocks
        told += alone
        guard !small.isEmpty else { continue }
        let others = isFirst ? alone : (areas[code] ?? []).filter { told.contains($0) }
        let (block, joined) = complete(small, with: others)
        told.removeAll { joined.contains($0) }
        if block.isSafe { told.append(block) } else { open.append(block) }
      }
    }
    return told.sorted { $0.villages.lexicographicallyPrecedes($1.villages) }
  }

  /// The small ones together, with the smallest of the others until the sum is safe.
  private static func complete(
    _ small: [Block], with others: [Block]
  ) -> (block: Block, joined: Set<Block>) {
    var block = Block(joining: small)
    var joined: Set<Block> = []
    for other in others.sorted(by: { ($0.guests, $0.villages[0]) < ($1.guests, $1.villages[0]) })
    where !block.isSafe {
      block = Block(joining: [block, other])
      joined.insert(other)
    }
    return (block, joined)
  }

  private static func joined(_ reports: [Report]) -> [Report] {
    var sums: [Int: Report] = [:]
    for report in reports where DottedCode.level(of: report.village) == DottedCode.village {
      let (sum, overflow) = report.guests.addingReportingOverflow(
        sums[report.establishment]?.guests ?? 0)
      sums[report.establishment] = Report(
        establishment: report.establishment, village: report.village,
        guests: min(overflow ? .max : sum, 1 << 40))
    }
    return sums.values.sorted { $0.establishment < $1.establishment }
  }

  private static func area(of block: Block, _ level: Int) -> String {
    DottedCode.ancestor(of: block.villages[0], level: level)
  }
}
