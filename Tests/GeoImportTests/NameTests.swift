import Testing

@testable import GeoImport

@Suite("Names of columns and villages")
struct NameTests {
  @Test(
    "column names are compared without case, blanks and punctuation",
    arguments: [
      ("Kode Desa", "kode_desa", true), ("KDEPUM", "kdepum", true), ("kode", "kode_desa", false),
      ("boundary_s", "boundary_status", true), ("boundary", "boundary_status", false),
      ("jumlah_pen", "jumlah_penduduk", true),
    ])
  func columns(theirs: String, ours: String, expected: Bool) {
    #expect(ColumnName.means(theirs, ours) == expected)
  }

  @Test(
    "the words of a column",
    arguments: [
      ("guestName", ["guest", "name"]), ("NAMA_TAMU", ["nama", "tamu"]), ("no-hp", ["no", "hp"]),
      ("NIK", ["nik"]), ("", []),
    ])
  func words(column: String, expected: [String]) {
    #expect(ColumnName.words(of: column) == expected)
  }

  @Test(
    "columns of places do not look personal",
    arguments: [
      "kode", "WADMKD", "LUASWH", "REMARK", "METADATA", "nama_kel_poly", "Nama Penginapan", "FCODE",
      "SRS_ID", "kelas", "kode_kel_expected", "tipe", "Rating", "Harga sewa",
    ])
  func harmless(column: String) {
    #expect(!PersonalColumns.contains(column, holdsPlaces: true))
  }

  @Test(
    "kinds of village are dropped, names that begin like one are kept",
    arguments: [
      ("KEL. BALEARJOSARI", "BALEARJOSARI"), ("Kel.Lowokwaru", "Lowokwaru"),
      ("Kelurahan Arjosari", "Arjosari"), ("Ds. Sukun", "Sukun"), ("Desa Baru", "Desa Baru"),
      ("Kelapa  Dua", "Kelapa Dua"), ("Kelurahan", "Kelurahan"), ("Kel.", "Kel."), ("", ""),
    ])
  func cleaning(text: String, expected: String) {
    #expect(VillageName.cleaned(text) == expected)
  }

  @Test(
    "names match without case, accents, apostrophes and kinds",
    arguments: [
      ("KEL. Cempaka-Putih", "Cempaka Putih"), ("Ma’rang", "Ma'rang"), ("São", "Sao"),
      ("Desa Sukamaju", "SUKAMAJU"),
    ])
  func matching(a: String, b: String) {
    #expect(VillageName.matchingKey(a) == VillageName.matchingKey(b))
  }
}
