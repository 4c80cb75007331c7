import GeoPrimitives
import Support
import Testing

@testable import GeoCore
@testable import GeoStore

@Suite("The table of tips")
struct TipTableTests {
  /// A tip by its row number and the second at which it occurred.
  private struct Line: Hashable {
    var row: Int64
    var second: Int64
  }

  private static func columns(_ lines: [Line]) -> TipColumns {
    var columns = TipColumns()
    for line in lines.sorted(by: { $0.row < $1.row }) {
      columns.append(
        StoredTip(
          row: line.row, longitude: 112 + Double(line.second % 100) / 100, latitude: -7,
          secondsSince1970: line.second, radiusMeters: .nan, channel: 0, category: .tppo,
          origin: .publicReport, status: .new, level: .point))
    }
    return columns
  }

  private static func lines(_ table: TipTable) -> [Line] {
    lines(table.merged())
  }

  private static func lines(_ columns: TipColumns) -> [Line] {
    (0..<columns.count).map { Line(row: columns.rows[$0], second: columns.seconds[$0]) }
  }

  @Test("holds after random changes what a dictionary holds", arguments: 0..<20 as Range<UInt64>)
  func matchesDictionary(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var known: [Int64: Line] = [:]
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      let line = Self.randomLine(&random)
      known[line.row] = line
    }
    let file = ViewFile(path: "")
    var table = TipTable(TipBase(Self.columns(Array(known.values)), file: file), channelNames: [""])
    for _ in 0..<30 {
      let changed = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        Self.randomLine(&random)
      }
      let rows = Set(changed.map(\.row)).sorted()
      for row in rows { known[row] = nil }
      let kept = changed.filter { _ in Bool.random(using: &random) }
      for line in kept { known[line.row] = line }
      let current = rows.compactMap { known[$0] }
      table = table.changing(rows: rows, to: Self.columns(current), channelNames: [""])
      let expected = known.values.sorted { $0.row < $1.row }
      #expect(Self.lines(table) == expected)
      #expect(table.count == expected.count)
      let seconds = expected.map(\.second)
      #expect(table.period?.lowerBound.secondsSince1970 == seconds.min())
      #expect(table.period?.upperBound.secondsSince1970 == seconds.max())
    }
  }

  private static func randomLine(_ random: inout SeededRandom) -> Line {
    Line(
      row: Int64.random(in: 1...80, using: &random),
      second: Int64.random(in: 0...1000, using: &random))
  }

  @Test("finds the position of a row among numbers with gaps")
  func rowNumbers() {
    var rows = RowNumbers()
    let numbers: [Int64] = [3, 4, 5, 9, 20, 21, 1 << 40]
    for number in numbers { rows.append(number) }
    #expect((0..<rows.count).map { rows[$0] } == numbers)
    for number in 0...25 as ClosedRange<Int64> {
      #expect(rows.position(of: number) == numbers.firstIndex(of: number))
      #expect(rows.firstPosition(notBelow: number) == numbers.firstIndex { $0 >= number })
    }
    #expect(rows.position(of: 1 << 40) == 6)
    #expect(rows.firstPosition(notBelow: .max) == 7)
    #expect(RowNumbers().position(of: 1) == nil)
  }

  @Test("tells how many radii reach a threshold")
  func radii() {
    let radii: [Float] = [0, 0, 80, 150, 150, 600]
    let tally = RadiusTally(radii)
    for threshold: Float in [-1, 0, 1, 80, 80.5, 150, 600, 601] {
      #expect(tally.count(from: threshold) == radii.filter { $0 >= threshold }.count)
    }
    #expect(RadiusTally([]).count(from: 0) == 0)
  }
}
