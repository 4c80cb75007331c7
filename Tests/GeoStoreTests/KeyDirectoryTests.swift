import DisclosureControl
import GeoPrimitives
import Support
import Testing

@testable import GeoStore

@Suite("The directory of keys in a bulk load")
struct KeyDirectoryTests {
  @Test("Outcomes and rows are those of a dictionary, whatever the policy")
  func againstDictionary() throws {
    let scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    var random = SeededRandom(seed: 11)
    var expected: [String: Double] = [:]
    // Half of the rows are there before the load, so that the directory has to learn them.
    for inBulk in [false, true] {
      try workspace.write { transaction in
        if inBulk { try transaction.beginBulkLoad(.tips) }
        for index in 0..<3000 {
          let id = "é\(Int.random(in: 0..<2500, using: &random))"
          let policy: DuplicatePolicy = Bool.random(using: &random) ? .skip : .replace
          let longitude = 100 + Double(index) / 1000
          let outcome = try transaction.insert(Sample.tip(id, longitude), onDuplicate: policy)
          switch (expected[id] != nil, policy) {
          case (false, _): #expect(outcome == .inserted)
          case (true, .skip): #expect(outcome == .skipped)
          default: #expect(outcome == .replaced)
          }
          if outcome != .skipped { expected[id] = longitude }
        }
      }
    }
    var found: [String: Double] = [:]
    try workspace.readTipRecords(for: .owner(purpose: "test")) { tip in
      found[tip.id] = tip.place?.longitude
    }
    #expect(found == expected)
    #expect(try workspace.check() == [])
  }

  @Test("Keys that differ in bytes are different, even where Unicode calls them equal")
  func bytes() throws {
    let scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    try workspace.write { transaction in
      try transaction.beginBulkLoad(.tips)
      #expect(try transaction.insert(Sample.tip("caf\u{E9}")) == .inserted)
      #expect(try transaction.insert(Sample.tip("cafe\u{301}")) == .inserted)
      #expect(try transaction.insert(Sample.tip("")) == .inserted)
      #expect(try transaction.insert(Sample.tip(""), onDuplicate: .skip) == .skipped)
    }
    #expect(try workspace.counts()[.tips] == 3)
  }
}
