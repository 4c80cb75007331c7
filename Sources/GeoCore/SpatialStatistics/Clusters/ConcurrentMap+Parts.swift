import Coverage

extension ConcurrentMap {
  /// A list whose parts several threads make.
  /// - Parameters:
  ///   - count: How many elements there are.
  ///   - threads: How many threads take part.
  ///   - body: Makes the elements of a range; called once for each part, from any of the threads.
  /// - Returns: The elements in order.
  static func joined<Element: Sendable>(
    _ count: Int, threads: Int, _ body: @escaping @Sendable (Range<Int>) -> [Element]
  ) -> [Element] {
    let parts = ranges(count, threads: threads)
    guard parts.count > 1 else { return body(0..<count) }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for part in map(parts.count, threads: threads, { body(parts[$0]) }) { elements += part }
    return elements
  }

  /// Parts of so many elements: enough of them for threads of unequal speed, none of them tiny.
  static func ranges(_ count: Int, threads: Int) -> [Range<Int>] {
    let size = max((count + 16 * max(threads, 1) - 1) / (16 * max(threads, 1)), 1024)
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}
