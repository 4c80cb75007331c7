import GeoPrimitives
import Places
import Support
import Testing

@Suite("Random histories of codes")
struct RandomLineageTests {
  @Test("descents and origins are what playing the changes day by day gives", arguments: 1...60)
  func agreesWithPlaying(seed: UInt64) {
    let world = RandomHistory(seed: seed)
    let graph = LineageGraph(
      world.changes.shuffled(using: &world.random.shuffling), periods: world.periods)
    #expect(LineageCheck.problems(of: world.changes).isEmpty)
    for stop in world.days {
      let played = world.played(until: stop)
      for (code, expected) in played {
        let descent = graph.descent(of: code, from: nil, to: stop)
        expectEqual(descent.successors, expected, "\(code) until \(stop)")
        #expect(abs(descent.endedArea - (1 - expected.values.reduce(0, +))) < 1e-9)
      }
      let codes = Set(played.values.flatMap(\.keys))
      for code in codes {
        let origins = graph.origins(of: code, on: stop, asOf: nil)
        let expected = played.compactMapValues { $0[code] }
        expectEqual(origins, expected, "origins of \(code) on \(stop)")
      }
    }
  }

  private func expectEqual(_ shares: [LineageShare], _ expected: [String: Double], _ what: String) {
    #expect(shares.map(\.code) == expected.keys.sorted(), "\(what)")
    for share in shares {
      #expect(abs(share.area - (expected[share.code] ?? -1)) < 1e-9, "\(what): \(share.code)")
    }
  }
}

/// Twelve villages and eight days on which some of them split, merge, move, give ground away or end. Codes
/// that became free are given out again.
private final class RandomHistory {
  /// The changes, day by day.
  private(set) var changes: [LineageChange] = []
  /// When each code was valid.
  private(set) var periods: [String: [CodePeriod]] = [:]
  let days: [CivilDate]
  let random: Shuffler

  private let first: [String]
  private var alive: Set<String>
  private var pool: [String]

  /// Numbers for the test beside those of the history.
  final class Shuffler {
    var shuffling: SeededRandom
    init(seed: UInt64) { shuffling = SeededRandom(seed: seed) }
  }

  init(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    self.random = Shuffler(seed: seed &+ 1)
    first = (0..<12).map { "v\($0 < 10 ? "0" : "")\($0)" }
    alive = Set(first)
    pool = (12..<80).map { "v\($0)" }
    days = (1...8).map { CivilDate(daysSince1970: 10_000 + 100 * $0) }
    for code in first { periods[code] = [CodePeriod()] }
    for day in days { change(on: day, &random) }
  }

  private func change(on day: CivilDate, _ random: inout SeededRandom) {
    var untouched = alive.sorted().shuffled(using: &random)
    var born: [String] = []
    var ended: [String] = []
    for _ in 0..<3 {
      guard untouched.count > 3, let old = untouched.popLast() else { break }
      switch Int.random(in: 0..<5, using: &random) {
      case 0:
        let shares = split(random.uniform(0.2...0.8))
        for share in shares {
          let new = pool.removeFirst()
          add(old, new, .split, day, share)
          born.append(new)
        }
        ended.append(old)
      case 1:
        let new = pool.removeFirst()
        add(old, new, .split, day, random.uniform(0.1...0.9))
        born.append(new)
      case 2:
        if let other = untouched.popLast() {
          let new = pool.removeFirst()
          for code in [old, other] { add(code, new, .merge, day, nil) }
          born.append(new)
          ended += [old, other]
        }
      case 3:
        if let other = untouched.popLast() {
          add(old, other, .transfer, day, random.uniform(0.05...0.3))
        }
      default:
        changes.append(LineageChange(old, nil, .end, on: day))
        ended.append(old)
      }
    }
    for code in born { periods[code, default: []].append(CodePeriod(from: day)) }
    for code in ended {
      if let last = periods[code]?.indices.last { periods[code]?[last].to = day }
    }
    alive.formUnion(born)
    alive.subtract(ended)
    // Free again, but not on the same day.
    pool.insert(contentsOf: ended.shuffled(using: &random), at: 0)
  }

  private func split(_ share: Double) -> [Double] { [share, 1 - share] }

  private func add(
    _ old: String, _ new: String, _ kind: LineageKind, _ day: CivilDate, _ share: Double?
  ) {
    var change = LineageChange(old, new, kind, on: day)
    change.areaShare = share
    changes.append(change)
  }

  /// What each of the first villages is on a day: codes with shares.
  func played(until stop: CivilDate) -> [String: [String: Double]] {
    var state = Dictionary(uniqueKeysWithValues: first.map { ($0, [$0: 1.0]) })
    for day in days where day <= stop {
      let rows = Dictionary(grouping: changes.filter { $0.date == day }, by: \.old)
      state = state.mapValues { holdings in
        var next: [String: Double] = [:]
        for (code, part) in holdings {
          guard let rows = rows[code] else {
            next[code, default: 0] += part
            continue
          }
          var rest = 1.0
          for row in rows {
            let share = row.areaShare ?? 1
            rest -= share
            if let new = row.new { next[new, default: 0] += part * share }
          }
          if rest > 1e-9 { next[code, default: 0] += part * rest }
        }
        return next
      }
    }
    return state
  }
}
