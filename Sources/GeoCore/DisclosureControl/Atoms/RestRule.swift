/// Which of several counts are published together as one *rest*, so that none of 1 … k−1 can be
/// found.
///
/// 1. Every count of 1 … k−1 goes into the rest.
/// 2. If the rest is *tight* – its sum is at most one above the least or below the greatest that so
///    many members can have – the zeros join it.
/// 3. If it is below k, or tight and without zeros to join, the smallest count of k or more joins
///    it, with all that are equal to it.
///
/// The rest is then published as one sum, everything else as it is. The rule looks at counts only,
/// never at names or order, and that is why it is safe against somebody who knows it: any exchange
/// of counts among the members of the rest gives the same publication. So a member can be pinned
/// down only if all members are equal in every possible case. If all are a with 1 < a < k−1, then
/// a−1, a+1, a, … is published alike. If all are 1 or all k−1, the rest is tight, and gets members
/// of another size. If there are none, the rest is the whole, and then 0, 2, 1, … or some counts with
/// the smallest large ones are published alike. The tests enumerate small cases completely.
///
/// Merging small cells as such is "table redesign" in Hundepool et al., *Statistical Disclosure
/// Control* (Wiley 2012); steps 2 and 3 answer the attack on such rules by their own minimality (Wong
/// et al., "Minimality Attack in Privacy Preserving Data Publishing", VLDB 2007).
struct RestRule: Hashable, Sendable {
  /// Counts of 1 … `threshold` − 1 are hidden (k).
  let threshold: Int
  /// The least count that a member is reckoned with: 1, or the threshold under which the parts have
  /// been merged before.
  let least: Int

  /// The places of the counts that form the rest.
  ///
  /// - Parameters:
  ///   - counts: Counts of 0 or more, with a sum that is an `Int`.
  ///   - joined: Places that belong to the rest from the beginning.
  /// - Returns: The places, ascending; none when nothing has to be hidden. When the sum of all counts is
  ///   at least `threshold`, so is the rest's, and it has two members or more.
  /// - Complexity: O(n).
  func rest(of counts: [Int], joined: [Int] = []) -> [Int] {
    var isMember = counts.map { $0 > 0 && $0 < threshold }
    for place in joined { isMember[place] = true }
    guard isMember.contains(true) else { return [] }
    var tight = isTight(counts, isMember)
    if tight {
      tight = !join(&isMember, where: { counts[$0] == 0 })
    }
    if tight || sum(counts, isMember) < threshold {
      let smallest = counts.indices.lazy.filter { !isMember[$0] && counts[$0] > 0 }
        .map { counts[$0] }.min()
      join(&isMember, where: { counts[$0] == smallest })
    }
    return isMember.indices.filter { isMember[$0] }
  }

  /// Whether the sum leaves its members hardly any choice.
  private func isTight(_ counts: [Int], _ isMember: [Bool]) -> Bool {
    let members = isMember.count { $0 }
    let total = sum(counts, isMember)
    return total <= least * members + 1 || total >= (threshold - 1) * members - 1
  }

  private func sum(_ counts: [Int], _ isMember: [Bool]) -> Int {
    zip(counts, isMember).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
  }

  /// Lets places join, and tells whether there was one.
  @discardableResult
  private func join(_ isMember: inout [Bool], where condition: (Int) -> Bool) -> Bool {
    var joined = false
    for place in isMember.indices where !isMember[place] && condition(place) {
      isMember[place] = true
      joined = true
    }
    return joined
  }
}
