import GeoPrimitives

/// The history of village codes: who came from whom, over all changes that are on record.
///
/// A code means a village on a day, not for ever: it may end and later be given to another village. So a way
/// through the graph goes on in time, and changes of one day happen at once: where A becomes B and B becomes
/// C on the same day, A is B afterwards.
///
/// A change without a day counts as having happened before whatever is asked. Such changes must not lead
/// back to where they came from, see `LineageCheck`; those that do are left out here.
public struct LineageGraph: Sendable {
  /// How far shares may miss 1 by rounding.
  public static let tolerance = 0.005

  /// Every change, in the order of days and codes.
  public let changes: [LineageChange]
  /// The days on which each code was given to a village, and those on which it ended, as lists of villages
  /// tell them.
  let periods: [String: [CodePeriod]]
  let steps: [String: [LineageStep]]
  let arrivals: [String: [Arrival]]
  /// In which order codes are passed whose changes have no day.
  let undatedRank: [String: Int]

  /// A change seen from the code that it led to.
  struct Arrival: Sendable {
    let date: CivilDate?
    let from: String
    let part: LineageStep.Part

    /// The day as a number that orders; a day unknown comes first.
    var day: Int { date?.daysSince1970 ?? .min }
  }

  /// A history.
  /// - Parameters:
  ///   - changes: In any order.
  ///   - periods: When each code is listed as valid; they tell which codes exist that never changed, and
  ///     whether the old village goes on after a split.
  /// - Complexity: O(n log n).
  public init(_ changes: [LineageChange] = [], periods: [String: [CodePeriod]] = [:]) {
    undatedRank = LineageCheck.undatedOrder(of: changes)
    let cyclic = LineageCheck.undatedCycle(in: changes)
    let sound = changes.filter { $0.date != nil || !cyclic.contains($0.old) }.sorted()
    self.changes = sound
    self.periods = periods
    var steps: [String: [LineageStep]] = [:]
    for (code, rows) in Dictionary(grouping: sound, by: \.old) {
      steps[code] = Self.steps(of: code, rows, periods[code])
    }
    self.steps = steps
    arrivals = Self.arrivals(in: steps)
  }

  /// Whether the code occurs at all, at whatever time.
  public func knows(_ code: String) -> Bool {
    periods[code] != nil || steps[code] != nil || arrivals[code] != nil
  }

  /// Whether something happened to the code that leads to others.
  public func hasChanged(_ code: String) -> Bool { steps[code] != nil }

  /// The changes that lead from a code or to it, in the order of days.
  /// - Complexity: O(n) in the changes.
  public func changes(concerning code: String) -> [LineageChange] {
    changes.filter { $0.old == code || $0.new == code }
  }

  /// Every code from which ways lead to a code, at whatever time, in order.
  /// - Complexity: O(n log n) in the codes found.
  public func ancestors(of code: String) -> [String] {
    var found: Set<String> = []
    var open = [code]
    while let next = open.popLast() {
      for arrival in arrivals[next] ?? [] where found.insert(arrival.from).inserted {
        open.append(arrival.from)
      }
    }
    return found.subtracting([code]).sorted()
  }

  private static func steps(
    of code: String, _ rows: [LineageChange], _ periods: [CodePeriod]?
  ) -> [LineageStep] {
    // A new name alone is no step.
    let moving = rows.filter { !($0.keepsCode && $0.kind == .rename) }
    var steps: [LineageStep] = []
    var start = moving.startIndex
    while start < moving.endIndex {
      let date = moving[start].date
      let end = moving[start...].firstIndex { $0.date != date } ?? moving.endIndex
      let isListed = date.flatMap { day in periods?.contains { $0.contains(day) } }
      steps.append(LineageStep(of: code, Array(moving[start..<end]), isListed: isListed))
      start = end
    }
    return steps
  }

  private static func arrivals(in steps: [String: [LineageStep]]) -> [String: [Arrival]] {
    var arrivals: [String: [Arrival]] = [:]
    for (code, steps) in steps {
      for step in steps {
        for part in step.parts {
          guard let new = part.code else { continue }
          arrivals[new, default: []].append(Arrival(date: step.date, from: code, part: part))
        }
      }
    }
    return arrivals.mapValues { $0.sorted { ($0.day, $0.from) < ($1.day, $1.from) } }
  }
}
