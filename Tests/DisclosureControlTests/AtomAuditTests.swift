import Testing

@Suite("The audit of published sums")
struct AtomAuditTests {
  @Test("finds what is the sum or the difference of known sums, and nothing else")
  func linear() {
    var knowledge = LinearKnowledge(cells: 8)
    knowledge.learn([0, 1, 2, 3], sum: 20)
    knowledge.learn([2, 3, 4], sum: 9)
    knowledge.learn([0, 1], sum: 12)
    #expect(knowledge.sum([2, 3]) == 8)
    #expect(knowledge.sum([4]) == 1)
    #expect(knowledge.sum([0, 1, 4]) == 13)
    #expect(knowledge.sum([0]) == nil)
    #expect(knowledge.sum([2, 4]) == nil)
    // Three sums of two give each by a half.
    knowledge.learn([5, 6], sum: 3)
    knowledge.learn([6, 7], sum: 4)
    knowledge.learn([5, 7], sum: 5)
    #expect(knowledge.sum([5]) == 2 && knowledge.sum([5, 6, 7]) == 6)
  }

  @Test("finds the range that whole numbers leave")
  func integers() {
    var knowledge = IntegerKnowledge(cells: 4, limit: 50)
    knowledge.learn([0, 1], sum: 6)
    knowledge.learn([1, 2], sum: 2)
    knowledge.learn([0, 2, 3], sum: 6)
    #expect(knowledge.range(of: [0]) == 4...5)
    #expect(knowledge.range(of: [3]) == 0...2)
    #expect(knowledge.range(of: [0, 2]) == 4...6)
    // The difference of 0 and 2 is even, their sum would be odd.
    knowledge.learn([3], sum: 1)
    #expect(knowledge.range(of: [0]) == nil)
  }
}
