/// Takes out of a text what tells of a person: telephone numbers, e-mail addresses, numbers of identity
/// cards and passports, plates of vehicles, and any other long number. `[disamarkan]` stands in its place.
///
/// A report is masked and not refused: it must not be lost because its sender added a telephone number.
/// Postal codes, RT/RW, house numbers, dates, amounts, coordinates and dotted area codes stay. Where a
/// number may be either, it is taken for personal.
public enum PersonalDataMask {
  /// What was found.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A telephone number.
    case phone
    /// An e-mail address.
    case email
    /// The number of an identity card, family card or taxpayer.
    case identity
    /// The number of a passport.
    case passport
    /// The plate of a vehicle.
    case plate
    /// Another number of eleven digits or more, such as that of an account.
    case number
  }

  /// A text without what tells of a person.
  public struct Outcome: Hashable, Sendable {
    /// The text.
    public let text: String
    /// What was taken out, in the order of the text.
    public let found: [Kind]
  }

  /// What stands in place of what was taken out.
  public static let replacement = "[disamarkan]"

  /// Masks a text.
  ///
  /// What was masked may have hidden that something beside it is personal, so the result is looked at again.
  /// - Complexity: O(n); a text with fewer than three digits and no sign of an address is only looked over.
  public static func apply(to text: String) -> Outcome {
    var outcome = Outcome(text: text, found: [])
    for _ in 0..<passes {
      let next = pass(over: outcome.text)
      if next.found.isEmpty { break }
      outcome = Outcome(text: next.text, found: outcome.found + next.found)
    }
    return outcome
  }

  private static let passes = 8

  private static func pass(over text: String) -> Outcome {
    guard mayHold(text) else { return Outcome(text: text, found: []) }
    let scan = PersonalDataScan(text)
    var result = String.UnicodeScalarView()
    var found: [Kind] = []
    var position = 0
    while position < scan.scalars.count {
      guard let match = scan.match(at: position) else {
        result.append(scan.scalars[position])
        position += 1
        continue
      }
      result.append(contentsOf: replacement.unicodeScalars)
      found.append(match.kind)
      position = match.end
    }
    return Outcome(text: found.isEmpty ? text : String(result), found: found)
  }

  /// Most texts hold neither, and telling so costs one look at each byte.
  private static func mayHold(_ text: String) -> Bool {
    var digits = 0
    for byte in text.utf8 {
      if (48...57).contains(byte) || byte >= 0xD9 { digits += 1 }
      if digits >= 3 || addressSigns.contains(byte) { return true }
    }
    return false
  }

  /// The sign of an e-mail address, or what begins one that is spelled out: `(at)`.
  private static let addressSigns: Set<UInt8> = Set("@([{".utf8)
}
