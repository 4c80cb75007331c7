/// Which columns look as if they told of persons; such data are not held.
enum PersonalColumns {
  /// Words that only persons have.
  private static let personWords: Set<String> = [
    "passport", "passports", "paspor", "nik", "ktp", "kk", "npwp", "nip", "kitas", "kitap", "visa",
    "phone", "telephone", "mobile", "telepon", "telp", "tlp", "hp", "handphone", "wa", "whatsapp",
    "email", "surel", "contact", "kontak", "nationality", "kewarganegaraan", "kebangsaan",
    "citizenship", "wn", "wna", "guest", "tamu", "guestname", "reporter", "pelapor", "korban",
    "victim", "suspect", "tersangka", "terlapor", "birth", "birthdate", "dob", "lahir", "gender",
    "sex", "kelamin", "agama", "religion", "ethnicity", "suku", "owner", "pemilik", "person",
    "orang", "surname", "firstname", "lastname", "fullname", "foto", "photo", "face", "wajah",
    "plate", "nopol", "kades", "lurah", "pimpasa", "petugas", "officer",
  ]

  /// Words that name something, a person among others.
  private static let nameWords: Set<String> = ["name", "nama", "names"]

  /// Words that make a name that of a place.
  private static let placeWords: Set<String> = [
    "desa", "kelurahan", "kel", "kecamatan", "kec", "kabupaten", "kab", "kota", "provinsi", "prov",
    "propinsi", "village", "district", "regency", "province", "place", "tempat", "lokasi",
    "location", "penginapan", "hotel", "akomodasi", "accommodation", "kantor", "office", "gedung",
    "objek", "jalan", "street", "wilayah", "area", "poly",
  ]

  /// Whether a column looks personal.
  /// - Parameters:
  ///   - column: Its name in the file.
  ///   - holdsPlaces: Whether the table's rows are places, so that a bare `name` is that of a place.
  /// - Returns: `true` for a column that must not be taken in.
  static func contains(_ column: String, holdsPlaces: Bool) -> Bool {
    let words = ColumnName.words(of: column)
    if words.contains(where: personWords.contains) { return true }
    if personWords.contains(ColumnName(column).key) { return true }
    let isName = words.contains(where: nameWords.contains)
    return isName && !holdsPlaces && !words.contains(where: placeWords.contains)
  }
}
