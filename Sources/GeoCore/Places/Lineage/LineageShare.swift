public import GeoPrimitives

/// How much of a village one code has of another's.
public struct LineageShare: Hashable, Sendable {
  /// The code.
  public var code: String
  /// The part of the village's area, 0 … 1.
  public var area: Double
  /// The part of its residents, 0 … 1.
  public var population: Double
  /// Whether the history goes along: not where only strips of ground changed hands.
  public var passesHistoryOn: Bool
  /// The day of the last change on the way; `nil` where there was none, or none with a day.
  public var since: CivilDate?

  /// The whole of a village.
  init(whole code: String) {
    self.code = code
    area = 1
    population = 1
    passesHistoryOn = true
    since = nil
  }

  /// The share that comes out of this one by a step.
  func stepping(
    to code: String, by step: LineageStep.Part, on date: CivilDate?
  ) -> LineageShare {
    var next = self
    next.code = code
    next.area *= step.area
    next.population *= step.population
    next.passesHistoryOn = passesHistoryOn && step.passesHistoryOn
    if let date { next.since = since.map { max($0, date) } ?? date }
    return next
  }

  /// Joins what came to the same code on another way.
  mutating func join(_ other: LineageShare) {
    area = min(area + other.area, 1)
    population = min(population + other.population, 1)
    passesHistoryOn = passesHistoryOn || other.passesHistoryOn
    if let day = other.since { since = since.map { max($0, day) } ?? day }
  }
}

/// What has become of a village.
public struct Descent: Hashable, Sendable {
  /// Who has its ground, by code.
  public var successors: [LineageShare] = []
  /// The part of its area that ended without a successor.
  public var endedArea = 0.0
  /// The part of its residents that did.
  public var endedPopulation = 0.0
  /// The last day on which some of it did.
  public var endedOn: CivilDate?
}
