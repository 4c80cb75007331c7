// Ownership: a column points into the bytes of its `memory`, which it keeps alive. Nobody writes to
// them once the column is made. Every element is read within bounds that are checked.

/// A number, or a structure of numbers without gaps, of which every pattern of bits is a value: it may
/// be read from a file as it lies there.
public protocol PlainElement: BitwiseCopyable, Sendable {}

extension UInt8: PlainElement {}
extension UInt16: PlainElement {}
extension UInt32: PlainElement {}
extension UInt64: PlainElement {}
extension Int32: PlainElement {}
extension Int64: PlainElement {}
extension Float: PlainElement {}
extension Double: PlainElement {}

/// Numbers that lie one after another, on the heap or in a file that is mapped into memory, and never
/// change.
///
/// A copy costs one reference. Reading is checked against the bounds, as with an array, but the
/// length lies in the column itself instead of behind a pointer.
@safe
public struct Column<Element: PlainElement>: @unchecked Sendable {
  @usableFromInline let start: UnsafePointer<Element>
  /// The number of elements.
  public let count: Int
  @usableFromInline let memory: ColumnMemory

  /// The elements from an address inside a memory, which must hold as many.
  @unsafe
  init(start: UnsafePointer<Element>, count: Int, memory: ColumnMemory) {
    unsafe self.start = start
    self.count = count
    self.memory = memory
  }

  /// The elements that lie at an offset of a memory; `nil` when they would not lie wholly inside it,
  /// or not where such elements may lie.
  init?(in memory: ColumnMemory, offset: Int, count: Int) {
    let (length, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard !overflow, count >= 0, offset >= 0, offset <= memory.byteCount,
      length <= memory.byteCount - offset
    else { return nil }
    let bytes = unsafe UnsafeRawPointer(memory.start) + offset
    guard Int(bitPattern: bytes).isMultiple(of: MemoryLayout<Element>.alignment) else { return nil }
    unsafe start = bytes.bindMemory(to: Element.self, capacity: count)
    self.count = count
    self.memory = memory
  }

  /// Lends the elements as a span, for as long as `body` runs.
  @inlinable
  public func withSpan<Result, Problem: Error>(
    _ body: (Span<Element>) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    defer { extendLifetime(memory) }
    return try body(unsafe Span(_unsafeStart: start, count: count))
  }

  /// Lends the elements to algorithms of the standard library that copy them at once.
  @inlinable
  public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    defer { extendLifetime(memory) }
    return unsafe try body(UnsafeBufferPointer(start: start, count: count))
  }

  /// Where the first element lies in the memory, in bytes.
  var offset: Int { unsafe UnsafeRawPointer(start) - UnsafeRawPointer(memory.start) }
}

extension Column: RandomAccessCollection {
  /// The position of the first element.
  @inlinable
  public var startIndex: Int { 0 }

  /// The position after the last element.
  @inlinable
  public var endIndex: Int { count }

  /// The element at a position, which must be one of the column's.
  @inlinable
  public subscript(position: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "beyond the column")
      return unsafe start[position]
    }
  }
}

extension Column {
  /// A column of the elements of a collection.
  public init(_ elements: some Collection<Element>) {
    var column = ColumnBuilder<Element>(count: elements.count)
    for (position, element) in elements.enumerated() { column[position] = element }
    self = column.finish()
  }

  /// The same column.
  public init(_ column: Column<Element>) { self = column }

  /// A column of no elements.
  public init() { self.init(EmptyCollection()) }
}

extension Column: Equatable where Element: Equatable {
  /// Whether two columns hold the same elements.
  public static func == (a: Column, b: Column) -> Bool { a.elementsEqual(b) }
}
