import GRDB

/// The keys of a table in memory, while a bulk load has taken the table's key index away: tells
/// whether a key is new, with one look into a table of hashes, and which row has one that is not.
///
/// A slot holds 32 bits of a key's hash and the number of its row; a row is looked up in the file only
/// where those bits agree, so the answer is exact. Eight bytes a slot, at most three of four filled.
///
/// Open addressing with linear probing: D. E. Knuth, The Art of Computer Programming, vol. 3, 6.4.
final class KeyDirectory {
  private var slots: [UInt64]
  private var count = 0
  private let lookUp: PreparedStatement

  /// The directory of the rows that are in the table; `nil` when their numbers do not fit in a slot.
  /// - Complexity: O(rows).
  static func make(of table: WorkspaceTable, key column: String, in db: Database) throws
    -> KeyDirectory?
  {
    let sql = "SELECT min(\"fid\"), max(\"fid\") FROM \"\(table.rawValue)\""
    let range = try Row.fetchOne(db, sql: sql)
    let first: Int64 = range?[0] ?? 1
    let last: Int64 = range?[1] ?? 1
    // Half the numbers stay free for what the load adds.
    guard first >= 1, last < Int64(UInt32.max / 2) else { return nil }
    let directory = KeyDirectory(
      lookUp: try PreparedStatement(
        "SELECT \"\(column)\" FROM \"\(table.rawValue)\" WHERE \"fid\" = ?1", in: db))
    let scan = try PreparedStatement(
      "SELECT \"fid\", \"\(column)\" FROM \"\(table.rawValue)\"", in: db)
    while try scan.step() {
      guard let key = RowReader.text(of: scan, at: 1) else { continue }
      directory.add(row: RowReader(scan, of: table).rowNumber, withKey: key)
    }
    return directory
  }

  private init(lookUp: PreparedStatement) {
    self.lookUp = lookUp
    slots = [UInt64](repeating: 0, count: 1024)
  }

  /// The row with a key; `nil` when there is none.
  func row(withKey key: String) throws(WorkspaceError) -> Int64? {
    let hash = Self.hash(key)
    var index = Int(hash) & (slots.count - 1)
    while slots[index] != 0 {
      let row = Int64(slots[index] & 0xFFFF_FFFF)
      if slots[index] >> 32 == hash, try hasKey(key, row) { return row }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a key that is not in the directory.
  func add(row: Int64, withKey key: String) {
    if (count + 1) * 4 > slots.count * 3 { grow() }
    insert(Self.hash(key) << 32 | UInt64(truncatingIfNeeded: row))
    count += 1
  }

  /// Forgets every key.
  func removeAll() {
    slots = [UInt64](repeating: 0, count: 1024)
    count = 0
  }

  private func insert(_ slot: UInt64) {
    var index = Int(slot >> 32) & (slots.count - 1)
    while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  private func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for slot in old where slot != 0 { insert(slot) }
  }

  private func hasKey(_ key: String, _ row: Int64) throws(WorkspaceError) -> Bool {
    var binder = RowBinder(lookUp)
    binder.add(Int(row))
    defer { lookUp.reset() }
    guard try lookUp.step(), let stored = RowReader.text(of: lookUp, at: 0) else { return false }
    return stored.utf8.elementsEqual(key.utf8)
  }

  private static func hash(_ key: String) -> UInt64 {
    UInt64(UInt(bitPattern: key.hashValue) >> 32)
  }
}
