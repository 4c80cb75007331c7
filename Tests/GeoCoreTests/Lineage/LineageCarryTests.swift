import GeoPrimitives
import GeoStore
import Places
import Support
import Testing

@testable import GeoCore

@Suite("What follows lineage")
struct LineageCarryTests {
  private let today = day(2026, 1, 1)
  private let spring = day(2025, 3, 1)

  private func carry(_ changes: LineageChange...) -> LineageCarry {
    LineageCarry(graph: LineageGraph(changes), today: today)
  }

  private func split(_ share: Double, into codes: [String] = ["B", "C"]) -> [LineageChange] {
    codes.enumerated().map { index, code in
      var change = LineageChange("A", code, .split, on: spring)
      change.populationShare = index == 0 ? share : 1 - share
      return change
    }
  }

  private func entry(
    _ code: String, _ status: ProgrammeStatus, since: CivilDate, until: CivilDate? = nil
  ) -> ProgrammeRecord {
    var entry = ProgrammeRecord(code: code, status: status, since: since)
    entry.until = until
    return entry
  }

  @Test("without lineage, the latest entry that holds today tells the stage")
  func plain() {
    let found = carry().statuses([
      entry("A", .calon, since: day(2023, 1, 1)), entry("A", .aktif, since: day(2024, 1, 1)),
      entry("B", .aktif, since: day(2024, 1, 1), until: spring),
      entry("C", .aktif, since: day(2027, 1, 1)),
    ])
    #expect(found == ["A": InheritedStatus(status: .aktif, source: "A")])
  }

  @Test("every part of a split village inherits its stage, unless it has an entry of its own")
  func inherited() {
    let carry = LineageCarry(graph: LineageGraph(split(0.5)), today: today)
    let found = carry.statuses([
      entry("A", .aktif, since: day(2024, 1, 1)), entry("C", .nonaktif, since: day(2025, 6, 1)),
    ])
    #expect(
      found == [
        "B": InheritedStatus(status: .aktif, source: "A"),
        "C": InheritedStatus(status: .nonaktif, source: "C"),
      ])
  }

  @Test("of what merged villages bring along, what goes on tells the stage")
  func merged() {
    let found = carry(
      LineageChange("A", "C", .merge, on: spring), LineageChange("B", "C", .merge, on: spring)
    ).statuses([
      entry("A", .aktif, since: day(2022, 1, 1)), entry("B", .nonaktif, since: day(2024, 1, 1)),
    ])
    #expect(found == ["C": InheritedStatus(status: .aktif, source: "A")])
  }

  @Test(
    "a strip of ground brings no stage along, and an entry after the change stays with its code")
  func notInherited() {
    var strip = LineageChange("A", "B", .transfer, on: spring)
    strip.areaShare = 0.1
    let found = carry(strip).statuses([entry("A", .aktif, since: day(2024, 1, 1))])
    #expect(found == ["A": InheritedStatus(status: .aktif, source: "A")])
    let later = carry(LineageChange("A", "B", .move, on: spring))
      .statuses([entry("A", .aktif, since: day(2025, 6, 1))])
    #expect(later == ["A": InheritedStatus(status: .aktif, source: "A")])
  }

  @Test("residents are divided into whole numbers that add up")
  func residents() {
    let thirds = ["B", "C", "D"].map { LineageChange("A", $0, .split, on: spring) }
    let carry = LineageCarry(graph: LineageGraph(thirds), today: today)
    let found = carry.residents([
      PopulationRecord(code: "A", residents: 1000, asOf: day(2024, 1, 1))
    ])
    #expect(found.mapValues(\.count) == ["B": 334, "C": 333, "D": 333])
    #expect(found["B"]?.sources == ["A"])
  }

  @Test("a count of a village's own takes the place of what came before it")
  func ownCount() {
    let carry = LineageCarry(graph: LineageGraph(split(0.25)), today: today)
    let found = carry.residents([
      PopulationRecord(code: "A", residents: 1000, asOf: day(2024, 1, 1)),
      PopulationRecord(code: "B", residents: 300, asOf: day(2025, 12, 1)),
    ])
    #expect(found["B"] == InheritedResidents(count: 300))
    #expect(found["C"] == InheritedResidents(count: 750, sources: ["A"]))
  }

  @Test("what came after a village's count is added to it")
  func added() {
    var strip = LineageChange("A", "B", .transfer, on: spring)
    strip.areaShare = 0.1
    let found = carry(strip).residents([
      PopulationRecord(code: "A", residents: 1000, asOf: day(2024, 1, 1)),
      PopulationRecord(code: "B", residents: 500, asOf: day(2024, 1, 1)),
    ])
    #expect(found["A"] == InheritedResidents(count: 900, sources: ["A"]))
    #expect(found["B"] == InheritedResidents(count: 600, sources: ["A"]))
  }

  @Test("a count without a day is that of today for a code of today, else that of the old village")
  func undated() {
    var strip = LineageChange("A", "B", .transfer, on: spring)
    strip.areaShare = 0.1
    let kept = carry(strip).residents([PopulationRecord(code: "A", residents: 1000, asOf: nil)])
    #expect(kept.mapValues(\.count) == ["A": 1000])
    let moved = carry(LineageChange("A", "B", .move, on: spring))
      .residents([PopulationRecord(code: "A", residents: 1000, asOf: nil)])
    #expect(moved.mapValues(\.count) == ["B": 1000])
  }

  @Test("an activity counts once: where it took place, else where most residents went")
  func activities() {
    let carry = LineageCarry(graph: LineageGraph(split(0.75)), today: today)
    var inside = ActivityRecord(id: "1", kind: .edukasi, date: day(2024, 5, 1))
    inside.code = "A"
    var placed = inside
    placed.place = Coordinate(longitude: 112, latitude: -8)
    var other = inside
    other.code = "Z"
    #expect(carry.carried([inside, placed, other]).map(\.code) == ["B", nil, "Z"])
  }

  @Test("residents add up over random splits and mergers", arguments: 1...20)
  func conserved(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var changes: [LineageChange] = []
    for code in 0..<30 {
      let parts = Int.random(in: 1...3, using: &random)
      for part in 0..<parts {
        changes.append(
          LineageChange(
            "o\(code)", "n\((code + part * 7) % 40)", parts > 1 ? .split : .merge, on: spring))
      }
    }
    let records = (0..<30).map {
      PopulationRecord(
        code: "o\($0)", residents: Int.random(in: 0...5000, using: &random), asOf: day(2024, 1, 1))
    }
    let found = LineageCarry(graph: LineageGraph(changes), today: today).residents(records)
    #expect(found.values.map(\.count).reduce(0, +) == records.map(\.residents).reduce(0, +))
  }
}

/// A day by its numbers.
func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
  let text = [(year, 4), (month, 2), (day, 2)].map { value, width in
    String(repeating: "0", count: width - String(value).count) + String(value)
  }
  return CivilDate(text.joined(separator: "-")) ?? CivilDate(daysSince1970: 0)
}
