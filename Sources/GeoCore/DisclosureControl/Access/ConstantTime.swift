/// Comparing secrets without telling by the time it takes how much of a guess was right.
enum ConstantTime {
  /// Whether two sequences of bytes are equal. Every byte of both is looked at, whatever the others
  /// are; only the lengths show.
  static func areEqual(_ a: some Sequence<UInt8>, _ b: some Sequence<UInt8>) -> Bool {
    var difference: UInt8 = 0
    var (rest, other) = (a.makeIterator(), b.makeIterator())
    while true {
      let (x, y) = (rest.next(), other.next())
      if x == nil, y == nil { return difference == 0 }
      if x == nil || y == nil { difference = 0xFF }
      difference |= (x ?? 0) ^ (y ?? 0)
    }
  }
}
