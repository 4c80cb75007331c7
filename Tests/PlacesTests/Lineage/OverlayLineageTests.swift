import Places
import Testing

@Suite("Lineage from two editions of borders")
struct OverlayLineageTests {
  /// A square kilometre.
  private let whole = 1e6

  @Test("the same ground under the same code and name is no change")
  func unchanged() {
    let found = derived(
      [("35.01.01.2001", "Suka Maju")], [("35.01.01.2001", "SUKAMAJU")], [(0, 0, 1)])
    #expect(found.findings.isEmpty)
    #expect(found.vanishedCount == 0)
  }

  @Test("a new name under the same code is a rename")
  func rename() {
    let found = derived([("35.01.01.2001", "Mawar")], [("35.01.01.2001", "Melati")], [(0, 0, 1)])
    #expect(text(found) == ["35.01.01.2001 rename 35.01.01.2001"])
  }

  @Test("the same ground under another code is a move, or an upgrade where the kind differs")
  func move() {
    let old = [("35.01.01.2001", "A"), ("35.01.01.2002", "B")]
    let new = [("35.01.09.2001", "A"), ("35.01.01.1002", "B")]
    #expect(
      text(derived(old, new, [(0, 0, 1), (1, 1, 1)])) == [
        "35.01.01.2001 move 35.01.09.2001 1.0", "35.01.01.2002 upgrade 35.01.01.1002 1.0",
      ])
  }

  @Test("a village in several new ones was split, also where one of them keeps its code")
  func split() {
    let old = [("35.01.01.2001", "A")]
    let gone = derived(
      old, [("35.01.01.2003", "B"), ("35.01.01.2004", "C")], [(0, 0, 0.25), (0, 1, 0.75)])
    #expect(
      text(gone) == [
        "35.01.01.2001 split 35.01.01.2003 0.25", "35.01.01.2001 split 35.01.01.2004 0.75",
      ])
    let kept = derived(
      old, [("35.01.01.2001", "A"), ("35.01.01.2003", "B")], [(0, 0, 0.5), (0, 1, 0.5)])
    #expect(
      text(kept) == [
        "35.01.01.2001 split 35.01.01.2001 0.5", "35.01.01.2001 split 35.01.01.2003 0.5",
      ])
    #expect(kept.appeared.isEmpty)
  }

  @Test("villages that became one were merged, also into one that keeps its code")
  func merge() {
    let old = [("35.01.01.2001", "A"), ("35.01.01.2002", "B")]
    let made = derived(old, [("35.01.01.2009", "AB")], [(0, 0, 1), (1, 0, 1)], newSizes: [2])
    #expect(
      text(made) == [
        "35.01.01.2001 merge 35.01.01.2009 1.0", "35.01.01.2002 merge 35.01.01.2009 1.0",
      ])
    let absorbed = derived(old, [("35.01.01.2002", "B")], [(0, 0, 1), (1, 0, 1)], newSizes: [2])
    #expect(text(absorbed) == ["35.01.01.2001 merge 35.01.01.2002 1.0"])
  }

  @Test("a strip of ground is a transfer, a sliver is nothing")
  func transfer() {
    let villages = [("35.01.01.2001", "A"), ("35.01.01.2002", "B")]
    let found = derived(villages, villages, [(0, 0, 0.75), (0, 1, 0.25), (1, 1, 1), (1, 0, 0.01)])
    #expect(
      text(found) == [
        "35.01.01.2001 transfer 35.01.01.2001 0.75", "35.01.01.2001 transfer 35.01.01.2002 0.25",
      ])
  }

  @Test("two villages that exchanged their codes moved")
  func exchange() {
    let old = [("35.01.01.2001", "A"), ("35.01.01.2002", "B")]
    let new = [("35.01.01.2001", "B"), ("35.01.01.2002", "A")]
    #expect(
      text(derived(old, new, [(0, 1, 1), (1, 0, 1)])) == [
        "35.01.01.2001 move 35.01.01.2002 1.0", "35.01.01.2002 move 35.01.01.2001 1.0",
      ])
  }

  @Test("a village without ground ended among drawn neighbours, and is passed over elsewhere")
  func end() {
    let old = [("35.01.01.2001", "A"), ("36.01.01.2001", "B")]
    let new = [("35.01.01.2002", "C")]
    let found = derived(old, new, [], isDrawnAround: [true, false])
    #expect(text(found) == ["35.01.01.2001 end "])
    #expect(found.uncovered == ["36.01.01.2001"])
    #expect(found.appeared == ["35.01.01.2002"])
  }

  @Test(
    "common ground counts from a share of the smaller village on, and from a hectare or half of it")
  func slivers() {
    let old = [("35.01.01.2001", "A")]
    let new = [("35.01.01.2001", "A"), ("35.01.01.2002", "B")]
    // 0.6 ha, all of a tiny village; 0.9 ha, a third of another.
    #expect(
      text(derived(old, new, [(0, 0, 0.994), (0, 1, 0.006)], newSizes: [1, 0.006])).count == 2)
    #expect(
      derived(old, new, [(0, 0, 0.991), (0, 1, 0.009)], newSizes: [1, 0.027]).findings.isEmpty)
  }

  private func derived(
    _ old: [(String, String)], _ new: [(String, String)], _ overlaps: [(Int, Int, Double)],
    newSizes: [Double]? = nil, isDrawnAround: [Bool]? = nil
  ) -> DerivedLineage {
    OverlayLineage(
      old: old.map { .init(code: $0.0, name: $0.1, squareMeters: whole) },
      new: new.enumerated().map { index, village in
        .init(code: village.0, name: village.1, squareMeters: (newSizes?[index] ?? 1) * whole)
      },
      overlaps: overlaps.map { .init(old: $0.0, new: $0.1, squareMeters: $0.2 * whole) },
      isDrawnAround: isDrawnAround ?? old.map { _ in true }, on: day(2025, 1, 1)
    ).derived()
  }

  private func text(_ lineage: DerivedLineage) -> [String] {
    lineage.findings.map { finding in
      let change = finding.change
      let share = change.areaShare.map { " \($0)" } ?? ""
      return "\(change.old) \(change.kind.rawValue) \(change.new ?? "")\(share)"
    }
  }
}
