/// Sets that grow together. R. E. Tarjan, "Efficiency of a good but not linear set union algorithm",
/// doi:10.1145/321879.321884; with halving of paths.
struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) { parents = (0..<Int32(truncatingIfNeeded: count)).map { $0 } }

  mutating func root(of member: Int) -> Int {
    var member = member
    while Int(parents[member]) != member {
      parents[member] = parents[Int(parents[member])]
      member = Int(parents[member])
    }
    return member
  }

  /// Joins the sets of two members.
  /// - Returns: Whether they were two.
  @discardableResult
  mutating func unite(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (root(of: a), root(of: b))
    guard first != second else { return false }
    // The lower number stays on top, so that roots do not depend on the order of unions.
    parents[max(first, second)] = Int32(truncatingIfNeeded: min(first, second))
    return true
  }
}
