import Places
import Support
import Testing

@Suite("Hard cases from every province")
struct HardCaseTests {
  @Test(
    "are found, all but a few of them at once",
    .enabled(if: RealGazetteer.isAvailable, "\(TestData.skipReason)"))
  func found() throws {
    let geocoder = try RealGazetteer.geocoder()
    var missed: [String] = []
    for (text, code) in HardCases.cases {
      let answers = geocoder.candidates(for: PlaceQuery(text)).map { $0.code?.text }
      if answers.first != code { missed.append(text) }
    }
    #expect(missed.count <= 3, "\(missed)")
  }

  @Test(
    "of names that mean several things are found, all but a few of them at once",
    .enabled(if: RealGazetteer.isAvailable, "\(TestData.skipReason)"))
  func kinds() throws {
    let geocoder = try RealGazetteer.geocoder()
    let missed = HardCases.kinds.filter { text, code in
      geocoder.candidates(for: PlaceQuery(text)).first?.code?.text != code
    }
    #expect(HardCases.kinds.count >= 45)
    #expect(missed.count <= 3, "\(missed)")
  }

  @Test("come from every province, at least two from each")
  func provinces() {
    let counts = Dictionary(grouping: HardCases.cases) { $0.code.prefix(2) }.mapValues(\.count)
    #expect(HardCases.cases.count >= 150)
    #expect(counts.count == 38)
    #expect(counts.values.allSatisfy { $0 >= 2 })
  }
}
