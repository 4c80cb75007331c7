import GeoPrimitives
import Places
import Support
import Testing

@Suite("History of village codes")
struct LineageGraphTests {
  private let spring = day(2025, 3, 1)
  private let today = day(2026, 1, 1)

  @Test("a code that nobody knows is unknown, one that never changed is current")
  func unchanged() {
    let graph = LineageGraph([], periods: ["A": [CodePeriod()]])
    #expect(graph.standing(of: "B", on: today) == .unknown)
    #expect(graph.standing(of: "A", on: today) == .current)
    #expect(graph.descent(of: "A", from: nil, to: today).successors.map(\.code) == ["A"])
  }

  @Test("a split divides area and residents as the rows say")
  func split() {
    var first = LineageChange("A", "B", .split, on: spring)
    first.areaShare = 0.3
    first.populationShare = 0.75
    var second = LineageChange("A", "C", .split, on: spring)
    second.areaShare = 0.7
    let graph = LineageGraph([second, first])
    let shares = graph.descent(of: "A", from: nil, to: today).successors
    #expect(shares.map(\.code) == ["B", "C"])
    #expect(shares.map(\.area) == [0.3, 0.7])
    #expect(shares.map(\.population) == [0.75, 0.25])
    #expect(shares.allSatisfy { $0.passesHistoryOn && $0.since == spring })
  }

  @Test("shares that nobody knows are equal")
  func equalShares() {
    let graph = LineageGraph(["B", "C", "D", "E"].map { LineageChange("A", $0, .split, on: nil) })
    #expect(
      graph.descent(of: "A", from: nil, to: today).successors.map(\.population) == [
        0.25, 0.25, 0.25, 0.25,
      ])
  }

  @Test("what a split does not give away stays with the old village")
  func remainder() {
    var change = LineageChange("A", "B", .split, on: spring)
    change.areaShare = 0.4
    let graph = LineageGraph([change])
    let shares = graph.descent(of: "A", from: nil, to: today).successors
    #expect(shares.map(\.code) == ["A", "B"])
    #expect(shares.map(\.area) == [0.6, 0.4])
    #expect(graph.standing(of: "A", on: today) == .current)
  }

  @Test("without shares, the old village goes on if a list has it")
  func listedRemainder() {
    let change = LineageChange("A", "B", .split, on: spring)
    let listed = LineageGraph([change], periods: ["A": [CodePeriod()]])
    let ended = LineageGraph([change], periods: ["A": [CodePeriod(to: spring)]])
    #expect(listed.descent(of: "A", from: nil, to: today).successors.map(\.code) == ["A", "B"])
    #expect(ended.descent(of: "A", from: nil, to: today).successors.map(\.code) == ["B"])
  }

  @Test("changes follow one another, up to the day that is asked for")
  func chain() {
    let graph = LineageGraph([
      LineageChange("A", "B", .move, on: day(2010, 1, 1)),
      LineageChange("B", "C", .move, on: day(2020, 1, 1)),
    ])
    #expect(graph.codes(of: "A", on: day(2005, 1, 1)) == ["A"])
    #expect(graph.codes(of: "A", on: day(2010, 1, 1)) == ["B"])
    #expect(graph.codes(of: "A", on: today) == ["C"])
    #expect(graph.origins(of: "C", on: today, asOf: nil).map(\.code) == ["A"])
    #expect(graph.origins(of: "C", on: today, asOf: day(2015, 1, 1)).map(\.code) == ["B"])
  }

  @Test("two villages that change codes on one day change once")
  func exchange() {
    let graph = LineageGraph([
      LineageChange("A", "B", .move, on: spring), LineageChange("B", "A", .move, on: spring),
    ])
    #expect(graph.descent(of: "A", from: nil, to: today).successors.map(\.code) == ["B"])
    #expect(graph.origins(of: "A", on: today, asOf: nil).map(\.code) == ["B"])
    #expect(graph.standing(of: "A", on: today) == .current)
  }

  @Test("a code that is given to another village means that one from then on")
  func reuse() {
    let graph = LineageGraph([
      LineageChange("A", "B", .move, on: day(2010, 1, 1)),
      LineageChange("C", "A", .move, on: day(2020, 1, 1)),
    ])
    #expect(graph.standing(of: "A", on: day(2015, 1, 1)).successors == ["B"])
    #expect(graph.standing(of: "A", on: today) == .current)
    #expect(graph.origins(of: "A", on: today, asOf: nil).map(\.code) == ["C"])
  }

  @Test("an end is told with its day, and with what went elsewhere")
  func end() {
    var change = LineageChange("A", "B", .transfer, on: spring)
    change.areaShare = 0.2
    let graph = LineageGraph([change, LineageChange("A", nil, .end, on: spring)])
    guard case .gone(let descent) = graph.standing(of: "A", on: today) else {
      Issue.record("A is not gone")
      return
    }
    #expect(descent.successors.map(\.code) == ["B"])
    #expect(descent.endedArea == 0.8)
    #expect(descent.endedOn == spring)
    #expect(graph.standing(of: "A", on: day(2025, 2, 28)) == .current)
  }

  @Test("a code that is in no list any more has lapsed")
  func lapse() {
    let graph = LineageGraph([], periods: ["A": [CodePeriod(from: nil, to: spring)]])
    #expect(graph.standing(of: "A", on: today) == .lapsed(on: spring))
    #expect(graph.standing(of: "A", on: day(2025, 2, 28)) == .current)
  }

  @Test("a code is not there before the split that made it")
  func notYet() {
    let graph = LineageGraph([LineageChange("A", "B", .split, on: spring)])
    #expect(graph.standing(of: "B", on: day(2020, 1, 1)) == .notYet(from: spring))
    #expect(graph.standing(of: "B", on: spring) == .current)
  }

  @Test("a strip of ground that changes hands brings no history, and its taker was there before")
  func transfer() {
    var change = LineageChange("A", "B", .transfer, on: spring)
    change.areaShare = 0.05
    let graph = LineageGraph([change])
    let shares = graph.descent(of: "A", from: nil, to: today).successors
    #expect(shares.map(\.passesHistoryOn) == [true, false])
    #expect(graph.standing(of: "B", on: day(2020, 1, 1)) == .current)
    #expect(graph.origins(of: "B", on: today, asOf: nil).map(\.code) == ["A", "B"])
  }

  @Test("a village into which one other was merged was there before; one made of two was not")
  func merger() {
    let absorbed = LineageGraph([LineageChange("A", "B", .merge, on: spring)])
    #expect(absorbed.origins(of: "B", on: today, asOf: nil).map(\.code) == ["A", "B"])
    let made = LineageGraph([
      LineageChange("A", "C", .merge, on: spring), LineageChange("B", "C", .merge, on: spring),
    ])
    #expect(made.origins(of: "C", on: today, asOf: nil).map(\.code) == ["A", "B"])
  }

  @Test("a new name alone leads nowhere")
  func rename() {
    let graph = LineageGraph([LineageChange("A", "A", .rename, on: spring)])
    #expect(graph.standing(of: "A", on: today) == .current)
    #expect(graph.descent(of: "A", from: nil, to: today).successors.map(\.area) == [1])
  }

  @Test("changes without a day that go round in a circle are found and not followed")
  func circle() {
    let rows = [
      LineageChange("A", "B", .move, on: nil), LineageChange("B", "C", .move, on: nil),
      LineageChange("C", "A", .move, on: nil),
    ]
    #expect(LineageCheck.problems(of: rows) == [.cycle(["A", "B", "C"])])
    let graph = LineageGraph(rows)
    #expect(graph.descent(of: "A", from: nil, to: today).successors.map(\.code) == ["A"])
    #expect(graph.origins(of: "A", on: today, asOf: nil).map(\.code) == ["A"])
  }

  @Test("many divisions and mergers without days are passed one after another")
  func ladder() {
    let rows = (0..<40).flatMap { rung in
      ["L", "R"].flatMap { side in
        [
          LineageChange("\(rung)", "\(rung)\(side)", .split, on: nil),
          LineageChange("\(rung)\(side)", "\(rung + 1)", .merge, on: nil),
        ]
      }
    }
    let graph = LineageGraph(rows)
    let end = graph.descent(of: "0", from: nil, to: today).successors
    #expect(end.map(\.code) == ["40"])
    #expect(abs((end.first?.area ?? 0) - 1) < 1e-9)
    #expect(graph.origins(of: "40", on: today, asOf: nil).map(\.code) == ["0"])
  }

  @Test("shares above the whole, and ends that go on, are contradictions")
  func contradictions() {
    var first = LineageChange("A", "B", .split, on: spring)
    first.areaShare = 0.6
    var second = LineageChange("A", "C", .split, on: spring)
    second.areaShare = 0.5
    let end = LineageChange("D", "E", .end, on: spring)
    let lost = LineageChange("F", nil, .move, on: spring)
    #expect(
      LineageCheck.problems(of: [first, second, end, lost]) == [
        .endWithSuccessor(old: "D", new: "E"), .successorMissing(old: "F", kind: .move),
        .sharesExceedOne(old: "A", date: "2025-03-01", sum: 1.1, ofResidents: false),
      ])
    let shares = LineageGraph([first, second]).descent(of: "A", from: nil, to: today).successors
    #expect(abs(shares.map(\.area).reduce(0, +) - 1) < 1e-12)
  }
}

func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
  CivilDate(daysSince1970: CivilDate.days(year, month, day))
}

extension CivilDate {
  fileprivate static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    CivilDate("\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))")?.daysSince1970 ?? 0
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(width - digits.count, 0)) + digits
  }
}

extension CodeStanding {
  /// The codes that a village is now, where it is gone.
  fileprivate var successors: [String] {
    if case .gone(let descent) = self { descent.successors.map(\.code) } else { [] }
  }
}

extension LineageGraph {
  fileprivate func codes(of code: String, on day: CivilDate) -> [String] {
    descent(of: code, from: nil, to: day).successors.map(\.code)
  }
}
