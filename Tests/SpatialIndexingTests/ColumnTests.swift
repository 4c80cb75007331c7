import Testing

@testable import SpatialIndexing

@Suite("A column")
struct ColumnTests {
  @Test("holds what it was made of", arguments: [0, 1, 7, 5000])
  func holdsItsElements(count: Int) {
    let elements = (0..<count).map { Int64($0 * $0) - 3 }
    let column = Column(elements)
    #expect(column.count == count)
    #expect(Array(column) == elements)
    #expect(column.last == elements.last)
    #expect(column.withSpan { span in span.indices.map { span[$0] } } == elements)
    #expect(column == Column(elements))
    #expect(count == 0 || column != Column(elements.dropLast()))
  }

  @Test("is zero where its builder wrote nothing")
  func startsAsZero() {
    // Large enough for pages that come from the system.
    var builder = ColumnBuilder<UInt32>(count: 3_000_000)
    builder[2_999_999] = 7
    builder.withMutableSpan { $0[1] = 5 }
    let column = builder.finish()
    #expect(column[0] == 0 && column[1] == 5 && column[2_999_998] == 0 && column[2_999_999] == 7)
  }

  @Test("lives as long as its last copy")
  func livesAsLongAsItsCopies() {
    var column = Column((0..<1000).map { UInt32($0) })
    let copy = column
    column = Column()
    #expect(column.isEmpty)
    #expect(copy.reduce(0, +) == 499_500)
  }

  @Test("is not made of bytes that its memory does not have")
  func refusesWhatIsNotThere() {
    let memory = ColumnMemory(zeros: 64)
    #expect(Column<UInt64>(in: memory, offset: 0, count: 8)?.count == 8)
    #expect(Column<UInt64>(in: memory, offset: 64, count: 0)?.isEmpty == true)
    for (offset, count) in [
      (0, 9), (8, 8), (72, 0), (-8, 1), (0, -1), (4, 1), (0, .max), (.max, 1),
    ] {
      #expect(Column<UInt64>(in: memory, offset: offset, count: count) == nil)
    }
  }

  @Test("ends the program rather than read beyond its bounds")
  func boundsAreChecked() async {
    for position in [3, -1] {
      await #expect(processExitsWith: .failure) { [position = position as Int] in
        _ = Column<UInt32>([1, 2, 3])[position]
      }
    }
  }
}
