// Ownership: a builder is the only holder of its fresh memory (it cannot be copied) until `finish`
// hands that memory to a column. Every element is read and written within bounds that are checked.

/// A column while it is being written: its elements are zero at first and may be set in any order.
@safe
struct ColumnBuilder<Element: PlainElement>: ~Copyable {
  private let start: UnsafeMutablePointer<Element>
  /// The number of elements.
  let count: Int
  private let memory: ColumnMemory

  /// A column of so many elements whose bits are all zero.
  init(count: Int) {
    precondition(count >= 0)
    memory = ColumnMemory(zeros: count * MemoryLayout<Element>.stride)
    unsafe start = memory.start.bindMemory(to: Element.self, capacity: count)
    self.count = count
  }

  /// The element at a position, which must be one of the column's.
  subscript(position: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "beyond the column")
      return unsafe start[position]
    }
    @inline(__always) set {
      precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "beyond the column")
      unsafe start[position] = newValue
    }
  }

  /// Copies elements of a column to a position.
  /// - Parameters:
  ///   - source: The column.
  ///   - range: The elements, which must be the column's.
  ///   - position: Where the first one goes; all must find room.
  mutating func copy(_ source: Column<Element>, _ range: Range<Int>, to position: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= source.count, "beyond the column")
    precondition(position >= 0 && range.count <= count - position, "beyond the column")
    defer { extendLifetime(source) }
    unsafe (start + position).update(from: source.start + range.lowerBound, count: range.count)
  }

  /// Lends the elements for writing, for as long as `body` runs.
  @inline(__always)
  mutating func withMutableSpan<Result, Problem: Error>(
    _ body: (inout MutableSpan<Element>) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    defer { extendLifetime(memory) }
    var span = unsafe MutableSpan(_unsafeStart: start, count: count)
    return try body(&span)
  }

  /// The column, which nobody can write to any more.
  consuming func finish() -> Column<Element> {
    unsafe Column(start: UnsafePointer(start), count: count, memory: memory)
  }
}
