import DensityEstimation
public import DisclosureControl
import GeoPrimitives
import MapRendering

/// Plays the adversary against this program's own answers: can single dwellings be found in what a tier
/// may ask for?
///
/// The villages are those of a workspace, dwellings and tips are invented, so nothing real is guessed at.
/// Below the officer the attack must do no better than chance; on densities of single tips it must succeed,
/// or the test would prove nothing.
public struct DisclosureAttack: Sendable {
  /// How much the adversary sees of a density.
  public enum Sight: String, Hashable, Sendable, CaseIterable {
    /// The number behind every pixel: more than any picture tells.
    case values
    /// The class of every pixel.
    case picture
  }

  /// How an attack went.
  public struct Outcome: Hashable, Sendable {
    /// Whose answers were attacked.
    public let tier: DisclosureTier
    /// The bandwidth in metres.
    public let bandwidthMeters: Double
    /// What the adversary saw.
    public let sight: Sight
    /// The dwellings with a tip.
    public private(set) var tips = 0
    /// How many of them were among the guesses, of which there are as many as tips.
    public private(set) var hits = 0
    /// How many would be by blind guessing.
    public private(set) var expectedHits = 0.0
    private var variance = 0.0

    /// How far the hits may stray from that by chance: one standard deviation.
    public var deviation: Double { variance.squareRoot() }

    /// Whether the guesses were better than blind ones: beyond four standard deviations.
    public var beatsChance: Bool { Double(hits) > expectedHits + 4 * deviation }

    fileprivate init(tier: DisclosureTier, bandwidthMeters: Double, sight: Sight) {
      self.tier = tier
      self.bandwidthMeters = bandwidthMeters
      self.sight = sight
    }

    fileprivate mutating func add(_ guess: [Int], _ target: AttackWorld.Target) {
      let count = Double(target.reporting.count)
      let share = count / Double(target.dwellings.count)
      tips += target.reporting.count
      hits += guess.count { target.reporting.contains($0) }
      expectedHits += count * share
      variance += count * share * (1 - share)
    }

    /// Whether it went as it must: no better than chance on published numbers, well beyond on single tips.
    public var isAsItMustBe: Bool { beatsChance == (tier == .raw) }
  }

  /// How many villages are attacked.
  public var villageCount = 20
  /// The dwellings of each.
  public var dwellingCount = 50
  /// Which of all such worlds.
  public var seed: UInt64 = 1

  /// An attack on 20 villages of 50 dwellings.
  public init() {}

  /// Attacks every tier at every bandwidth that it may ask for, single tips at 100 m and 250 m.
  /// - Parameter places: The villages.
  /// - Returns: The outcomes, by tier from the least; none when no village can be attacked.
  /// - Throws: `DensityError`, `AccessError`, `AtomError`.
  public func run(on places: DatasetSnapshot) throws -> [Outcome] {
    let world = try AttackWorld(
      on: places, villageCount: villageCount, dwellingCount: dwellingCount, seed: seed)
    guard !world.targets.isEmpty else { return [] }
    var outcomes: [Outcome] = []
    for role in [Role.partner, .planner] {
      for bandwidth in role.heatLimits?.bandwidthsMeters ?? [] {
        outcomes += try attack(world, role, bandwidth)
      }
    }
    for bandwidth in [100.0, 250] { outcomes += try attack(world, .owner, bandwidth) }
    return outcomes
  }

  private func attack(
    _ world: AttackWorld, _ role: Role, _ bandwidth: Double
  ) throws -> [Outcome] {
    let parameters = try DensityParameters(bandwidthMeters: bandwidth)
    let query = HeatQuery(parameters: parameters)
    let disclosure = try Self.disclosure(role, world.snapshot)
    let breaks = try world.snapshot.defaultBreaks(of: query, for: disclosure)
    let field = try world.snapshot.field(
      of: try world.snapshot.admitted(query, for: disclosure), for: disclosure)
    var outcomes = Sight.allCases.map {
      Outcome(tier: Self.tier(role), bandwidthMeters: bandwidth, sight: $0)
    }
    for target in world.targets {
      let attack = DwellingAttack(dwellings: target.dwellings, parameters: parameters)
      let values = try attack.samples.map { try field.density(at: $0) }
      for place in outcomes.indices {
        let seen =
          outcomes[place].sight == .values ? values : values.map { Self.classValue($0, breaks) }
        let guess = attack.guess(from: seen, count: target.reporting.count)
        outcomes[place].add(guess, target)
      }
    }
    return outcomes
  }

  /// What a pixel's colour says of its value: the middle of its class.
  private static func classValue(_ value: Double, _ breaks: ClassBreaks) -> Double {
    guard let band = breaks.limits.lastIndex(where: { value >= $0 }) else { return 0 }
    let lower = breaks.limits[band]
    return (lower + (breaks.upper(of: band) ?? 1.5 * lower)) / 2
  }

  private static func tier(_ role: Role) -> DisclosureTier {
    switch role {
    case .partner: .partner
    case .planner: .planner
    default: .raw
    }
  }

  /// A role for the whole country; raw densities stand for what an officer sees in his area.
  private static func disclosure(
    _ role: Role, _ snapshot: DatasetSnapshot
  ) throws(AccessError) -> Disclosure {
    guard role != .owner else { return .owner(purpose: "disclosure attack") }
    let provinces = Set(snapshot.villages.areas.map { String($0.code.text.prefix(2)) }).sorted()
    return Disclosure(
      try Principal(
        name: "attack", role: role, area: try AreaOfResponsibility(codes: provinces)),
      purpose: nil)
  }
}

extension DensityField {
  /// The density at a place.
  fileprivate func density(at place: Coordinate) throws(DensityError) -> Double {
    let side = 1e-7
    let box = Envelope(
      minX: place.longitude - side, minY: place.latitude - side, maxX: place.longitude + side,
      maxY: place.latitude + side)
    let grid = try SampleGrid(over: box, columns: 1, rows: 1)
    return Double(densities(at: grid, exactly: true).values.first ?? 0)
  }
}
