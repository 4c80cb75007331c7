/// Folds the spellings in which names were and are written onto one: the orthographies of 1901 (`oe`, `dj`,
/// `tj`, `j` for the sound of `y`) and of 1972, and doubled letters.
///
/// Two names with one fold are one name in two spellings, or two names that no spelling keeps apart
/// (`Karangjati` and `Karangyati`); the geocoder tells such apart by what else the address says.
enum SpellingFold {
  /// The fold of small letters and digits.
  /// - Complexity: O(n).
  static func fold(_ letters: some Sequence<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(24)
    for letter in letters { append(letter, to: &folded) }
    return folded
  }

  /// Appends a letter to a fold.
  static func append(_ letter: UInt8, to folded: inout [UInt8]) {
    let last = folded.last
    switch (last, letter) {
    case (UInt8(ascii: "o"), UInt8(ascii: "e")): folded[folded.count - 1] = UInt8(ascii: "u")
    case (UInt8(ascii: "d"), UInt8(ascii: "j")): folded[folded.count - 1] = UInt8(ascii: "j")
    case (UInt8(ascii: "t"), UInt8(ascii: "j")): folded[folded.count - 1] = UInt8(ascii: "c")
    case (UInt8(ascii: "j"), UInt8(ascii: "y")), (UInt8(ascii: "c"), UInt8(ascii: "y")): break
    case (_, UInt8(ascii: "y")): folded.append(UInt8(ascii: "j"))
    case (let last?, let letter) where last == letter && !(48...57).contains(letter): break
    default: folded.append(letter)
    }
  }
}
