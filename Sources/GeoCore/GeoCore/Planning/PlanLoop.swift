import GeoPrimitives
import SitePlanning

/// The loop between visits and reports, played through in a world in which all villages are alike.
public struct PlanLoop: Sendable {
  /// How often each village was visited, and the Gini coefficient of the visits after each round.
  public struct Outcome: Sendable {
    /// The visits by village.
    public let visits: [Int]
    /// 0 where all villages were visited alike, near 1 where a few had everything.
    public let giniByRound: [Double]
    /// The coefficient at the end.
    public var gini: Double { giniByRound.last ?? 0 }
  }

  /// With rates, exposure and a lottery, as plans are made.
  public let guarded: Outcome
  /// By the number of reports alone.
  public let unguarded: Outcome

  /// Plays all rounds, with the guard and without.
  /// - Parameters:
  ///   - villages: How many villages there are.
  ///   - slots: How many are visited in a round.
  ///   - rounds: How many rounds there are.
  ///   - lotteryShare: Which share of the visits is drawn by lot.
  ///   - seed: The seed.
  /// - Throws: `PlanningError` for numbers that make no sense.
  public init(
    villages: Int = 100, slots: Int = 10, rounds: Int = 52, lotteryShare: Double = 0.2,
    seed: UInt64 = 1
  ) throws(PlanningError) {
    do throws(SitePlanningError) {
      let simulation = try LoopSimulation(
        LoopParameters(
          villages: villages, slots: slots, rounds: rounds, lotteryShare: lotteryShare,
          seed: seed))
      guarded = Self.outcome(try simulation.run(isGuarded: true))
      unguarded = Self.outcome(try simulation.run(isGuarded: false))
    } catch {
      throw PlanningError("bad-simulation", "the loop cannot be played (\(error))")
    }
  }

  private static func outcome(_ found: LoopOutcome) -> Outcome {
    Outcome(visits: found.visits, giniByRound: found.giniByRound)
  }

  /// Both outcomes as an object.
  public var json: String {
    func text(_ outcome: Outcome) -> String {
      VillagePlanText.object([
        ("gini", VillagePlanText.number(outcome.gini)),
        (
          "gini_by_round",
          "[" + outcome.giniByRound.map(VillagePlanText.number).joined(separator: ",") + "]"
        ), ("visits", "[" + outcome.visits.map { "\($0)" }.joined(separator: ",") + "]"),
      ])
    }
    return VillagePlanText.object([("guarded", text(guarded)), ("unguarded", text(unguarded))])
  }
}
