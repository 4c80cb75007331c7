/// What is counted in one reporting month when it closes: tips by village and week, and by regency
/// and category.
public struct AtomCounts: Sendable {
  /// The month that closes.
  public let month: ReportingMonth
  /// The villages of the period.
  public let register: AtomRegister
  /// The names of the categories, in their order.
  public let categories: [String]

  /// The most tips that a month may have, so that no sum of a few million such numbers overflows.
  static let greatest = 1 << 40

  let weekCount: Int
  /// By village, then week.
  private(set) var weekly: [Int]
  /// By village, then category. The rule needs no finer table: no tier may ask for one.
  private(set) var categorical: [Int]
  private var total = 0

  /// A month without a tip.
  public init(month: ReportingMonth, register: AtomRegister, categories: [String]) {
    self.init(
      month: month, register: register, categories: categories, weekCount: month.weekCount)
  }

  /// A month with a number of weeks of one's own, for complete enumerations.
  init(month: ReportingMonth, register: AtomRegister, categories: [String], weekCount: Int) {
    self.month = month
    self.register = register
    self.categories = categories
    self.weekCount = weekCount
    weekly = Array(repeating: 0, count: register.villages.count * weekCount)
    categorical = Array(repeating: 0, count: register.villages.count * categories.count)
  }

  /// Counts tips of a village.
  ///
  /// - Throws: `AtomError.unknownVillage`, `.foreignWeek`, `.unknownCategory` or `.countOutOfRange`.
  public mutating func add(
    _ count: Int = 1, village: String, week: ReportingWeek, category: String
  ) throws(AtomError) {
    guard let place = register.place(of: village) else { throw .unknownVillage(village) }
    guard let position = month.position(of: week) else { throw .foreignWeek(week) }
    guard let kind = categories.firstIndex(of: category) else { throw .unknownCategory(category) }
    try add(count, village: place, week: position, category: kind)
  }

  /// Counts tips by places in the register, the month and the list of categories.
  mutating func add(
    _ count: Int, village: Int, week: Int, category: Int
  ) throws(AtomError) {
    guard (0...Self.greatest).contains(count), total + count <= Self.greatest else {
      throw .countOutOfRange(count)
    }
    total += count
    weekly[village * weekCount + week] += count
    categorical[village * categories.count + category] += count
  }

  /// The counts of the areas of every level, from the country to the villages.
  func totals() -> [[Int]] {
    var prefix = [0]
    prefix.reserveCapacity(register.villages.count + 1)
    for village in register.villages.indices {
      prefix.append(prefix[village] + weekly[range(village, weekCount)].reduce(0, +))
    }
    return register.levels.map { level in
      level.villages.map { prefix[$0.upperBound] - prefix[$0.lowerBound] }
    }
  }

  /// The counts of some villages by week.
  func weeks(of villages: [Range<Int>]) -> [Int] {
    Self.sums(of: weekly, width: weekCount, over: villages)
  }

  /// The counts of some villages by category.
  func categories(of villages: [Range<Int>]) -> [Int] {
    Self.sums(of: categorical, width: categories.count, over: villages)
  }

  private func range(_ row: Int, _ width: Int) -> Range<Int> { (row * width)..<((row + 1) * width) }

  private static func sums(of table: [Int], width: Int, over rows: [Range<Int>]) -> [Int] {
    var sums = Array(repeating: 0, count: width)
    for row in rows.joined() {
      for column in 0..<width { sums[column] += table[row * width + column] }
    }
    return sums
  }
}
