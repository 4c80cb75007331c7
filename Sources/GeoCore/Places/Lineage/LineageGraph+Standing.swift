public import GeoPrimitives

/// What a code is on a day.
public enum CodeStanding: Hashable, Sendable {
  /// No list and no change knows it.
  case unknown
  /// It is a village's.
  case current
  /// It will be a village's from this day on.
  case notYet(from: CivilDate)
  /// It was a village's, of which others have the ground, or which ended.
  case gone(Descent)
  /// It has been in no list since this day, and nobody says what became of the village.
  case lapsed(on: CivilDate)
}

extension LineageGraph {
  /// What a code is on a day. Of several villages that have had it, the latest counts that had begun.
  ///
  ///     graph.standing(of: "91.01.06.2003", on: today)   // .gone: successors 93.01.06.2003
  /// - Complexity: As that of `descent(of:from:to:)`.
  public func standing(of code: String, on day: CivilDate) -> CodeStanding {
    guard knows(code) else { return .unknown }
    if let start = firstDay(of: code), start > day { return .notYet(from: start) }
    let descent = descent(of: code, from: lastBeginning(of: code, notAfter: day), to: day)
    guard descent.successors.contains(where: { $0.code == code && $0.passesHistoryOn }) else {
      return .gone(descent)
    }
    guard let listed = periods[code], !listed.contains(where: { $0.contains(day) }) else {
      return .current
    }
    let last = listed.compactMap(\.to).filter { $0 <= day }.max()
    return last.map { .lapsed(on: $0) } ?? .current
  }

  /// The day on which a code was last given to a village, up to a day; `nil` where it was the first
  /// village's from the beginning.
  public func lastBeginning(of code: String, notAfter day: CivilDate) -> CivilDate? {
    beginnings(of: code).filter { $0 <= day }.max()
  }

  /// The first day of a code; `nil` where it may have been there from the beginning.
  private func firstDay(of code: String) -> CivilDate? {
    let isOpen = periods[code]?.contains { $0.from == nil } ?? false
    let hasUndated = arrivals[code]?.contains { $0.date == nil } ?? false
    guard !isOpen, !hasUndated, let first = beginnings(of: code).min() else { return nil }
    // Whoever gave ground away before was there before.
    let gave = steps[code]?.contains { $0.date.map { $0 <= first } ?? true } ?? false
    let tookPart = arrivals[code]?.contains { $0.date.map { $0 < first } ?? true } ?? false
    return gave || tookPart ? nil : first
  }

  /// The days on which a list begins to have the code, or its village came out of another.
  private func beginnings(of code: String) -> [CivilDate] {
    let listed = periods[code]?.compactMap(\.from) ?? []
    let born = (arrivals[code] ?? []).filter { $0.from != code && $0.part.passesHistoryOn }
    return listed + born.compactMap(\.date)
  }
}
