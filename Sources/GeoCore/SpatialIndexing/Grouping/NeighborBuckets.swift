import TileMath

/// Places in a hashed grid of square cells, from which all within a radius are taken at once.
///
/// Each cell leads a chain of the places in it. Four by four cells share a line of sixteen neighbouring
/// slots, so that what lies around a place is mostly found in one or two lines of the cache. Different
/// cells may share a slot: distances are looked at anyway, so that costs time and changes nothing.
struct NeighborBuckets {
  private struct Entry {
    var place: GridPoint
    /// The next one of the chain; `last` at its end, `absent` for a number that is in no chain.
    var next: UInt32
  }

  private static let last = UInt32.max
  private static let absent = UInt32.max - 1
  private static let nothing = Entry(place: GridPoint(x: 0, y: 0), next: absent)
  /// The binary logarithm of the cells along one side of a block that shares a line.
  private static let blockBits: UInt32 = 2

  /// For each slot the first of its chain.
  private var heads: [UInt32] = []
  private var entries: [Entry] = []
  private var lineBits: UInt64 = 0
  private var cellBits: UInt32 = 0
  private var radius: UInt32 = 0

  /// Empties the buckets and sizes them.
  /// - Parameters:
  ///   - count: How many places will come.
  ///   - numbers: What their numbers stay below, but for those that follow.
  ///   - cellBits: The binary logarithm of a cell's side, in cells of the global grid.
  ///   - radius: Within which places are taken; not above a cell's side.
  mutating func reset(count: Int, numbers: Int, cellBits: UInt32, radius: UInt32) {
    let lines = max(count / 4, 1)
    lineBits = UInt64(Int.bitWidth - lines.leadingZeroBitCount)
    heads = Array(repeating: Self.last, count: 16 << lineBits)
    let missing = numbers - entries.count
    if missing > 0 { entries += Array(repeating: Self.nothing, count: missing) }
    self.cellBits = cellBits
    self.radius = radius
  }

  /// Whether the place of a number is there.
  func contains(_ number: UInt32) -> Bool { entries[Int(number)].next != Self.absent }

  /// Puts a place in, under a number that is not there; a new number is the one after the last.
  mutating func insert(_ number: UInt32, at place: GridPoint) {
    if number == entries.count { entries.append(Self.nothing) }
    let slot = slot(place.x >> cellBits, place.y >> cellBits)
    entries[Int(number)] = Entry(place: place, next: heads[slot])
    heads[slot] = number
  }

  /// Takes out every place within the radius of a place, and appends their numbers.
  /// - Complexity: O(places in the cells around).
  mutating func take(around place: GridPoint, into found: inout [UInt32]) {
    let (left, right) = cells(around: place.x)
    let (top, bottom) = cells(around: place.y)
    for row in top...bottom {
      for column in left...right { take(from: slot(column, row), around: place, into: &found) }
    }
  }

  private func cells(around coordinate: UInt32) -> (UInt32, UInt32) {
    let low = coordinate >= radius ? coordinate - radius : 0
    let (sum, overflow) = coordinate.addingReportingOverflow(radius)
    return (low >> cellBits, (overflow ? .max : sum) >> cellBits)
  }

  private mutating func take(
    from slot: Int, around place: GridPoint, into found: inout [UInt32]
  ) {
    var before = Self.last
    var number = heads[slot]
    while number != Self.last {
      let entry = entries[Int(number)]
      if isNear(entry.place, place) {
        if before == Self.last {
          heads[slot] = entry.next
        } else {
          entries[Int(before)].next = entry.next
        }
        entries[Int(number)].next = Self.absent
        found.append(number)
      } else {
        before = number
      }
      number = entry.next
    }
  }

  /// Whether two places are no farther apart than the radius, in whole numbers.
  private func isNear(_ a: GridPoint, _ b: GridPoint) -> Bool {
    let dx = Int64(a.x) - Int64(b.x)
    let dy = Int64(a.y) - Int64(b.y)
    let reach = Int64(radius)
    guard abs(dx) <= reach, abs(dy) <= reach else { return false }
    return dx * dx + dy * dy <= reach * reach
  }

  /// Fibonacci hashing of the block (Knuth, "The Art of Computer Programming", 6.4), then the cell in it.
  private func slot(_ column: UInt32, _ row: UInt32) -> Int {
    let bits = Self.blockBits
    let block = UInt64(column >> bits) << 32 | UInt64(row >> bits)
    let line = (block &* 0x9E37_79B9_7F4A_7C15) >> (64 - lineBits)
    let mask: UInt32 = (1 << bits) - 1
    return Int(line << 4 | UInt64((row & mask) << bits | (column & mask)))
  }
}
