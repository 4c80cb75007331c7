/// The distinct colours of a picture and how often each occurs, in the order of first occurrence.
///
/// Open addressing with linear probing; the table doubles when half full.
struct ColorHistogram {
  private(set) var colors: [UInt32] = []
  private(set) var counts: [Int] = []
  private var slots: [Int32]
  private var mask: Int

  init() {
    slots = [Int32](repeating: -1, count: 1024)
    mask = 1023
  }

  /// The place of a colour in `colors`, which gains it when new; counts one occurrence more.
  mutating func add(_ color: UInt32) -> Int {
    var slot = Self.hash(color) & mask
    while true {
      let entry = Int(slots[slot])
      if entry < 0 { return insert(color, at: slot) }
      if colors[entry] == color {
        counts[entry] += 1
        return entry
      }
      slot = (slot + 1) & mask
    }
  }

  private mutating func insert(_ color: UInt32, at slot: Int) -> Int {
    let entry = colors.count
    slots[slot] = Int32(truncatingIfNeeded: entry)
    colors.append(color)
    counts.append(1)
    if colors.count * 2 > slots.count { grow() }
    return entry
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    mask = slots.count - 1
    for (entry, color) in colors.enumerated() {
      var slot = Self.hash(color) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: entry)
    }
  }

  @inline(__always)
  private static func hash(_ color: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(color) &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
