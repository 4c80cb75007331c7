/// A name as it is compared with others: what two spellings of one name have in common.
///
/// Letters are small and without accents, blanks and punctuation are gone, common abbreviations are
/// written out (`Sei` → `sungai`, `Tj.` → `tanjung`), and numbers are digits, whether they are written as
/// such, in Roman numerals or as words (`Glumpang Tiga`, `Deme i`).
public struct PlaceNameKey: Hashable, Sendable {
  /// The name.
  public let text: String
  /// What keeps similar names apart: its numbers, and a last word such as `barat` or `hulu`.
  let distinction: String

  /// The key of a village's or district's name, without a kind (`Desa`, `Desa Adat`, `Kel.`,
  /// `Kec.`) in front.
  public init(_ name: String) {
    self.init(words: NameWords.droppingLeading(Self.kinds, of: NameWords.words(of: name)))
  }

  /// The key of a regency's name, in which a kota differs from a kabupaten of the same name.
  public init(regency name: String) {
    let words = NameWords.words(of: name)
    let rest = NameWords.droppingLeading(Self.regencyKinds, of: words)
    self.init(words: words.first == "kota" ? ["kota"] + rest : rest)
  }

  /// The key of a province's name.
  public init(province name: String) {
    self.init(words: NameWords.words(of: name).filter { !Self.provinceKinds.contains($0) })
  }

  private init(words: [String]) {
    let plain = words.count > 1 ? words.map { NameWords.written[$0] ?? $0 } : words
    text = plain.joined()
    let digits = plain.filter { $0.utf8.allSatisfy { (48...57).contains($0) } }
    let last = plain.count > 1 ? plain.last.flatMap { Self.sides.contains($0) ? $0 : nil } : nil
    distinction = (digits + [last ?? ""]).joined(separator: " ")
  }

  /// How many letters have to change to make one name of the other; `nil` where they are too many for a
  /// slip of the pen, or tell two places apart.
  /// - Complexity: O(a · b) in the lengths of the names.
  public func distance(to other: PlaceNameKey) -> Int? {
    guard distinction == other.distinction else { return nil }
    let length = max(text.utf8.count, other.text.utf8.count)
    return EditDistance.between(text, other.text, limit: length <= 5 ? 1 : 2)
  }

  private static let kinds: Set<String> = [
    "desa", "ds", "adat", "kelurahan", "kel", "kecamatan", "kec", "distrik",
  ]
  private static let regencyKinds: Set<String> = [
    "kabupaten", "kab", "kota", "administrasi", "adm",
  ]
  private static let provinceKinds: Set<String> = [
    "provinsi", "propinsi", "prov", "daerah", "khusus", "istimewa", "ibukota", "ibu", "kota", "dki",
    "di", "d", "i",
  ]
  private static let sides: Set<String> = [
    "barat", "timur", "utara", "selatan", "tengah", "hulu", "hilir", "ilir", "ulu", "atas", "bawah",
    "dalam", "luar", "baru", "lama", "jae", "julu", "kecil", "besar", "kulon", "wetan", "kidul",
    "lor",
  ]
}
