/// What may be chosen together: a number of sites, at most so many of each office, at least so many of each regency.
///
/// Sites, offices and regencies are those that are left once required sites and those drawn by lot are taken out.
struct SlotLimits: Sendable {
  /// How many sites are chosen.
  var slots: Int
  /// The office of each site; the last number is that of the sites of none.
  var officeOfSite: [Int]
  /// What each office can take on.
  var capacities: [Int]
  /// The regency of each site; the last number is that of the sites of none.
  var regencyOfSite: [Int]
  /// What each regency must get.
  var floors: [Int]

  /// Whether nothing is limited but the number.
  var isPlain: Bool { capacities.count == 1 && floors.count == 1 }

  /// A choice so far, with what of the limits it has used up.
  struct Counts: Sendable {
    var offices: [Int]
    var regencies: [Int]
  }

  /// The counts of no choice.
  var noCounts: Counts {
    Counts(
      offices: Array(repeating: 0, count: capacities.count),
      regencies: Array(repeating: 0, count: floors.count))
  }

  /// Counts of one site more, or less.
  func add(_ site: Int, _ amount: Int, to counts: inout Counts) {
    counts.offices[officeOfSite[site]] += amount
    counts.regencies[regencyOfSite[site]] += amount
  }

  /// Whether the limits hold still when one site goes and another comes.
  @inline(__always)
  func allowsSwap(_ leaving: Int, for coming: Int, _ counts: Counts) -> Bool {
    let office = officeOfSite[coming]
    guard office == officeOfSite[leaving] || counts.offices[office] < capacities[office] else {
      return false
    }
    let regency = regencyOfSite[leaving]
    return regency == regencyOfSite[coming] || counts.regencies[regency] > floors[regency]
  }

  /// What is left to choose when some sites are chosen: the same limits, less what they use up.
  func remaining(after chosen: [Int]) -> SlotLimits {
    var rest = self
    for site in chosen {
      rest.slots -= 1
      rest.capacities[officeOfSite[site]] -= 1
      rest.floors[regencyOfSite[site]] = max(rest.floors[regencyOfSite[site]] - 1, 0)
    }
    return rest
  }
}
