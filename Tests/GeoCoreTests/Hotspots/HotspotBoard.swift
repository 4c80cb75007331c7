import DemoSupport
import GeoCore
import Support
import Testing

/// A board of villages with reports over two years, in which one block stands out in the last months.
enum HotspotBoard {
  static let columns = 7
  static let rows = 6
  static let owner = Disclosure.owner(purpose: "tests")
  /// The villages in which reports are added.
  static let planted = [(4, 3), (5, 3), (4, 4), (5, 4)]

  static func snapshot() throws -> (SmallWorkspace, DatasetSnapshot) {
    let small = try SmallWorkspace(columns: columns, rows: rows)
    var random = SeededRandom(seed: 77)
    var places: [Coordinate] = []
    var moments: [Int64] = []
    // From the first Monday of 2025 on, 104 weeks.
    let start = Int64(1_736_121_600)
    for row in 0..<rows {
      for column in 0..<columns {
        for _ in 0..<18 {
          places.append(place(column, row, &random))
          moments.append(start + Int64(random.uniform(0...103.9) * 604_800))
        }
      }
    }
    for (column, row) in planted {
      for _ in 0..<24 {
        places.append(place(column, row, &random))
        moments.append(start + Int64(random.uniform(52...69) * 604_800))
      }
    }
    try small.addTips(at: places) { number, tip in
      tip.occurredAt = Instant(secondsSince1970: moments[number])
    }
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: CivilDate("2027-02-01") ?? DemoWorkspace.today)
    return (small, try #require(holder.snapshot))
  }

  private static func place(_ column: Int, _ row: Int, _ random: inout SeededRandom) -> Coordinate {
    SmallWorkspace.place(
      Double(column) + random.uniform(0.05...0.95), Double(row) + random.uniform(0.05...0.95))
  }

  static func query(_ text: String = "", _ snapshot: DatasetSnapshot) throws -> HotspotQuery {
    try HotspotQuery(try QueryParameters.parse(text), zone: snapshot.zone)
  }
}
