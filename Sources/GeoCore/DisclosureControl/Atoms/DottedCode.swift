/// The dotted codes of areas as text: `35` province, `35.07` regency, `35.07.01` district,
/// `35.07.01.2001` village; the empty text is the whole country.
enum DottedCode {
  /// The lengths of the codes from the country to the village.
  static let lengths = [0, 2, 5, 8, 13]
  /// The level of villages in `lengths`.
  static let village = 4

  /// The level of a code, 0 for the country … 4 for a village; `nil` when it is no code.
  static func level(of code: some StringProtocol) -> Int? {
    let bytes = code.utf8
    guard let level = lengths.firstIndex(of: bytes.count) else { return nil }
    for (place, byte) in bytes.enumerated() {
      let isDot = place == 2 || place == 5 || place == 8
      guard isDot ? byte == UInt8(ascii: ".") : (48...57).contains(byte) else { return nil }
    }
    return level
  }

  /// The code of the area of a level that holds an area.
  static func ancestor(of code: String, level: Int) -> String {
    String(code.prefix(lengths[level]))
  }
}
