/// The check of an audit log: whether each entry is sealed, follows the one before, and none is missing.
///
/// Who has the file but not the key cannot change, remove, insert or reorder entries unseen. Entries
/// taken off the end are seen by a head that was kept, or because the file has numbered more of them; who
/// has the key too can write another log, which only a kept head tells apart.
public enum AuditChain {
  /// Checks a whole log.
  /// - Parameters:
  ///   - entries: The entries in the order of their row numbers.
  ///   - key: The key of the log.
  ///   - head: A head that was kept; `nil` for none.
  /// - Returns: The first thing that is wrong, named; `nil` for a sound log.
  /// - Complexity: O(n); for a log that is wrong, three seals of each entry.
  public static func verify(
    _ entries: some Sequence<AuditEntry>, key: AuditKey, head: AuditHead? = nil
  ) -> AuditFinding? {
    var verifier = AuditVerifier(key: key)
    for entry in entries { verifier.add(entry) }
    return verifier.verdict(head: head).finding
  }
}

/// The check of a log that comes entry by entry.
public struct AuditVerifier {
  private let key: AuditKey
  /// The seals of the entries so far, after the zero that stands before the first.
  private var codes: [Digest256] = [.zero]
  private var lastNumber: Int64 = 0
  private var genuineCount = 0
  private var suspect: AuditSuspect?

  /// The check of a log with a key.
  public init(key: AuditKey) { self.key = key }

  /// Looks at the next entry in the order of row numbers.
  public mutating func add(_ entry: AuditEntry) {
    let (previous, code) = (codes[codes.count - 1], entry.storedCode)
    let isGenuine = entry.code(after: previous, key) == code
    if isGenuine { genuineCount += 1 }
    if suspect != nil {
      suspect?.compare(with: entry, code, key)
    } else if !isGenuine || entry.number != lastNumber + 1 {
      suspect = AuditSuspect(entry, expected: lastNumber + 1, after: codes, key)
    }
    note(entry.number, code)
  }

  /// Notes that the next entry cannot be read, because a value is missing or of the wrong type.
  public mutating func addUnreadable(number: Int64) {
    if suspect == nil { suspect = AuditSuspect(unreadable: number, expected: lastNumber + 1) }
    note(number, .zero)
  }

  /// The end of the check, after the last entry.
  /// - Parameters:
  ///   - head: A head that was kept; `nil` for none.
  ///   - numbered: How many entries the file has given numbers to; `nil` when that is not known.
  /// - Returns: The log's head, and what is wrong with it if anything is.
  public func verdict(head: AuditHead?, numbered: Int64? = nil) -> AuditVerdict {
    AuditVerdict(
      head: AuditHead(count: lastNumber, code: codes[codes.count - 1]), count: codes.count - 1,
      finding: finding(head, numbered))
  }

  private mutating func note(_ number: Int64, _ code: Digest256) {
    codes.append(code)
    lastNumber = number
  }

  private func finding(_ head: AuditHead?, _ numbered: Int64?) -> AuditFinding? {
    if let suspect {
      // One entry alone cannot tell a wrong key from a changed entry.
      let isOtherKey = genuineCount == 0 && codes.count > 2
      return isOtherKey ? AuditFinding(row: suspect.number, reason: .otherKey) : suspect.finding
    }
    let count = Int64(codes.count - 1)
    let expected = max(head?.count ?? 0, numbered ?? 0)
    if let head, head.count <= count, !head.fits(codes[Int(head.count)]) {
      return AuditFinding(row: head.count, reason: .rewritten)
    }
    return expected > count ? AuditFinding(row: count + 1, reason: .cutOff) : nil
  }
}
