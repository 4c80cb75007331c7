import GeoPrimitives

/// All that happened to one code on one day, with its shares filled in.
struct LineageStep: Sendable {
  /// One of the codes that the village went to, or its end.
  struct Part: Sendable {
    /// The code after; `nil` for the end.
    var code: String?
    var area: Double
    var population: Double
    var passesHistoryOn: Bool
  }

  let date: CivilDate?
  let parts: [Part]

  /// Fills in what the rows leave open: missing shares take what the others leave, in equal parts; residents
  /// go with the area where nothing else is said; what is left of a village that may go on stays with it.
  /// - Parameters:
  ///   - code: The code before.
  ///   - changes: The rows of the day, at least one.
  ///   - isListed: Whether a list of villages has the code on that day; `nil` where none tells.
  init(of code: String, _ changes: [LineageChange], isListed: Bool?) {
    date = changes.first?.date
    let rest = Self.remainder(of: code, changes, isListed: isListed)
    let given = changes.map(\.areaShare) + (rest ? [nil] : [])
    let area = Self.filled(given)
    let people = changes.map(\.populationShare) + (rest ? [nil] : [])
    let population =
      people.contains { $0 != nil } ? Self.filled(people, inProportionTo: area) : area
    var parts = changes.indices.map { index in
      Part(
        code: changes[index].kind == .end ? nil : changes[index].new, area: area[index],
        population: population[index],
        passesHistoryOn: changes[index].kind.passesHistoryOn || changes[index].keepsCode)
    }
    if rest, let area = area.last, let population = population.last {
      parts.append(
        Part(code: code, area: area, population: population, passesHistoryOn: true))
    }
    self.parts = parts
  }

  /// Whether the village goes on beside those that it gave ground to, though no row says so.
  private static func remainder(
    of code: String, _ changes: [LineageChange], isListed: Bool?
  ) -> Bool {
    guard changes.allSatisfy({ $0.kind.mayLeaveRemainder && $0.new != code }) else { return false }
    let given = changes.compactMap(\.areaShare)
    if given.count == changes.count { return given.reduce(0, +) < 1 - LineageGraph.tolerance }
    return isListed ?? false
  }

  /// Shares that add up to 1 at most: missing ones take the rest, by weight.
  static func filled(_ given: [Double?], inProportionTo weights: [Double]? = nil) -> [Double] {
    let sum = given.compactMap(\.self).reduce(0, +)
    let open = given.indices.filter { given[$0] == nil }
    guard !open.isEmpty else { return given.map { ($0 ?? 0) / max(sum, 1) } }
    let rest = max(1 - sum, 0)
    let weight = open.reduce(0.0) { $0 + (weights?[$1] ?? 1) }
    return given.indices.map { index in
      if let share = given[index] { return share / max(sum, 1) }
      guard weight > 0 else { return rest / Double(open.count) }
      return rest * (weights?[index] ?? 1) / weight
    }
  }
}
