/// The first entry of a log that is not as it should be, and what the rest of the log says about it.
struct AuditSuspect {
  /// Its row number.
  let number: Int64
  private let expected: Int64
  private let entry: AuditEntry?
  private let previous: Digest256
  private let isCopy: Bool
  /// Whether the entry follows another than the one before it.
  private var hasOtherPlace: Bool
  /// The row number of the entry that should stand here.
  private var rightful: Int64?

  /// An entry that does not follow from the one before or has another number than the next. `codes` are
  /// the seals of the entries before it, a zero first.
  init(_ entry: AuditEntry, expected: Int64, after codes: [Digest256], _ key: AuditKey) {
    number = entry.number
    self.expected = expected
    self.entry = entry
    previous = codes[codes.count - 1]
    let code = entry.storedCode
    isCopy = codes.dropFirst().contains(code)
    hasOtherPlace = codes.dropLast().contains { entry.code(after: $0, key) == code }
  }

  /// An entry that cannot be read.
  init(unreadable number: Int64, expected: Int64) {
    self.number = number
    self.expected = expected
    entry = nil
    previous = .zero
    (isCopy, hasOtherPlace) = (false, false)
  }

  /// Looks at a later entry: whether it belongs here, and whether this one belongs behind it.
  mutating func compare(with later: AuditEntry, _ code: Digest256, _ key: AuditKey) {
    guard let entry else { return }
    if rightful == nil, later.code(after: previous, key) == code { rightful = later.number }
    if !hasOtherPlace { hasOtherPlace = entry.code(after: code, key) == entry.storedCode }
  }

  /// What is to be said of it.
  var finding: AuditFinding {
    guard entry != nil else { return AuditFinding(row: number, reason: .changed) }
    if isCopy || number < 1 { return AuditFinding(row: number, reason: .inserted) }
    if number > expected { return gap }
    if rightful != nil {
      return AuditFinding(row: number, reason: hasOtherPlace ? .reordered : .inserted)
    }
    return AuditFinding(row: number, reason: hasOtherPlace ? .reordered : .changed)
  }

  /// An entry is missing before this one: taken out, or standing further on.
  private var gap: AuditFinding {
    guard let rightful else { return AuditFinding(row: expected, reason: .removed) }
    return AuditFinding(row: rightful, reason: .reordered)
  }
}
