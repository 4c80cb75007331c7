/// Reads the address of a place in Indonesia.
///
/// The grammar, in the order in which its rules are tried at each word; a word that no rule takes is loose.
///
///     units     = "RT" number ["RW" number] | "RW" number | "RT/RW" number "/" number
///               | number "/" number          where both have three digits or an RT came before
///     house     = "No" number-text           number-text = digits with letters, "/", "-"
///     block     = "Blok" word-or-number ...
///     kilometer = "KM" number
///     postal    = a number of five digits
///     street    = "Jl" name                  up to a comma, a number, or a marker
///     hamlet    = "Dusun" name
///     area      = kind [filler ...] name     kind = "Desa", "Kec", "Kab", "Kota", "Prov" ...
///     suffixed  = name kind                  kind = "Regency", "City" ...
///     landmark  = relation name | noun name  relation = "depan", "dekat" ...; noun = "pasar", "hotel" ...
///     region    = a short form               "Jabar", "Jaksel", "East Java"
///
/// Coordinates, links and Plus Codes are read first and cut out of the text.
public enum AddressParser {
  /// Reads an address. Any text is one; what is not understood is loose.
  ///
  /// Beyond `longestText` scalars and 64 words the rest is left out.
  /// - Complexity: O(n) in the length of the text.
  public static func parse(_ text: String) -> ParsedAddress {
    let cut = String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestText)))
    var address = ParsedAddress()
    let rest = PlaceNotation.take(from: cut, into: &address)
    var reader = AddressReader(AddressTokenizer.words(of: rest), into: address)
    return reader.read()
  }

  /// The longest text that is read, in Unicode scalars.
  public static let longestText = AddressTokenizer.longestText
}
