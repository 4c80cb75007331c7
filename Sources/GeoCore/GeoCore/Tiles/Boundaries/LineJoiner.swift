import TileMath

/// Joins lines that end where others begin, so that dashes run on and fewer lines are stored.
///
/// Where three or more lines meet, the first two are joined. The same lines in the same order give the
/// same result.
struct LineJoiner {
  /// Marks an end that nothing is joined to.
  private static let none: Int32 = -1

  private var pieces: [ArraySlice<UnitPoint>] = []
  /// For each end, twice the number of its line and one more for its last vertex, the end joined to it.
  private var partners: [Int32] = []
  private var openEnds = OpenEnds()

  /// Adds a line of at least two vertices.
  /// - Complexity: O(1), as the vertices are not copied.
  mutating func add(_ line: ArraySlice<UnitPoint>) {
    guard let first = line.first, let last = line.last, line.count > 1 else { return }
    let end = Int32(partners.count)
    pieces.append(line)
    partners += [Self.none, Self.none]
    guard first != last else { return }
    join(end, at: first)
    join(end + 1, at: last)
  }

  private mutating func join(_ end: Int32, at point: UnitPoint) {
    guard let other = openEnds.exchange(end, at: point) else { return }
    partners[Int(end)] = other
    partners[Int(other)] = end
  }

  /// The joined lines, in the order of their first pieces.
  /// - Complexity: O(n) in the vertices.
  var lines: [[UnitPoint]] {
    var isDone = [Bool](repeating: false, count: pieces.count)
    var lines: [[UnitPoint]] = []
    // What has an open end first; what is left are rings.
    for hasOpenEnd in [true, false] {
      for end in partners.indices where !isDone[end / 2] {
        if hasOpenEnd, partners[end] != Self.none { continue }
        lines.append(line(from: Int32(end), &isDone))
      }
    }
    return lines
  }

  private func line(from start: Int32, _ isDone: inout [Bool]) -> [UnitPoint] {
    var line: [UnitPoint] = []
    var end = start
    while end != Self.none, !isDone[Int(end / 2)] {
      isDone[Int(end / 2)] = true
      let piece = pieces[Int(end / 2)]
      if end & 1 == 0 {
        line += line.isEmpty ? piece : piece.dropFirst()
      } else {
        line += line.isEmpty ? piece.reversed() : piece.dropLast().reversed()
      }
      end = partners[Int(end ^ 1)]
    }
    return line
  }
}

/// The ends of lines that wait for another one at the same point: a table with open addressing, as points
/// are spread well and nothing needs to be safe from an adversary.
private struct OpenEnds {
  private var keys: [UInt64]
  /// The end at a point, one more; 0 in a place that was never used, −1 where it has been taken.
  private var ends: [Int32]
  private var used = 0

  init() {
    keys = [UInt64](repeating: 0, count: 64)
    ends = [Int32](repeating: 0, count: 64)
  }

  /// Takes the end that waits at a point; where none does, leaves one there.
  mutating func exchange(_ end: Int32, at point: UnitPoint) -> Int32? {
    let key = UInt64(UInt32(bitPattern: point.x)) << 32 | UInt64(UInt32(bitPattern: point.y))
    if 2 * used >= ends.count { grow() }
    let place = place(of: key)
    if ends[place] > 0 {
      defer { ends[place] = -1 }
      return ends[place] - 1
    }
    if ends[place] == 0 { used += 1 }
    keys[place] = key
    ends[place] = end + 1
    return nil
  }

  @inline(__always)
  private func place(of key: UInt64) -> Int {
    let mask = ends.count - 1
    var place = Int((key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while ends[place] != 0, keys[place] != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let (oldKeys, oldEnds) = (keys, ends)
    keys = [UInt64](repeating: 0, count: 2 * oldEnds.count)
    ends = [Int32](repeating: 0, count: 2 * oldEnds.count)
    used = 0
    for (key, end) in zip(oldKeys, oldEnds) where end > 0 {
      let place = place(of: key)
      keys[place] = key
      ends[place] = end
      used += 1
    }
  }
}
