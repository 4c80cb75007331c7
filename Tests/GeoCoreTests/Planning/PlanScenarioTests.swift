import Support
import Testing

@testable import GeoCore

@Suite("A scenario")
struct PlanScenarioTests {
  private static func scenario(_ texts: [(key: String, text: String)]) throws -> PlanScenario {
    try PlanScenario(PlanNode(texts))
  }

  @Test("is read back from its own text, whatever it says")
  func roundTrip() throws {
    let texts: [[(key: String, text: String)]] = [
      [("slots", "3")],
      [
        ("slots", "12"), ("within", "35.07,3573"), ("criteria", "tip_rate=3,residents=1"),
        ("max_minutes", "45.5"), ("decay", "15"), ("capacities", "A=2,B=0"), ("floors", "35.07=1"),
        ("lottery_share", "0"), ("seed", "7"), ("must", "35.07.01.2001"),
        ("must_not", "35.07.01.2002"), ("exclude", "3507012003"), ("measure", "rate"),
        ("horizon", "6"), ("draws", "0"),
      ],
      [
        ("slots", "2"), ("model", "median"), ("capacities", "none"), ("floors", "1"),
        ("comparisons", "tip_rate/rooms=3,tip_rate/residents=1/2,rooms/residents=1/6"),
      ],
    ]
    for text in texts {
      let scenario = try Self.scenario(text)
      let json = try StrictJSON(
        parsing: Array(scenario.json.utf8), limits: .init(depth: 8, byteCount: 100_000))
      #expect(try PlanScenario(PlanNode(json)) == scenario)
    }
  }

  @Test(
    "names the key that is wrong",
    arguments: [
      ("slots", "0"), ("slots", "3.5"), ("max_minutes", "0"), ("lottery_share", "1.1"),
      ("model", "best"), ("criteria", "tips=1"), ("criteria", "rooms=-1"), ("criteria", "rooms"),
      ("comparisons", "rooms=3"), ("comparisons", "rooms/residents=20"), ("within", "desa"),
      ("within", "0.5"), ("floors", "35.07=x"), ("horizon", "0"), ("draws", "100000"),
      ("wieghts", "1"),
    ])
  func badValues(key: String, value: String) throws {
    var texts = [(key: "slots", text: "3"), (key: key, text: value)]
    if key == "slots" { texts.removeFirst() }
    let error = #expect(throws: PlanScenarioError.self) { try Self.scenario(texts) }
    let named = error?.description.contains(key == "criteria" ? "criteria" : key) ?? false
    #expect(named || error?.description.contains(value.prefix { $0 != "=" }) ?? false)
  }

  @Test("needs slots, no key twice, and weights or comparisons, not both")
  func contradictions() throws {
    #expect(
      throws: PlanScenarioError(.missing(expected: "how many villages to choose"), key: "slots")
    ) { try Self.scenario([("draws", "1")]) }
    #expect(throws: PlanScenarioError(.repeatedKey, key: "slots")) {
      try Self.scenario([("slots", "1"), ("slots", "2")])
    }
    let both = #expect(throws: PlanScenarioError.self) {
      try Self.scenario([
        ("slots", "1"), ("criteria", "rooms=1"), ("comparisons", "rooms/residents=3"),
      ])
    }
    #expect(both?.problem == .notBeside("comparisons"))
    let decay = #expect(throws: PlanScenarioError.self) {
      try Self.scenario([("slots", "1"), ("model", "median"), ("decay", "5")])
    }
    #expect(decay?.key == "decay")
  }

  @Test("from a file gives way to flags, key by key")
  func overriding() throws {
    let file = PlanNode([(key: "slots", text: "3"), (key: "seed", text: "9")])
    let scenario = try PlanScenario(file.overridden(by: PlanNode([(key: "slots", text: "5")])))
    #expect(scenario.slots == 5)
    #expect(scenario.seed == 9)
  }
}
