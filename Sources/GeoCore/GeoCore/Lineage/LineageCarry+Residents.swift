import GeoPrimitives
import GeoStore
import Places

extension LineageCarry {
  /// The latest number of residents of each area, carried over to the villages of today.
  /// - Complexity: O(n), and a descent for each code that has changed.
  func residents(_ records: [PopulationRecord]) -> [String: InheritedResidents] {
    let latest = Self.latest(records)
    var numbers: [String: InheritedResidents] = [:]
    var arriving: [String: [Part]] = [:]
    for (code, record) in latest {
      guard graph.hasChanged(code), !isTakenAsItIs(record) else {
        numbers[code] = InheritedResidents(count: record.residents)
        continue
      }
      for part in parts(of: record) {
        if part.code == code {
          numbers[code] = InheritedResidents(count: part.count, sources: [code])
        } else {
          arriving[part.code, default: []].append(part)
        }
      }
    }
    for (code, parts) in arriving {
      add(parts, to: &numbers[code], since: latest[code].map { $0.asOf ?? today })
    }
    return numbers
  }

  /// Residents who came from another code.
  private struct Part {
    let code: String
    let source: String
    let count: Int
    let since: CivilDate?
  }

  /// A number without a day under a code that is still a village's is that village's of today.
  private func isTakenAsItIs(_ record: PopulationRecord) -> Bool {
    record.asOf == nil && graph.standing(of: record.code, on: today) == .current
  }

  /// Adds what came after a village's own count.
  private func add(_ parts: [Part], to number: inout InheritedResidents?, since day: CivilDate?) {
    let later = parts.filter { part in
      guard let day else { return true }
      return part.since.map { $0 > day } ?? false
    }
    guard !later.isEmpty else { return }
    var sum = number ?? InheritedResidents(count: 0)
    for part in later {
      let (total, overflow) = sum.count.addingReportingOverflow(part.count)
      sum.count = overflow ? .max : total
    }
    sum.sources = Set(sum.sources + later.map(\.source)).sorted()
    number = sum
  }

  /// The residents of a code by the villages of today: whole numbers that add up to the part that did not
  /// end, the largest fractions rounded up.
  private func parts(of record: PopulationRecord) -> [Part] {
    let start = record.asOf ?? graph.lastBeginning(of: record.code, notAfter: today)
    let shares = graph.descent(of: record.code, from: start, to: today).successors
    let quotas = shares.map { $0.population * Double(record.residents) }
    var counts = quotas.map { Int($0.rounded(.down)) }
    let missing = Int(quotas.reduce(0, +).rounded()) - counts.reduce(0, +)
    let byFraction = quotas.indices.sorted {
      (Double(counts[$0]) - quotas[$0], shares[$0].code) < (
        Double(counts[$1]) - quotas[$1], shares[$1].code
      )
    }
    for index in byFraction.prefix(max(missing, 0)) { counts[index] += 1 }
    return shares.indices.map {
      Part(
        code: shares[$0].code, source: record.code, count: counts[$0], since: shares[$0].since)
    }
  }

  /// The latest count of each area; one without a day counts as the oldest.
  private static func latest(_ records: [PopulationRecord]) -> [String: PopulationRecord] {
    var latest: [String: PopulationRecord] = [:]
    for record in records {
      if let day = latest[record.code]?.asOf, record.asOf.map({ $0 < day }) ?? true { continue }
      latest[record.code] = record
    }
    return latest
  }
}
