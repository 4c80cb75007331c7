/// The choice of the greatest sum of values within the limits.
///
/// Sites of one office and one regency differ by their values alone, so that the best ones of such a cell come first.
/// How many come from each cell is a flow of greatest profit: from the source to an office (as much as it takes on), by
/// the cell to a regency, and to the sink, where the units up to a regency's floor come before all profit. One unit after
/// the other takes the best path that there is (successive shortest paths: Ahuja, Magnanti and Orlin, "Network Flows",
/// 1993, chapter 9), which is exact, since profits fall within a cell.
struct SlotAllocation {
  /// The chosen sites.
  private(set) var chosen: [Int] = []
  /// How much of the regencies' floors is met.
  private(set) var met = 0

  private let limits: SlotLimits
  private var cells: [Cell] = []
  private var officeFlow: [Int]
  private var regencyFlow: [Int]

  /// The sites of one office and one regency, best first.
  private struct Cell {
    let office: Int
    let regency: Int
    var sites: [Int32] = []
    var taken = 0
  }

  /// A profit: units of floors first, then values.
  private struct Profit: Comparable {
    var floors = 0
    var value = 0.0

    static func < (one: Profit, other: Profit) -> Bool {
      (one.floors, one.value) < (other.floors, other.value)
    }
    static func + (one: Profit, other: Profit) -> Profit {
      Profit(floors: one.floors + other.floors, value: one.value + other.value)
    }
  }

  /// The best choice of as many sites as the limits say, or of as many as there can be: of those in `order`, which goes by
  /// falling value.
  /// - Complexity: O(n + s · c · (o + r)) for n sites, s slots, c cells, o offices and r regencies, in the worst case.
  init(_ limits: SlotLimits, order: [Int32], values: [Double]) {
    self.limits = limits
    officeFlow = Array(repeating: 0, count: limits.capacities.count)
    regencyFlow = Array(repeating: 0, count: limits.floors.count)
    guard !limits.isPlain else {
      chosen = order.prefix(max(limits.slots, 0)).map(Int.init)
      return
    }
    gather(order)
    for _ in 0..<max(limits.slots, 0) where !augment(values) { break }
    chosen = cells.flatMap { $0.sites.prefix($0.taken).map(Int.init) }
    met = zip(regencyFlow, limits.floors).reduce(0) { $0 + min($1.0, $1.1) }
  }

  /// Sites by cell, each at most as many as there are slots.
  private mutating func gather(_ order: [Int32]) {
    var numbers: [Int: Int] = [:]
    for site in order {
      let (office, regency) = (limits.officeOfSite[Int(site)], limits.regencyOfSite[Int(site)])
      let key = office * limits.floors.count + regency
      let number = numbers[key] ?? cells.count
      if number == cells.count {
        numbers[key] = number
        cells.append(Cell(office: office, regency: regency))
      }
      if cells[number].sites.count < limits.slots { cells[number].sites.append(site) }
    }
  }

  /// One unit more along the best path; `false` where there is none.
  private mutating func augment(_ values: [Double]) -> Bool {
    // Bellman and Ford over offices and regencies: `into` is the cell by which a regency or office is reached.
    let (offices, regencies) = (limits.capacities.count, limits.floors.count)
    var atOffice = [Profit?](repeating: nil, count: offices)
    var atRegency = [Profit?](repeating: nil, count: regencies)
    var intoOffice = [Int?](repeating: nil, count: offices)
    var intoRegency = [Int?](repeating: nil, count: regencies)
    for office in 0..<offices where officeFlow[office] < limits.capacities[office] {
      atOffice[office] = Profit()
    }
    var changed = true
    var rounds = 0
    while changed, rounds <= offices + regencies {
      changed = false
      rounds += 1
      for (number, cell) in cells.enumerated() {
        if let start = atOffice[cell.office], cell.taken < cell.sites.count {
          let profit = start + Profit(value: values[Int(cell.sites[cell.taken])])
          if atRegency[cell.regency].map({ $0 < profit }) ?? true {
            atRegency[cell.regency] = profit
            intoRegency[cell.regency] = number
            changed = true
          }
        }
        if let start = atRegency[cell.regency], cell.taken > 0 {
          let profit = start + Profit(value: -values[Int(cell.sites[cell.taken - 1])])
          if atOffice[cell.office].map({ $0 < profit }) ?? true {
            atOffice[cell.office] = profit
            intoOffice[cell.office] = number
            changed = true
          }
        }
      }
    }
    var best: (regency: Int, profit: Profit)?
    for regency in 0..<regencies {
      guard let profit = atRegency[regency] else { continue }
      let whole =
        profit + Profit(floors: regencyFlow[regency] < limits.floors[regency] ? 1 : 0)
      if best.map({ $0.profit < whole }) ?? true { best = (regency, whole) }
    }
    guard let best else { return false }
    push(to: best.regency, intoRegency, intoOffice)
    return true
  }

  private mutating func push(to regency: Int, _ intoRegency: [Int?], _ intoOffice: [Int?]) {
    regencyFlow[regency] += 1
    var regency = regency
    while let number = intoRegency[regency] {
      cells[number].taken += 1
      let office = cells[number].office
      guard let back = intoOffice[office] else {
        officeFlow[office] += 1
        return
      }
      cells[back].taken -= 1
      regency = cells[back].regency
    }
  }
}
