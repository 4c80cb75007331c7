/// In which row of a file a key was met first, so that a duplicate can name it.
///
/// It remembers 200,000 keys; of larger files the workspace itself tells that a key is taken, only
/// without the row.
struct KeyLedger {
  private var rows: [String: Int] = [:]
  private static let capacity = 200_000

  /// The row of a key, if it was met.
  func row(of key: String) -> Int? { rows[key] }

  /// Remembers a key, unless there is no room or it was met before.
  mutating func note(_ key: String, row: Int) {
    guard rows.count < Self.capacity, rows[key] == nil else { return }
    rows[key] = row
  }
}
