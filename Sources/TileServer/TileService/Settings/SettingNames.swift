/// Finding a setting by its name, or the one that was probably meant.
enum SettingNames {
  /// The setting of a key.
  static func setting(_ key: String) -> Setting? { Setting.all.first { $0.key == key } }

  /// The known key that is the fewest keystrokes away, if that is two or at most a third of its length.
  static func nearest(to key: String, among keys: [String]) -> String? {
    let distances = keys.map { (key: $0, distance: distance($0, key)) }
    guard let best = distances.min(by: { $0.distance < $1.distance }),
      best.distance <= max(2, best.key.count / 3), best.distance * 2 <= key.count
    else { return nil }
    return best.key
  }

  /// How many letters must be put in, taken out or replaced (Levenshtein 1966).
  /// - Complexity: The product of the lengths; a longer text than 64 letters is cut.
  static func distance(_ first: String, _ second: String) -> Int {
    let (first, second) = (Array(first.prefix(64)), Array(second.prefix(64)))
    var row = Array(0...second.count)
    for (index, letter) in first.enumerated() {
      var above = row[0]
      row[0] = index + 1
      for (column, other) in second.enumerated() {
        let replaced = above + (letter == other ? 0 : 1)
        above = row[column + 1]
        row[column + 1] = min(replaced, above + 1, row[column] + 1)
      }
    }
    return row[second.count]
  }
}
