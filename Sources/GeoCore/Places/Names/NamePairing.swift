/// Two lists of names that are paired off, one to one, rule by rule: what one rule has paired the next does
/// not see.
struct NamePairing {
  /// The area of either list in which a code's partner is looked for; `nil` for codes that are left out.
  struct Groups {
    let left: (String) -> String?
    let right: (String) -> String?
  }

  private(set) var matches: [NameMatch] = []
  private(set) var left: [NamedCode]
  private(set) var right: [NamedCode]

  init(_ left: [NamedCode], _ right: [NamedCode]) {
    self.left = left
    self.right = right
  }

  /// Pairs names that are equal and the only ones of their group.
  /// - Complexity: O(n).
  mutating func pairEqual(as rule: NameMatchRule, in groups: Groups) {
    let right = Self.grouped(self.right, groups.right)
    for (slot, lefts) in Self.grouped(self.left, groups.left) where lefts.count == 1 {
      guard let rights = right[slot], rights.count == 1 else { continue }
      matches.append(NameMatch(left: lefts[0], right: rights[0], rule: rule))
    }
    removePaired()
  }

  /// Pairs names of which a group has several, in the order of their codes.
  /// - Complexity: O(n log n).
  mutating func pairInOrder(in groups: Groups) {
    let right = Self.grouped(self.right, groups.right)
    for (slot, lefts) in Self.grouped(self.left, groups.left) {
      for (left, right) in zip(lefts.sorted(), (right[slot] ?? []).sorted()) {
        matches.append(NameMatch(left: left, right: right, rule: .inOrder))
      }
    }
    removePaired()
  }

  /// Pairs codes that have the same number in a group and are its only ones, whatever their names.
  /// - Complexity: O(n).
  mutating func pairSameNumber(in groups: Groups) {
    func grouped(_ names: [NamedCode], _ group: (String) -> String?) -> [String: [String]] {
      Dictionary(grouping: names.map(\.code)) { code in
        group(code).map { "\($0) \(VillageNumber.serial(of: code))" } ?? ""
      }
    }
    let right = grouped(self.right, groups.right)
    for (slot, lefts) in grouped(left, groups.left) where !slot.isEmpty && lefts.count == 1 {
      guard let rights = right[slot], rights.count == 1 else { continue }
      matches.append(NameMatch(left: lefts[0], right: rights[0], rule: .sameNumber))
    }
    removePaired()
  }

  /// Pairs names that are similar, where each is the other's nearest in the group and no other is as near.
  /// - Complexity: O(n · g) comparisons for groups of g.
  mutating func pairSimilar(as rule: NameMatchRule, in groups: Groups) {
    let right = Dictionary(grouping: self.right) { groups.right($0.code) ?? "" }
    let left = Dictionary(grouping: self.left) { groups.left($0.code) ?? "" }
    for (group, lefts) in left where !group.isEmpty {
      for (left, right) in Self.mutuallyNearest(lefts, right[group] ?? []) {
        matches.append(NameMatch(left: left, right: right, rule: rule))
      }
    }
    removePaired()
  }

  private mutating func removePaired() {
    let lefts = Set(matches.map(\.left))
    let rights = Set(matches.map(\.right))
    left.removeAll { lefts.contains($0.code) }
    right.removeAll { rights.contains($0.code) }
  }

  /// A name in a group.
  private struct Slot: Hashable {
    let group: String
    let name: String
  }

  private static func grouped(
    _ names: [NamedCode], _ group: (String) -> String?
  ) -> [Slot: [String]] {
    var slots: [Slot: [String]] = [:]
    for name in names {
      guard let group = group(name.code) else { continue }
      slots[Slot(group: group, name: name.key.text), default: []].append(name.code)
    }
    return slots
  }

  private static func mutuallyNearest(
    _ lefts: [NamedCode], _ rights: [NamedCode]
  ) -> [(left: String, right: String)] {
    let forward = lefts.map { nearest(to: $0, among: rights) }
    let backward = rights.map { nearest(to: $0, among: lefts) }
    return forward.enumerated().compactMap { index, right in
      guard let right, backward[right] == index else { return nil }
      return (lefts[index].code, rights[right].code)
    }
  }

  /// The position of the nearest name; `nil` where none is similar, or two are equally near.
  private static func nearest(to name: NamedCode, among others: [NamedCode]) -> Int? {
    var best: (position: Int, distance: Int)?
    var isTied = false
    for (position, other) in others.enumerated() {
      guard let distance = name.key.distance(to: other.key) else { continue }
      if let found = best, found.distance <= distance {
        if found.distance == distance { isTied = true }
        continue
      }
      best = (position, distance)
      isTied = false
    }
    return isTied ? nil : best?.position
  }
}
