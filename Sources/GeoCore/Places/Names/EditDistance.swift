/// How many letters have to change to make one word of another.
public enum EditDistance {
  /// The number of insertions, deletions, replacements and swaps of neighbours; `nil` beyond `limit`.
  ///
  /// Optimal string alignment: F. J. Damerau, "A technique for computer detection and correction of
  /// spelling errors", doi:10.1145/363958.363994.
  /// - Parameters:
  ///   - a: A word.
  ///   - b: Another.
  ///   - limit: The largest number that is of interest.
  /// - Returns: The number, or `nil`.
  /// - Complexity: O(a · b) in the lengths of the words.
  public static func between(_ a: String, _ b: String, limit: Int) -> Int? {
    between(Array(a.unicodeScalars), Array(b.unicodeScalars), limit: limit)
  }

  /// The same for letters of any kind.
  static func between<Letter: Equatable>(
    _ first: [Letter], _ second: [Letter], limit: Int
  ) -> Int? {
    guard abs(first.count - second.count) <= limit else { return nil }
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for i in 0..<first.count {
      var row = [i + 1]
      for j in 0..<second.count {
        let replaced = last[j] + (first[i] == second[j] ? 0 : 1)
        var cost = min(replaced, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[second.count] <= limit ? last[second.count] : nil
  }
}
