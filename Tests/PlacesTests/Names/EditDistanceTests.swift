import Places
import Testing

@Suite("Distance of spellings")
struct EditDistanceTests {
  @Test(
    "edits are counted, neighbours swapped count once",
    arguments: [
      ("penaggungan", "penanggungan", 1), ("telogowaru", "tlogowaru", 1), ("abc", "abc", 0),
      ("abcd", "abdc", 1), ("", "ab", 2),
    ])
  func distance(a: String, b: String, expected: Int) {
    #expect(EditDistance.between(a, b, limit: 2) == expected)
    #expect(EditDistance.between(b, a, limit: 2) == expected)
  }

  @Test("words too far apart have no distance")
  func beyond() {
    #expect(EditDistance.between("malang", "surabaya", limit: 2) == nil)
  }
}
